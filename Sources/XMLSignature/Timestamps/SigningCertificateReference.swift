import SwiftASN1

/// The certificate that a signed attribute names (ESS `SigningCertificate`, RFC 2634 §5.4, and `SigningCertificateV2`,
/// RFC 5035 §3): the first of the list is the signer's.
struct SigningCertificateReference {
  let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
  private let digest: [UInt8]
  private let issuerSerial: IssuerSerial?

  enum Version: CaseIterable {
    case v1, v2

    var attribute: String {
      switch self {
      case .v1: "1.2.840.113549.1.9.16.2.12"
      case .v2: "1.2.840.113549.1.9.16.2.47"
      }
    }
  }

  /// Reads the value of the attribute.
  init(derEncoded node: ASN1Node, _ version: Version) throws {
    self = try DER.sequence(node, identifier: .sequence) { fields in
      let list = try fields.required()
      // The certificate policies that may follow restrict paths, and come with nothing that would use them.
      _ = fields.next(if: .sequence)
      guard list.identifier == .sequence else { throw ASN1Error.unexpectedFieldType(list.identifier) }
      var identifiers = try list.children().makeIterator()
      return try DER.sequence(identifiers.required(), identifier: .sequence) {
        try SigningCertificateReference(&$0, version)
      }
    }
  }

  private init(_ nodes: inout ASN1NodeCollection.Iterator, _ version: Version) throws {
    switch version {
    case .v1: digestAlgorithm = .success(.sha1)
    case .v2:
      digestAlgorithm =
        try nodes.next(if: .sequence).map { try DigestAlgorithm.parse(algorithmIdentifier: $0) } ?? .success(.sha256)
    }
    digest = Array(try ASN1OctetString(derEncoded: &nodes).bytes)
    issuerSerial = try nodes.next(if: .sequence).map { try IssuerSerial(derEncoded: $0) }
  }

  /// Whether the digest is the certificate's. An algorithm that we lack matches nothing.
  func hasDigest(of certificate: CertificateRecord) -> Bool {
    guard case .success(let algorithm) = digestAlgorithm else { return false }
    return constantTimeEqual(algorithm.digest(of: certificate.encoded), digest)
  }

  /// Whether issuer and serial number, where they are given, are the certificate's.
  func hasIssuerAndSerialNumber(of certificate: CertificateRecord) -> Bool {
    issuerSerial.map { $0.hasIssuer(of: certificate) && $0.hasSerialNumber(of: certificate) } ?? true
  }
}
