extension Rule {
  /// Every signature must be TOTAL-PASSED (EN 319 102-1 §5.1), and what its validation found is told as it is.
  static let signaturesPassed = Rule("signatures-passed") { item in
    item.signatures.flatMap { signature in
      guard signature.indication != .passed, !signature.findings.contains(where: \.severity.blocks) else {
        return signature.findings
      }
      // No signature that did not pass goes through for want of a blocking finding.
      return signature.findings + [
        Finding(.signatureConstraintsFailure, at: signature.location, ["detail": signature.indication.rawValue])
      ]
    }
  }
}
