extension Rule {
  /// Whoever reads a value reads it from covered nodes: each signature covers the whole content element.
  static let signatureCoverage = Rule("signature-coverage") { item in
    item.signatures.compactMap { signature in
      guard signature.coverage != .full, !signature.findings.contains(where: { $0.code == .signatureCoveragePartial })
      else { return nil }
      // A signature that failed because its data was not found covers nothing; that has been said.
      if signature.coverage == .none, signature.indication != .passed { return nil }
      return Finding(.signatureCoveragePartial, at: signature.location, ["coverage": signature.coverage.rawValue])
    }
  }
}
