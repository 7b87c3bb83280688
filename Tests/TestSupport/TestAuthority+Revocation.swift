import Crypto
package import Foundation
package import SwiftASN1
package import X509
package import XMLSignature

/// A revocation list (RFC 5280 §5) in the making, with whatever flaw a test needs.
package struct TestRevocationList: Sendable {
  package struct Entry: Sendable {
    /// Octets of the INTEGER.
    package var serialNumber: [UInt8]
    package var time: Date
    package var extensions: [TestExtension]

    package init(_ identity: TestIdentity, at time: Date, reason: UInt8? = nil, invalidSince: Date? = nil) throws {
      let magnitude = Array(identity.certificate.serialNumber.bytes)
      serialNumber = (magnitude.first ?? 0x80) >= 0x80 ? [0] + magnitude : magnitude
      self.time = time
      extensions = []
      if let reason { extensions.append(TestExtension([2, 5, 29, 21], [0x0A, 1, reason])) }
      if let invalidSince {
        extensions.append(
          try TestExtension([2, 5, 29, 24]) { try $0.serialize(GeneralizedTime(wholeSecondsOf: invalidSince)) })
      }
    }

    package init(serialNumber: [UInt8], at time: Date, extensions: [TestExtension] = []) {
      self.serialNumber = serialNumber
      self.time = time
      self.extensions = extensions
    }
  }

  /// Nil for a version 1 list.
  package var version: Int? = 1
  package var issuer: X509.DistinguishedName
  package var key: TestKey
  package var thisUpdate: Date
  package var nextUpdate: Date?
  package var entries: [Entry] = []
  package var extensions: [TestExtension] = []
  /// Inside the signed part; nil for the one beside the signature.
  package var innerAlgorithm: ASN1ObjectIdentifier?

  package init(by authority: TestAuthority, thisUpdate: Date, nextUpdate: Date?) {
    issuer = authority.identity.certificate.subject
    key = authority.identity.key
    self.thisUpdate = thisUpdate
    self.nextUpdate = nextUpdate
  }

  package func with(_ change: (inout TestRevocationList) throws -> Void) rethrows -> TestRevocationList {
    var copy = self
    try change(&copy)
    return copy
  }

  package func encoded() throws -> [UInt8] {
    var body = DER.Serializer()
    try body.appendConstructedNode(identifier: .sequence) { list in
      if let version { try list.serialize(version) }
      try list.serialize(algorithm: innerAlgorithm ?? key.x509Algorithm)
      try list.serialize(issuer)
      try list.serialize(UTCTime(thisUpdate))
      if let nextUpdate { try list.serialize(UTCTime(nextUpdate)) }
      if !entries.isEmpty {
        try list.appendConstructedNode(identifier: .sequence) { coder in
          for entry in entries { try Self.serialize(entry, into: &coder) }
        }
      }
      try list.serialize(extensions, tag: 0)
    }
    var list = DER.Serializer()
    let signature = try key.signX509(body.serializedBytes)
    try list.appendConstructedNode(identifier: .sequence) { list in
      list.serializeRawBytes(body.serializedBytes)
      try list.serialize(algorithm: key.x509Algorithm)
      try list.serialize(ASN1BitString(bytes: signature[...]))
    }
    return list.serializedBytes
  }

  package func list() throws -> RevocationList { try RevocationList(derEncoded: encoded()) }

  private static func serialize(_ entry: Entry, into coder: inout DER.Serializer) throws {
    try coder.appendConstructedNode(identifier: .sequence) { fields in
      fields.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: entry.serialNumber) }
      try fields.serialize(UTCTime(entry.time))
      if !entry.extensions.isEmpty {
        try fields.appendConstructedNode(identifier: .sequence) { list in
          for item in entry.extensions { try list.serialize(item) }
        }
      }
    }
  }
}

