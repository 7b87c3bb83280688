import SwiftASN1

/// The parts of a CMS `SignedData` (RFC 5652 §5.1).
///
/// The structure may be BER: only what is hashed must be DER (RFC 5652 §5.3, RFC 3161 §2.4.2), and more than half of the
/// time-stamp tokens in published signatures have indefinite lengths. Octets that a digest or signature is about are
/// taken as they came; nothing is encoded again but the outermost tag and length of the signed attributes.
struct SignedData {
  let contentType: String
  /// The octets of the content alone, however they were cut into pieces; nil when they stand elsewhere.
  let content: [UInt8]?
  let certificates: EmbeddedCertificates
  let revocationData: EmbeddedRevocationData
  let signers: [SignerInformation]

  init(contentInfo octets: [UInt8]) throws(TimeStampDefect) {
    let parsed: (type: String, data: SignedData?)
    do {
      parsed = try BER.sequence(BER.parse(octets), identifier: .sequence) { fields in
        let type = try fields.required().objectIdentifier()
        guard type == Self.signedData else {
          while fields.next() != nil {}
          return (type, nil)
        }
        let data = try DER.explicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
          try SignedData(berEncoded: $0)
        }
        return (type, data)
      }
    } catch {
      throw .malformed("\(error)")
    }
    guard let data = parsed.data else { throw .notSignedData(contentType: parsed.type) }
    self = data
  }

  private static let signedData = "1.2.840.113549.1.7.2"

  private init(berEncoded node: ASN1Node) throws {
    self = try BER.sequence(node, identifier: .sequence) { try SignedData(&$0) }
  }

  private init(_ nodes: inout ASN1NodeCollection.Iterator) throws {
    // The version follows from the rest, and real tokens have wrong ones. The set of digest algorithms only helps to
    // hash before the end is seen.
    _ = try Int(derEncoded: &nodes)
    guard try nodes.required().identifier == .set else { throw ASN1Error.invalidASN1Object(reason: "no algorithms") }
    (contentType, content) = try BER.sequence(nodes.required(), identifier: .sequence) { fields in
      let type = try fields.required().objectIdentifier()
      let content = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        Array(try ASN1OctetString(berEncoded: $0).bytes)
      }
      return (type, content)
    }
    var certificates = EmbeddedCertificates()
    if let set = nodes.next(if: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)) {
      try set.children().forEach { certificates.add($0) }
    }
    var revocationData = EmbeddedRevocationData()
    if let set = nodes.next(if: ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)) {
      try set.children().forEach { revocationData.add($0) }
    }
    let set = try nodes.required()
    guard set.identifier == .set else { throw ASN1Error.unexpectedFieldType(set.identifier) }
    signers = try set.children().map { try SignerInformation(berEncoded: $0) }
    for values in signers.map(\.validationValues) {
      certificates.add(values: values.certificates)
      revocationData.add(values: values.revocation)
    }
    self.certificates = certificates
    self.revocationData = revocationData
  }
}

extension ASN1Node {
  /// The nodes inside.
  func children() throws -> ASN1NodeCollection {
    guard case .constructed(let children) = content else { throw ASN1Error.unexpectedFieldType(identifier) }
    return children
  }
}
