import SwiftASN1

extension XAdESProperties {
  /// What one `Cert` of `SigningCertificate` or `SigningCertificateV2` says (EN 319 132-1 §5.2.2).
  struct CertificateBinding: Sendable {
    let node: XMLTree.NodeID
    let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
    let digest: [UInt8]
    let serialNumber: SerialNumber?
    /// Only the second version has it in a form that can be compared.
    let issuer: DistinguishedName?

    enum SerialNumber: Sendable, Hashable {
      /// In the first version.
      case decimal(String)
      /// In the second version, without leading zeros.
      case octets([UInt8])
    }

    /// Nil when the element cannot be read.
    init?(_ cert: XMLTree.NodeID, by reader: XAdESReader) {
      guard let digest = reader.child("CertDigest", of: cert).flatMap({ reader.digest(in: $0) }) else { return nil }
      node = cert
      digestAlgorithm = digest.algorithm
      self.digest = digest.value
      if let first = reader.child("IssuerSerial", of: cert) {
        serialNumber = reader.ofSignature("X509SerialNumber", in: first)
          .flatMap { reader.text(of: $0) }.map { .decimal($0) }
        issuer = nil
      } else if let second = reader.child("IssuerSerialV2", of: cert) {
        guard let octets = reader.tree.text(of: second).flatMap(Base64Decoder.octets),
          let parsed = try? IssuerSerial(derEncoded: octets)
        else { return nil }
        serialNumber = .octets(parsed.serialNumber)
        issuer = parsed.issuer
      } else {
        serialNumber = nil
        issuer = nil
      }
    }

    /// Whether this names the certificate: by its digest, and by serial number and issuer where they are given; nil when the
    /// digest is outside the profile.
    func isSatisfied(by certificate: CertificateRecord) -> Bool? {
      guard case .success(let algorithm) = digestAlgorithm else { return nil }
      guard constantTimeEqual(algorithm.digest(of: certificate.encoded), digest) else { return false }
      let hasSerialNumber =
        switch serialNumber {
        case nil: true
        case .decimal(let text): text == certificate.serialNumberDecimal
        case .octets(let octets): octets == certificate.serialNumber
        }
      return hasSerialNumber && issuer.map { $0 == certificate.issuer } ?? true
    }
  }
}

/// RFC 5035 §4: `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber CertificateSerialNumber }`.
private struct IssuerSerial: DERParseable {
  /// Nil when none of the names is a directory name.
  let issuer: DistinguishedName?
  /// Without leading zeros.
  let serialNumber: [UInt8]

  init(derEncoded node: ASN1Node) throws {
    (issuer, serialNumber) = try DER.sequence(node, identifier: .sequence) { nodes in
      let names = try nodes.required()
      let serial = try nodes.required()
      guard case .constructed(let choices) = names.content, serial.identifier == .integer,
        case .primitive(let octets) = serial.content
      else { throw ASN1Error.unexpectedFieldType(serial.identifier) }
      let directoryName = ASN1Identifier(tagWithNumber: 4, tagClass: .contextSpecific)
      var issuer: DistinguishedName?
      for choice in choices where choice.identifier == directoryName {
        guard case .constructed(let inner) = choice.content else { continue }
        for name in inner { issuer = try DistinguishedName(derEncoded: name) }
      }
      return (issuer, Array(octets.drop { $0 == 0 }))
    }
  }
}
