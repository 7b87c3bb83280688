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

  init(_ octets: [UInt8]) throws(RevocationDefect) {
    // The table of entries has 32 bits for positions.
    guard octets.count <= Int(UInt32.max) else { throw RevocationDefect("it is longer than 4 GiB") }
    var file = DERCursor(octets)
    var list = file.inside(try file.next(DERCursor.Tag.sequence, "list"))
    try file.finish()
    let body = try list.next(DERCursor.Tag.sequence, "body")
    let algorithm = try list.next(DERCursor.Tag.sequence, "signature algorithm")
    let value = try list.next(DERCursor.Tag.bitString, "signature").content
    try list.finish()
    guard let unused = octets[value].first, unused == 0 else {
      throw RevocationDefect("its signature is not made of octets")
    }
    signed = body.range
    signature = Array(octets[value].dropFirst())

    var fields = list.inside(body)
    let isVersion2 = try Self.isVersion2(&fields)
    let inner = try fields.next(DERCursor.Tag.sequence, "signature algorithm")
    guard octets[inner.range].elementsEqual(octets[algorithm.range]) else {
      throw RevocationDefect("it names two signature algorithms (RFC 5280 §5.1.1.2)")
    }
    let name = try fields.node(of: fields.next(DERCursor.Tag.sequence, "issuer").range)
    let algorithmNode = try fields.node(of: algorithm.range, most: 4096)
    do {
      issuer = try DistinguishedName(derEncoded: name)
      signatureAlgorithm = try X509SignatureAlgorithm.parse(algorithmNode)
    } catch {
      throw RevocationDefect("its issuer or its signature algorithm cannot be read")
    }
    thisUpdate = try fields.time(fields.next())
    if fields.nextTag == DERCursor.Tag.utcTime || fields.nextTag == DERCursor.Tag.generalizedTime {
      nextUpdate = try fields.time(fields.next())
    } else {
      nextUpdate = nil
    }
    var entriesUnsupported: String?
    if let revoked = try fields.next(if: DERCursor.Tag.sequence) {
      (entries, entriesUnsupported) = try RevocationEntries.read(fields.inside(revoked), isVersion2: isVersion2)
    } else {
      entries = RevocationEntries()
    }
    if let tagged = try fields.next(if: DERCursor.Tag.context(0, constructed: true)) {
      guard isVersion2 else { throw RevocationDefect("a version 1 list has extensions") }
      extensions = try RevocationListExtensions(fields.inside(tagged))
    } else {
      extensions = RevocationListExtensions()
    }
    try fields.finish()
    unsupported = extensions.unsupported ?? entriesUnsupported
  }

  /// RFC 5280 §5.1.2.1.
  private static func isVersion2(_ fields: inout DERCursor) throws(RevocationDefect) -> Bool {
    guard let version = try fields.next(if: DERCursor.Tag.integer) else { return false }
    guard fields.octets[version.content].elementsEqual([1]) else { throw RevocationDefect("its version is not known") }
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

  /// - Parameter tagged: Content of the explicit tag.
  init(_ tagged: DERCursor) throws(RevocationDefect) {
    var tagged = tagged
    var reader = ExtensionReader(tagged.inside(try tagged.next(DERCursor.Tag.sequence, "list of extensions")))
    try tagged.finish()
    while let item = try reader.next() {
      var value = item.value
      switch item.type {
      case .cRLNumber:
        let content = try value.next(DERCursor.Tag.integer, "number").content
        try value.finish()
        number = Array(value.octets[content].drop { $0 == 0 })
      case .authorityKeyIdentifier: authorityKeyIdentifier = try Self.keyIdentifier(value)
      case .issuingDistributionPoint:
        let scope = try IssuingDistributionPoint(value)
        self.scope = scope
        if scope.isIndirect { unsupported = "it is an indirect list" }
      case .expiredCertsOnCRL:
        expiredCertificatesSince = try value.time(value.next())
        try value.finish()
      case .deltaCRLIndicator: unsupported = "it is a delta list"
      case .reasonCode, .invalidityDate, .certificateIssuer, nil:
        if item.isCritical {
          unsupported = unsupported ?? "it has the critical extension \(item.name), which is unknown"
        }
      }
    }
  }

  /// RFC 5280 §4.2.1.1.
  private static func keyIdentifier(_ value: DERCursor) throws(RevocationDefect) -> [UInt8]? {
    var value = value
    var fields = value.inside(try value.next(DERCursor.Tag.sequence, "authority key identifier"))
    try value.finish()
    return try fields.next(if: DERCursor.Tag.context(0, constructed: false)).map { Array(fields.octets[$0.content]) }
  }
}

extension ASN1NodeCollection.Iterator {
  mutating func required() throws -> ASN1Node {
    guard let node = next() else { throw ASN1Error.invalidASN1Object(reason: "a field is missing") }
    return node
  }
}
