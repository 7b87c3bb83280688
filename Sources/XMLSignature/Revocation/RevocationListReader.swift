import FoundationEssentials
import SwiftASN1

/// Reads `CertificateList` (RFC 5280 §5.1).
struct RevocationListReader {
  let signed: Range<Int>
  let issuer: DistinguishedName
  let thisUpdate: Date
  let nextUpdate: Date?
  let entries: RevocationEntries
  let extensions: RevocationListExtensions
  let unsupported: String?
  let signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm>
  let signature: [UInt8]

  private static let mostOctetsOfName = 65_536
  private static let mostOctetsOfAlgorithm = 4_096

  init(_ octets: [UInt8]) throws {
    // The table of entries has 32 bits for positions.
    guard octets.count <= Int(UInt32.max) else { throw DERFault("the list is longer than 4 GiB") }
    var file = DERElements(of: octets)
    var list = try file.next(DERTag.sequence, "the list", octets).elements
    try file.finish("the list")
    let body = try list.next(DERTag.sequence, "the list's body", octets)
    let algorithm = try list.next(DERTag.sequence, "the signature algorithm", octets).whole
    let value = try list.next(DERTag.bitString, "the signature", octets).wholeBits(octets)
    try list.finish("the list")
    signed = body.whole
    signature = Array(octets[value])

    var fields = body.elements
    let isVersion2 = try Self.isVersion2(&fields, octets)
    let inner = try fields.next(DERTag.sequence, "the signature algorithm", octets).whole
    guard octets[inner].elementsEqual(octets[algorithm]) else {
      throw DERFault("the list names two signature algorithms (RFC 5280 §5.1.1.2)")
    }
    guard algorithm.count <= Self.mostOctetsOfAlgorithm else { throw DERFault("the signature algorithm is too long") }
    signatureAlgorithm = try X509SignatureAlgorithm.parse(DER.parse(octets[algorithm]))
    let name = try fields.next(DERTag.sequence, "the issuer", octets).whole
    guard name.count <= Self.mostOctetsOfName else { throw DERFault("the issuer's name is too long") }
    issuer = try DistinguishedName(octets: Array(octets[name]))
    guard let issued = try fields.next(octets) else { throw DERFault("the time of issue is missing") }
    thisUpdate = try Date(issued, octets)
    let next = try fields.optional(DERTag.utcTime, octets) ?? fields.optional(DERTag.generalizedTime, octets)
    nextUpdate = if let next { try Date(next, octets) } else { nil }
    var entriesUnsupported: String?
    if let revoked = try fields.optional(DERTag.sequence, octets) {
      (entries, entriesUnsupported) = try RevocationEntries.read(revoked, of: octets, isVersion2: isVersion2)
    } else {
      entries = RevocationEntries()
    }
    if let tagged = try fields.optional(DERTag.contextConstructed(0), octets) {
      guard isVersion2 else { throw DERFault("a list of version 1 has extensions") }
      extensions = try RevocationListExtensions(tagged, octets)
    } else {
      extensions = RevocationListExtensions()
    }
    try fields.finish("the list's body")
    unsupported = extensions.unsupported ?? entriesUnsupported
  }

  /// RFC 5280 §5.1.2.1.
  private static func isVersion2(_ fields: inout DERElements, _ octets: [UInt8]) throws(DERFault) -> Bool {
    guard let version = try fields.optional(DERTag.integer, octets) else { return false }
    guard octets[version.content].elementsEqual([1]) else { throw DERFault("the version is unknown") }
    return true
  }
}

/// Extensions of a list that are read (RFC 5280 §5.2).
struct RevocationListExtensions {
  private(set) var number: [UInt8]?
  private(set) var authorityKeyIdentifier: [UInt8]?
  private(set) var scope: IssuingDistributionPoint?
  private(set) var expiredCertificatesSince: Date?
  private(set) var unsupported: String?

  init() {}

  /// - Parameter tagged: The explicit tag.
  init(_ tagged: DERElement, _ octets: [UInt8]) throws(DERFault) {
    var outer = tagged.elements
    var extensions = ListExtensions(try outer.next(DERTag.sequence, "the list of extensions", octets))
    try outer.finish("the list of extensions")
    while let item = try extensions.next(octets) {
      switch item.kind {
      case .cRLNumber:
        number = Array(octets[try item.value.expect(DERTag.integer).content].drop { $0 == 0 })
      case .authorityKeyIdentifier:
        var fields = try item.value.expect(DERTag.sequence).elements
        authorityKeyIdentifier = try fields.optional(DERTag.context(0), octets).map { Array(octets[$0.content]) }
      case .issuingDistributionPoint:
        let scope = try IssuingDistributionPoint(item.value, octets)
        self.scope = scope
        if scope.isIndirect { unsupported = "it is an indirect list" }
      case .expiredCertsOnCRL: expiredCertificatesSince = try Date(item.value, octets)
      case .deltaCRLIndicator: unsupported = "it is a delta list"
      case .reasonCode, .invalidityDate, .certificateIssuer, nil:
        guard item.isCritical else { continue }
        unsupported = unsupported ?? "it has the critical extension \(item.type), which is unknown"
      }
    }
  }
}

extension ASN1NodeCollection.Iterator {
  mutating func required() throws -> ASN1Node {
    guard let node = next() else { throw ASN1Error.invalidASN1Object(reason: "a field is missing") }
    return node
  }
}
