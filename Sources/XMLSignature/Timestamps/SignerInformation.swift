import SwiftASN1

/// One `SignerInfo` of a CMS object (RFC 5652 §5.3).
struct SignerInformation {
  enum Identifier {
    case issuerAndSerialNumber(DistinguishedName, [UInt8])
    case subjectKeyIdentifier([UInt8])

    /// Whether the certificate is the one that is named.
    func names(_ certificate: CertificateRecord) -> Bool {
      switch self {
      case .issuerAndSerialNumber(let issuer, let serialNumber):
        certificate.issuer == issuer && certificate.serialNumber == serialNumber
      case .subjectKeyIdentifier(let identifier): certificate.subjectKeyIdentifier == identifier
      }
    }
  }

  let identifier: Identifier
  let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
  let signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm>
  let signature: [UInt8]
  /// Nil when the signature is over the content itself, which RFC 5652 §5.3 forbids for time-stamps.
  let signedAttributes: SignedAttributes?
  /// Values of the unsigned attributes certificate-values and revocation-values (RFC 5126 §6.3).
  let validationValues: (certificates: [ASN1Node], revocation: [ASN1Node])
  /// As they stand outside of the signature, to be compared with those inside (RFC 6211).
  let algorithmIdentifiers: (digest: ASN1Node, signature: ASN1Node)

  init(berEncoded node: ASN1Node) throws {
    self = try BER.sequence(node, identifier: .sequence) { try SignerInformation(&$0) }
  }

  private init(_ nodes: inout ASN1NodeCollection.Iterator) throws {
    _ = try Int(derEncoded: &nodes)
    identifier = try Identifier(berEncoded: nodes.required())
    let digestNode = try nodes.required()
    digestAlgorithm = try DigestAlgorithm.parse(algorithmIdentifier: digestNode)
    signedAttributes = try nodes.next(if: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific))
      .map { try SignedAttributes(berEncoded: $0) }
    let signatureNode = try nodes.required()
    signatureAlgorithm = try X509SignatureAlgorithm.parse(signatureNode, messageDigest: try? digestAlgorithm.get())
    algorithmIdentifiers = (digestNode, signatureNode)
    signature = Array(try ASN1OctetString(berEncoded: nodes.required()).bytes)
    var values: (certificates: [ASN1Node], revocation: [ASN1Node]) = ([], [])
    if let unsigned = nodes.next(if: ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)) {
      for attribute in try unsigned.children().map({ try Attribute(berEncoded: $0) }) {
        switch attribute.type {
        case "1.2.840.113549.1.9.16.2.23": values.certificates += attribute.values
        case "1.2.840.113549.1.9.16.2.24": values.revocation += attribute.values
        default: continue
        }
      }
    }
    validationValues = values
  }
}

extension SignerInformation.Identifier {
  fileprivate init(berEncoded node: ASN1Node) throws {
    if node.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) {
      self = .subjectKeyIdentifier(Array(try ASN1OctetString(berEncoded: node, withIdentifier: node.identifier).bytes))
    } else {
      self = try BER.sequence(node, identifier: .sequence) { fields in
        .issuerAndSerialNumber(
          try DistinguishedName(derEncoded: fields.required()), try fields.required().magnitude())
      }
    }
  }
}

/// `Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }`.
private struct Attribute {
  let type: String
  let values: [ASN1Node]

  init(berEncoded node: ASN1Node) throws {
    (type, values) = try BER.sequence(node, identifier: .sequence) { fields in
      let type = try fields.required().objectIdentifier()
      let set = try fields.required()
      guard set.identifier == .set else { throw ASN1Error.unexpectedFieldType(set.identifier) }
      return (type, Array(try set.children()))
    }
  }
}

/// The attributes that a CMS signature is over (RFC 5652 §5.3, §5.4).
struct SignedAttributes {
  /// What the signature may be over: a SET OF with its own tag instead of `[0]`, and in DER. Where the attributes came
  /// out of DER's order, implementations differ: OpenSSL hashes them as they came, others sort them first. Both
  /// are the same set of attributes, so that either will do.
  let signedOctets: [[UInt8]]
  private let attributes: [Attribute]

  fileprivate init(berEncoded node: ASN1Node) throws {
    let encoded = try node.children().map { Array($0.encodedBytes) }
    let sorted = encoded.sorted { $0.lexicographicallyPrecedes($1) }
    signedOctets = (encoded == sorted ? [encoded] : [encoded, sorted]).map(Self.set)
    // Indefinite lengths inside are refused here: nobody could tell what was hashed.
    attributes = try DER.parse(signedOctets[0]).children().map { try Attribute(berEncoded: $0) }
  }

  private static func set(of members: [[UInt8]]) -> [UInt8] {
    var coder = DER.Serializer()
    coder.appendConstructedNode(identifier: .set) { set in members.forEach { set.serializeRawBytes($0) } }
    return coder.serializedBytes
  }

  /// RFC 5652 §11: none of the attributes that we read may come twice, or with two values.
  enum Value {
    case absent
    case one(ASN1Node)
    case ambiguous
  }

  func value(of type: String) -> Value {
    let values = attributes.filter { $0.type == type }.map(\.values)
    guard let first = values.first else { return .absent }
    guard values.count == 1, first.count == 1 else { return .ambiguous }
    return .one(first[0])
  }
}
