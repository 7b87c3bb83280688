import XMLSignature

extension Reading {
  static func certificate(_ octets: [UInt8]) {
    guard let certificate = try? CertificateRecord(derEncoded: octets) else {
      // The file of an operator's trust folder, which may also be PEM.
      use(TrustStore.contents(of: octets))
      return
    }
    look(at: certificate)
    // Its key against its own signature, by way of the revocation of a certificate that issued itself.
    var material = RevocationMaterial()
    material.add([certificate])
    use(status(of: certificate, by: material))
  }

  static func revocationList(_ octets: [UInt8]) {
    guard let list = try? RevocationList(derEncoded: octets) else {
      use(TrustStore.contents(of: octets))
      return
    }
    use(list.entry(for: [1]))
    use(list.entry(for: []))
    use(list.issuer.text)
    use(list.scope)
    use(list.digest)
  }

  static func answer(_ octets: [UInt8]) {
    use(try? OCSPResponse(derEncoded: octets))
    guard let answer = try? BasicOCSPResponse.read(octets) else { return }
    use(answer.digest)
    answer.certificates.forEach(look)
    var material = RevocationMaterial()
    material.add(answer, from: .signature)
    for certificate in answer.certificates.prefix(4) { use(status(of: certificate, by: material)) }
  }

  /// A time-stamp token (CMS SignedData), the response around one, and the token's signature.
  static func timeStamp(_ octets: [UInt8]) {
    let response = try? TimeStampResponse(derEncoded: octets)
    guard let token = try? TimeStampToken(derEncoded: response?.encodedToken ?? octets) else { return }
    use(token.signature())
    use(token.signature(offered: token.certificates))
    use(token.info.authority?.text)
    token.certificates.forEach(look)
    var material = RevocationMaterial()
    for list in token.revocationLists { material.add(list, from: .signature) }
    for answer in token.encodedOCSPResponses { material.add(encodedAnswer: answer, from: .signature) }
    material.add(token.certificates)
    for certificate in token.certificates.prefix(4) { use(status(of: certificate, by: material)) }
  }

  private static func look(at certificate: CertificateRecord) {
    use(certificate.extensions)
    use(certificate.subject.text)
    use(certificate.issuer.text)
    use(certificate.serialNumberText)
    use(certificate.hashValue)
    use(certificate.isSelfIssued)
  }

  /// Checks the material's signatures, as far as it is about the certificate.
  private static func status(of certificate: CertificateRecord, by material: RevocationMaterial) -> RevocationStatus {
    RevocationCheck(material: material, trusted: [certificate])
      .status(of: certificate, issuedBy: certificate, at: time, now: .distantFuture)
  }
}
