import SwiftASN1

/// `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber CertificateSerialNumber }` (RFC 5035 §4): how signed
/// attributes and properties name a certificate beside its digest.
struct IssuerSerial: Sendable {
  /// The directory names among the issuer's names.
  private let issuers: [DistinguishedName]
  /// Without leading zeros.
  private let serialNumber: [UInt8]

  init(derEncoded node: ASN1Node) throws {
    (issuers, serialNumber) = try DER.sequence(node, identifier: .sequence) { fields in
      let names = try fields.required().children().compactMap { try DistinguishedName(generalName: $0) }
      return (names, try fields.required().magnitude())
    }
  }

  func hasSerialNumber(of certificate: CertificateRecord) -> Bool { serialNumber == certificate.serialNumber }

  /// Another kind of name cannot be compared, and the digest has bound the certificate already.
  func hasIssuer(of certificate: CertificateRecord) -> Bool {
    issuers.isEmpty || issuers.contains(certificate.issuer)
  }
}
