import SwiftASN1

/// Asks a responder about one certificate (RFC 6960 §4.1).
public struct OCSPRequest: Sendable, Hashable {
  /// `OCSPRequest` in DER, to be sent as `application/ocsp-request` (RFC 6960 Appendix A).
  public let derEncoded: [UInt8]

  /// The certificate is identified by SHA-1, which every responder knows (RFC 5019 §2.1.1). There is no nonce: answers may
  /// be prepared, and their times say how old they are.
  /// - Returns: Nil when the issuer's key cannot be read.
  public init?(about certificate: CertificateRecord, issuedBy issuer: CertificateRecord) {
    guard let key = issuer.publicKeyOctets, let encoded = try? Self.encoded(certificate, key) else { return nil }
    derEncoded = encoded
  }

  private static func encoded(_ certificate: CertificateRecord, _ issuerKey: [UInt8]) throws -> [UInt8] {
    let digest = DigestAlgorithm.sha1
    var coder = DER.Serializer()
    try coder.appendConstructedNode(identifier: .sequence) { request in
      try request.appendConstructedNode(identifier: .sequence) { body in
        try body.appendConstructedNode(identifier: .sequence) { list in
          try list.appendConstructedNode(identifier: .sequence) { single in
            try single.appendConstructedNode(identifier: .sequence) { identifier in
              try identifier.appendConstructedNode(identifier: .sequence) {
                try $0.serialize(ASN1ObjectIdentifier(dotRepresentation: digest.objectIdentifier[...]))
                try $0.serialize(ASN1Null())
              }
              try identifier.serialize(
                ASN1OctetString(contentBytes: digest.digest(of: certificate.issuer.encoded)[...]))
              try identifier.serialize(ASN1OctetString(contentBytes: digest.digest(of: issuerKey)[...]))
              identifier.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: integer(certificate)) }
            }
          }
        }
      }
    }
    return coder.serializedBytes
  }

  /// Content octets of the serial number, which records keep without leading zeros.
  private static func integer(_ certificate: CertificateRecord) -> [UInt8] {
    let magnitude = certificate.serialNumber
    let isNegative = certificate.serialNumberDecimal.hasPrefix("-")
    return (magnitude.first ?? 0x80) >= 0x80 && !isNegative ? [0] + magnitude : magnitude
  }
}
