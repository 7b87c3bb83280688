import SwiftASN1

extension TimeStampToken {
  /// Finds the signer's certificate and checks the signature (RFC 5652 §5.4, §5.6; RFC 3161 §2.4.2; RFC 5816).
  ///
  /// The certificate that the attributes signing-certificate and signing-certificate-v2 name by digest is the signer's,
  /// and the key comes from it alone.
  /// - Parameter offered: Certificates from elsewhere, for tokens without the signer's.
  public func signature(offered: [CertificateRecord] = []) -> TimeStampSignature {
    guard let attributes = signer.signedAttributes else { return .invalid(.noSignedAttributes) }
    let digest: DigestAlgorithm
    switch signer.digestAlgorithm {
    case .success(let supported): digest = supported
    case .failure(let unsupported): return .unsupported(unsupported.detail)
    }
    if let flaw = flaw(of: attributes, digest) { return .invalid(flaw) }
    let references: [SigningCertificateReference]
    switch certificateReferences(in: attributes) {
    case .success(let readable): references = readable
    case .failure(let flaw): return .invalid(flaw)
    }
    for case .failure(let unsupported) in references.map(\.digestAlgorithm) {
      return .unsupported("\(unsupported.detail) of the signer's certificate")
    }
    switch certificate(by: references, among: certificates + offered) {
    case .success(let certificate): return signature(by: certificate, over: attributes, digest, references)
    case .failure(let fault): return .signerNotFound(fault)
    }
  }

  /// RFC 5652 §11.1, §11.2; RFC 6211.
  private func flaw(of attributes: SignedAttributes, _ digest: DigestAlgorithm) -> TimeStampSignature.Flaw? {
    guard case .one(let typeNode) = attributes.value(of: "1.2.840.113549.1.9.3"),
      let type = try? typeNode.objectIdentifier()
    else { return .attribute("content-type") }
    guard type == Self.contentType else { return .contentType }
    guard case .one(let digestNode) = attributes.value(of: "1.2.840.113549.1.9.4"),
      let messageDigest = try? ASN1OctetString(derEncoded: digestNode)
    else { return .attribute("message-digest") }
    guard constantTimeEqual(Array(messageDigest.bytes), digest.digest(of: content)) else { return .messageDigest }
    switch attributes.value(of: "1.2.840.113549.1.9.52") {
    case .absent: return nil
    case .ambiguous: return .attribute("cms-algorithm-protection")
    case .one(let node):
      guard let isSame = try? signer.hasAlgorithms(protectedBy: node) else {
        return .attribute("cms-algorithm-protection")
      }
      return isSame ? nil : .algorithmProtection
    }
  }

  private func certificateReferences(
    in attributes: SignedAttributes
  ) -> Result<[SigningCertificateReference], TimeStampSignature.Flaw> {
    var references: [SigningCertificateReference] = []
    for version in SigningCertificateReference.Version.allCases {
      switch attributes.value(of: version.attribute) {
      case .absent: continue
      case .ambiguous: return .failure(.attribute(version.name))
      case .one(let node):
        guard let reference = try? SigningCertificateReference(derEncoded: node, version) else {
          return .failure(.attribute(version.name))
        }
        references.append(reference)
      }
    }
    return .success(references)
  }

  private func certificate(
    by references: [SigningCertificateReference], among candidates: [CertificateRecord]
  ) -> Result<CertificateRecord, TimeStampSignature.SignerFault> {
    guard let reference = references.first else { return .failure(.noCertificateReference) }
    guard let certificate = candidates.first(where: reference.hasDigest) else { return .failure(.notAmongCertificates) }
    guard references.allSatisfy({ $0.hasDigest(of: certificate) }) else { return .failure(.contradiction) }
    guard references.allSatisfy({ $0.hasIssuerAndSerialNumber(of: certificate) }) else {
      return .failure(.issuerAndSerialNumber)
    }
    guard signer.identifier.names(certificate) else { return .failure(.signerIdentifier) }
    return .success(certificate)
  }

  private func signature(
    by certificate: CertificateRecord, over attributes: SignedAttributes, _ digest: DigestAlgorithm,
    _ references: [SigningCertificateReference]
  ) -> TimeStampSignature {
    let key: VerificationKey
    let algorithm: X509SignatureAlgorithm
    switch (certificate.key, signer.signatureAlgorithm) {
    case (.failure(let unsupported), _), (_, .failure(let unsupported)): return .unsupported(unsupported.detail)
    case (.success(let readable), .success(let supported)):
      key = readable
      algorithm = supported
    }
    // Where they differ, RFC 5652 §5.4 and the signature algorithm's own definition ask for different hashes.
    guard algorithm.digest == nil || algorithm.digest == digest else {
      return .unsupported("\(algorithm.name) beside a message digest of \(digest.name)")
    }
    guard attributes.signedOctets.contains(where: { key.isValid(signer.signature, over: $0, by: algorithm) }) else {
      return .invalid(.signatureValue)
    }
    if let unknown = info.extensions.first(where: \.isCritical) {
      return .unsupported("critical extension \(unknown.identifier) of the time-stamp")
    }
    return .valid(
      signer: certificate,
      algorithms: .init(
        signature: algorithm, messageDigest: digest,
        certificateDigests: references.compactMap { try? $0.digestAlgorithm.get() }, keyName: key.name))
  }
}

extension TimeStampSignature.Flaw: Error {}
extension TimeStampSignature.SignerFault: Error {}

extension SigningCertificateReference.Version {
  fileprivate var name: String {
    switch self {
    case .v1: "signing-certificate"
    case .v2: "signing-certificate-v2"
    }
  }
}

extension SignerInformation {
  /// Compares with `CMSAlgorithmProtection ::= SEQUENCE { digestAlgorithm, signatureAlgorithm [1] IMPLICIT OPTIONAL, … }`
  /// (RFC 6211 §2). Absent parameters and NULL are the same.
  fileprivate func hasAlgorithms(protectedBy node: ASN1Node) throws -> Bool {
    try DER.sequence(node, identifier: .sequence) { fields in
      let digest = try AlgorithmIdentifier(derEncoded: fields.required())
      let signature = try AlgorithmIdentifier(
        derEncoded: fields.required(), withIdentifier: ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific))
      return try digest == AlgorithmIdentifier(derEncoded: algorithmIdentifiers.digest)
        && signature == AlgorithmIdentifier(derEncoded: algorithmIdentifiers.signature)
    }
  }
}
