extension Rule {
  /// An unsigned package says nothing of who files (SIGNATURES.md, rule 8).
  static let signaturePresent = Rule("signature-present") { item in
    item.signatures.isEmpty ? [Finding(.signatureMissing, at: item.location)] : []
  }
}
