public import FoundationEssentials
import SwiftASN1

/// What a time-stamping authority says: that a digest existed at a time (`TSTInfo`, RFC 3161 §2.4.2). It is a claim until
/// the token's signature and the signer's certificate are found to be good.
public struct TimeStampInfo: Sendable, Hashable {
  /// An extension of the claim (EN 319 422 §5.2.2 knows `qcStatements`); none is carried out.
  public struct Extension: Sendable, Hashable {
    /// Dotted object identifier.
    public let identifier: String
    /// Who does not know it must not rely on the token (RFC 3161 §2.4.2, RFC 5280 §4.2).
    public let isCritical: Bool
  }

  /// The authority's policy, a dotted object identifier.
  public let policy: String
  public let imprintAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
  /// As it came: real tokens have some whose length is not the algorithm's, and they are about nothing.
  public let imprint: [UInt8]
  /// Octets without leading zeros.
  public let serialNumber: [UInt8]
  /// `genTime`, with fractions of a second.
  public let time: Date
  /// How far ``time`` may be off, in either direction.
  public let accuracy: Duration?
  /// Whether the authority's tokens are ordered by time even where their accuracies overlap.
  public let isOrdered: Bool
  /// The request's number: content octets of the INTEGER, which has a sign.
  public let nonce: [UInt8]?
  /// A hint at who the authority is, where it is an X.500 name.
  public let authority: DistinguishedName?
  public let extensions: [Extension]

  /// Whether the token is about these digest octets. Takes the same time wherever they differ.
  public func isAbout(digest: [UInt8]) -> Bool { constantTimeEqual(imprint, digest) }

  init(derEncoded octets: [UInt8]) throws(TimeStampDefect) {
    let fields: Fields
    do {
      fields = try Fields(derEncoded: DER.parse(octets))
    } catch {
      throw .infoMalformed("\(error)")
    }
    guard fields.version == 1 else { throw .infoVersion(fields.version) }
    policy = fields.policy
    imprintAlgorithm = fields.imprintAlgorithm
    imprint = fields.imprint
    serialNumber = fields.serialNumber
    time = fields.time
    accuracy = fields.accuracy
    isOrdered = fields.isOrdered
    nonce = fields.nonce
    authority = fields.authority
    extensions = fields.extensions
  }

  private struct Fields: DERParseable {
    let version: Int
    let policy: String
    let imprintAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
    let imprint: [UInt8]
    let serialNumber: [UInt8]
    let time: Date
    let accuracy: Duration?
    let isOrdered: Bool
    let nonce: [UInt8]?
    let authority: DistinguishedName?
    let extensions: [Extension]

    init(derEncoded node: ASN1Node) throws {
      self = try DER.sequence(node, identifier: .sequence) { try Fields(&$0) }
    }

    private init(_ nodes: inout ASN1NodeCollection.Iterator) throws {
      version = try Int(derEncoded: &nodes)
      policy = try nodes.required().objectIdentifier()
      (imprintAlgorithm, imprint) = try DER.sequence(nodes.required(), identifier: .sequence) { fields in
        (
          try DigestAlgorithm.parse(algorithmIdentifier: fields.required()),
          Array(try ASN1OctetString(derEncoded: &fields).bytes)
        )
      }
      serialNumber = try nodes.required().magnitude()
      let timeNode = try nodes.required()
      guard timeNode.identifier == .generalizedTime else { throw ASN1Error.unexpectedFieldType(timeNode.identifier) }
      // RFC 3161 §2.4.2 wants it in DER, which the calendar's reading alone would not.
      _ = try GeneralizedTime(derEncoded: timeNode)
      time = try Date(time: timeNode)
      accuracy = try nodes.next(if: .sequence).map(Self.accuracy)
      // The default may stand there in spite of DER: OpenSSL's own command writes it so.
      isOrdered = try nodes.next(if: .boolean).map { try Bool(derEncoded: $0) } ?? false
      nonce = try nodes.next(if: .integer).map { try $0.integerOctets() }
      authority =
        try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
          try DistinguishedName(generalName: $0)
        } ?? nil
      extensions =
        try DER.optionalImplicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) {
          try $0.children().map { try Extension($0) }
        } ?? []
    }

    /// `Accuracy`: seconds, milliseconds and microseconds (1 to 999 each); what is absent counts as zero.
    private static func accuracy(_ node: ASN1Node) throws -> Duration {
      try DER.sequence(node, identifier: .sequence) { fields in
        let seconds = try fields.next(if: .integer).map { try Int32(derEncoded: $0) } ?? 0
        let parts = try [0, 1].map { (tag: UInt) in
          let identifier = ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific)
          return try fields.next(if: identifier).map { try Int16(derEncoded: $0, withIdentifier: identifier) } ?? 0
        }
        guard seconds >= 0, parts.allSatisfy({ (0...999).contains($0) }) else {
          throw ASN1Error.invalidASN1Object(reason: "an accuracy out of range")
        }
        return .seconds(seconds) + .milliseconds(parts[0]) + .microseconds(parts[1])
      }
    }
  }
}

extension TimeStampInfo.Extension {
  fileprivate init(_ node: ASN1Node) throws {
    (identifier, isCritical) = try DER.sequence(node, identifier: .sequence) { fields in
      let identifier = try fields.required().objectIdentifier()
      let isCritical = try fields.next(if: .boolean).map { try Bool(derEncoded: $0) } ?? false
      _ = try ASN1OctetString(derEncoded: &fields)
      return (identifier, isCritical)
    }
  }
}

extension DistinguishedName {
  /// Reads a `GeneralName` (RFC 5280 §4.2.1.6); nil when it is not a `directoryName`.
  init?(generalName node: ASN1Node) throws {
    guard node.identifier == ASN1Identifier(tagWithNumber: 4, tagClass: .contextSpecific) else { return nil }
    guard case .constructed(let content) = node.content else { throw ASN1Error.unexpectedFieldType(node.identifier) }
    var nodes = content.makeIterator()
    try self.init(derEncoded: nodes.required())
    guard nodes.next() == nil else { throw ASN1Error.invalidASN1Object(reason: "more than one name") }
  }
}

extension ASN1Node {
  /// Octets of an INTEGER without leading zeros.
  func magnitude() throws -> [UInt8] { Array(try integerOctets().drop { $0 == 0 }) }

  func integerOctets() throws -> [UInt8] {
    guard identifier == .integer, case .primitive(let octets) = content, !octets.isEmpty else {
      throw ASN1Error.unexpectedFieldType(identifier)
    }
    return Array(octets)
  }
}

extension ASN1NodeCollection.Iterator {
  /// The next node, where it is of the kind; otherwise nothing is consumed.
  mutating func next(if identifier: ASN1Identifier) -> ASN1Node? {
    var copy = self
    guard let node = copy.next(), node.identifier == identifier else { return nil }
    self = copy
    return node
  }
}
