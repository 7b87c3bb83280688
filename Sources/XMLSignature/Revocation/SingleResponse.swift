public import FoundationEssentials
import SwiftASN1

/// What an answer says of one certificate (RFC 6960 §4.2.1).
public struct SingleResponse: Sendable {
  public enum Status: Sendable, Hashable {
    case good
    case revoked(at: Date, reason: RevocationReason?)
    /// The responder does not know the certificate.
    case unknown
  }

  public let certificate: OCSPCertificateIdentifier
  public let status: Status
  public let thisUpdate: Date
  public let nextUpdate: Date?
  /// Certificates that expired at this time or later are still known to the responder (RFC 6960 §4.4.4).
  public let archiveCutoff: Date?
  /// Why it must not be used; nil when it may be.
  public let unsupported: String?

  init(derEncoded node: ASN1Node) throws {
    self = try DER.sequence(node, identifier: .sequence) { try SingleResponse(&$0) }
  }

  private init(_ fields: inout ASN1NodeCollection.Iterator) throws {
    certificate = try OCSPCertificateIdentifier(derEncoded: fields.required())
    status = try Self.status(of: fields.required())
    thisUpdate = try Date(time: fields.required())
    nextUpdate = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
      try Date(time: $0)
    }
    let extensions = try OCSPExtensions(optional: &fields)
    archiveCutoff = extensions.archiveCutoff
    unsupported = extensions.unsupported
  }

  /// `CertStatus`, whose alternatives are tagged implicitly.
  private static func status(of node: ASN1Node) throws -> Status {
    guard node.identifier.tagClass == .contextSpecific else {
      throw ASN1Error.unexpectedFieldType(node.identifier)
    }
    switch (node.identifier.tagNumber, node.content) {
    case (0, .primitive(let content)) where content.isEmpty: return .good
    case (2, .primitive(let content)) where content.isEmpty: return .unknown
    case (1, .constructed(let fields)):
      var fields = fields.makeIterator()
      let time = try Date(time: fields.required())
      let reason = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) { node in
        guard node.identifier == .enumerated, case .primitive(let code) = node.content, code.count == 1 else {
          throw ASN1Error.unexpectedFieldType(node.identifier)
        }
        return code.first.flatMap { RevocationReason(rawValue: Int($0)) }
      }
      guard fields.next() == nil else { throw ASN1Error.unexpectedFieldType(node.identifier) }
      return .revoked(at: time, reason: reason ?? nil)
    default: throw ASN1Error.unexpectedFieldType(node.identifier)
    }
  }
}

/// Which certificate an answer is about: hashes of its issuer's name and key, and its serial number (RFC 6960 §4.1.1).
public struct OCSPCertificateIdentifier: Sendable, Hashable {
  public let digest: Result<DigestAlgorithm, UnsupportedAlgorithm>
  let issuerNameHash: [UInt8]
  let issuerKeyHash: [UInt8]
  /// Without leading zeros.
  public let serialNumber: [UInt8]

  init(derEncoded node: ASN1Node) throws {
    (digest, issuerNameHash, issuerKeyHash, serialNumber) = try DER.sequence(node, identifier: .sequence) { fields in
      (
        try DigestAlgorithm.parse(algorithmIdentifier: fields.required()),
        Array(try ASN1OctetString(derEncoded: &fields).bytes), Array(try ASN1OctetString(derEncoded: &fields).bytes),
        try Self.serialNumber(fields.required())
      )
    }
  }

  /// Some issuers have negative numbers, which are read like those of certificates.
  private static func serialNumber(_ node: ASN1Node) throws -> [UInt8] {
    guard node.identifier == .integer, case .primitive(let content) = node.content, !content.isEmpty else {
      throw ASN1Error.unexpectedFieldType(node.identifier)
    }
    return Array(content.drop { $0 == 0 })
  }

  /// Whether it is the certificate that the issuer issued.
  func identifies(_ certificate: CertificateRecord, issuedBy issuer: CertificateRecord) -> Bool {
    guard serialNumber == certificate.serialNumber, case .success(let digest) = digest,
      digest.digest(of: certificate.issuer.encoded) == issuerNameHash, let key = issuer.publicKeyOctets
    else { return false }
    return digest.digest(of: key) == issuerKeyHash
  }
}

/// Extensions of answers that are read (RFC 6960 §4.4).
struct OCSPExtensions {
  private(set) var nonce: [UInt8]?
  private(set) var archiveCutoff: Date?
  private(set) var unsupported: String?

  /// Reads `[1] EXPLICIT Extensions OPTIONAL`.
  init(optional fields: inout ASN1NodeCollection.Iterator) throws {
    let extensions =
      try DER.optionalExplicitlyTagged(&fields, tagNumber: 1, tagClass: .contextSpecific) {
        try DER.sequence(of: EncodedExtension.self, identifier: .sequence, rootNode: $0)
      } ?? []
    for item in extensions {
      switch item.identifier {
      case [1, 3, 6, 1, 5, 5, 7, 48, 1, 2]: nonce = item.value
      case [1, 3, 6, 1, 5, 5, 7, 48, 1, 6]: archiveCutoff = try Date(time: DER.parse(item.value))
      // CRL references and extended revoked definition: they change nothing of what is read here (§4.4.2, §4.4.8).
      case [1, 3, 6, 1, 5, 5, 7, 48, 1, 3], [1, 3, 6, 1, 5, 5, 7, 48, 1, 9]: continue
      default:
        if item.isCritical { unsupported = "it has the critical extension \(item.identifier), which is unknown" }
      }
    }
  }
}

/// RFC 5280 §4.1.2.9.
struct EncodedExtension: DERParseable {
  let identifier: ASN1ObjectIdentifier
  let isCritical: Bool
  let value: [UInt8]

  init(derEncoded node: ASN1Node) throws {
    (identifier, isCritical, value) = try DER.sequence(node, identifier: .sequence) { fields in
      let identifier = try ASN1ObjectIdentifier(derEncoded: &fields)
      var next = try fields.required()
      var isCritical = false
      if next.identifier == .boolean, case .primitive(let flag) = next.content {
        // FALSE is the default, which DER leaves out and some issuers write.
        isCritical = flag != [0]
        next = try fields.required()
      }
      return (identifier, isCritical, Array(try ASN1OctetString(derEncoded: next).bytes))
    }
  }
}

extension CertificateRecord {
  /// Content of the key's bit string, which OCSP takes hashes of.
  var publicKeyOctets: [UInt8]? {
    let octets = subjectPublicKeyInfo
    var outer = DERElements(of: octets)
    guard var fields = try? outer.next(DERTag.sequence, "the key", octets).elements,
      (try? fields.next(octets)) != nil,
      let bits = try? fields.next(DERTag.bitString, "the key", octets).wholeBits(octets)
    else { return nil }
    return Array(octets[bits])
  }
}
