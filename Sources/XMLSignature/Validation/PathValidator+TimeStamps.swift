import FoundationEssentials

extension PathValidator {
  /// Certificate validation of the authority that signed a token (EN 319 102-1 §5.4.4), with the certificates and the
  /// revocation data that the token brings along.
  func conclude(
    onAuthority signer: CertificateRecord, of token: TimeStampToken, offered: [CertificateRecord] = [],
    material: RevocationMaterial = RevocationMaterial(), policy: ValidationPolicy, at time: Date
  ) async -> CertificateConclusion {
    var material = material
    for list in token.revocationLists { material.add(list, from: .timeStamp) }
    for answer in token.encodedOCSPResponses { material.add(encodedAnswer: answer, from: .timeStamp) }
    return await conclude(
      on: signer, for: .timeStamping, offered: token.certificates + offered, material: material, policy: policy,
      at: time)
  }
}