/// An extension of a list, an answer or a request.
package struct TestExtension: Sendable, DERSerializable {
  package var identifier: ASN1ObjectIdentifier
  package var isCritical: Bool
  package var value: [UInt8]

  package init(_ identifier: ASN1ObjectIdentifier, isCritical: Bool = false, _ value: [UInt8]) {
    self.identifier = identifier
    self.isCritical = isCritical
    self.value = value
  }

  package init(
    _ identifier: ASN1ObjectIdentifier, isCritical: Bool = false, _ value: (inout DER.Serializer) throws -> Void
  ) throws {
    var coder = DER.Serializer()
    try value(&coder)
    self.init(identifier, isCritical: isCritical, coder.serializedBytes)
  }

  package func serialize(into coder: inout DER.Serializer) throws {
    try coder.appendConstructedNode(identifier: .sequence) {
      try $0.serialize(identifier)
      if isCritical { try $0.serialize(true) }
      try $0.serialize(ASN1OctetString(contentBytes: value[...]))
    }
  }
}

extension TestAuthority {
  /// A complete list of this authority.
  /// - Parameter signer: Whose key signs it; nil for the authority's own.
  package func revocationList(
    of revoked: [(TestIdentity, at: Date)], thisUpdate: Date, nextUpdate: Date?, signer: TestIdentity? = nil,
    isDelta: Bool = false
  ) throws -> RevocationList {
    var list = TestRevocationList(by: self, thisUpdate: thisUpdate, nextUpdate: nextUpdate)
    list.entries = try revoked.map { try TestRevocationList.Entry($0, at: $1) }
    if let signer { list.key = signer.key }
    if isDelta { list.extensions = [TestExtension([2, 5, 29, 27], isCritical: true, [2, 1, 1])] }
    return try list.list()
  }
}

extension TestKey {
  /// The algorithm of ``signX509(_:)``.
  package var x509Algorithm: ASN1ObjectIdentifier {
    switch self {
    case .p256: [1, 2, 840, 10045, 4, 3, 2]
    case .p384: [1, 2, 840, 10045, 4, 3, 3]
    case .p521: [1, 2, 840, 10045, 4, 3, 4]
    case .rsa: [1, 2, 840, 113549, 1, 1, 11]
    case .ed25519: [1, 3, 101, 112]
    }
  }

  /// A signature value as X.509 has it: ECDSA in DER.
  package func signX509(_ octets: [UInt8]) throws -> [UInt8] {
    switch self {
    case .p256(let key): Array(try key.signature(for: SHA256.hash(data: octets)).derRepresentation)
    case .p384(let key): Array(try key.signature(for: SHA384.hash(data: octets)).derRepresentation)
    case .p521(let key): Array(try key.signature(for: SHA512.hash(data: octets)).derRepresentation)
    case .rsa, .ed25519: try sign(octets)
    }
  }
}

extension DER.Serializer {
  /// An `AlgorithmIdentifier` without parameters, or with NULL for RSA.
  mutating func serialize(algorithm: ASN1ObjectIdentifier) throws {
    try appendConstructedNode(identifier: .sequence) {
      try $0.serialize(algorithm)
      if algorithm.description.hasPrefix("1.2.840.113549.1.1.") { try $0.serialize(ASN1Null()) }
    }
  }

  /// `[tag] EXPLICIT Extensions`; nothing when there are none.
  mutating func serialize(_ extensions: [TestExtension], tag: UInt) throws {
    guard !extensions.isEmpty else { return }
    try appendConstructedNode(identifier: ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific)) {
      try $0.appendConstructedNode(identifier: .sequence) { list in
        for item in extensions { try list.serialize(item) }
      }
    }
  }
}

extension UTCTime {
  init(_ date: Date) throws {
    let part = Self.parts(of: date)
    try self.init(
      year: part(.year), month: part(.month), day: part(.day), hours: part(.hour), minutes: part(.minute),
      seconds: part(.second))
  }

  fileprivate static func parts(of date: Date) -> (Calendar.Component) -> Int {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return { calendar.component($0, from: date) }
  }
}

extension GeneralizedTime {
  package init(wholeSecondsOf date: Date) throws {
    let part = UTCTime.parts(of: date)
    try self.init(
      year: part(.year), month: part(.month), day: part(.day), hours: part(.hour), minutes: part(.minute),
      seconds: part(.second), fractionalSeconds: 0)
  }
}
