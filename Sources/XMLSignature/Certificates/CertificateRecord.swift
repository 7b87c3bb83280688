public import FoundationEssentials
import SwiftASN1
import Synchronization

/// A certificate as far as every certificate can be read: also those with keys, signatures or extensions outside the
/// profile. What it says is proven only by a path to an anchor.
public struct CertificateRecord: Sendable, Hashable {
  private let contents: CertificateContents

  /// - Throws: ``CertificateDefect`` when the octets are not one DER encoded certificate.
  public init(derEncoded octets: [UInt8]) throws(CertificateDefect) {
    do {
      contents = try CertificateMemory.recent.contents(of: octets)
    } catch {
      throw CertificateDefect(detail: error.detail)
    }
  }

  /// The octets as they came.
  public var encoded: [UInt8] { contents.encoded }
  /// 1 to 3.
  public var version: Int { contents.version }
  /// Octets of the serial number, without leading zeros.
  public var serialNumber: [UInt8] { contents.serialNumber }
  public var issuer: DistinguishedName { contents.issuer }
  public var subject: DistinguishedName { contents.subject }
  /// The subject for sentences; put together when first asked for. An issuer's stands in what is said of each signature.
  var subjectText: String { contents.subjectText }
  public var notBefore: Date { contents.notBefore }
  public var notAfter: Date { contents.notAfter }
  var subjectPublicKeyInfo: [UInt8] { Array(encoded[contents.subjectPublicKeyInfo]) }
  /// What the issuer signed.
  var signedOctets: [UInt8] { Array(encoded[contents.body]) }

  /// Read when first asked for.
  public var extensions: CertificateExtensions { contents.extensions }
  var subjectKeyIdentifier: [UInt8]? { extensions.subjectKeyIdentifier }

  /// The public key; read when first asked for.
  var key: Result<VerificationKey, UnsupportedAlgorithm> { contents.key }

  /// The algorithm that the certificate was signed with.
  var signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm> { contents.signatureAlgorithm }

  /// Whether the algorithm that was signed is the one beside the signature (RFC 5280 §4.1.1.2).
  var hasOneSignatureAlgorithm: Bool {
    encoded[contents.innerAlgorithm].elementsEqual(encoded[contents.outerAlgorithm])
  }

  /// Whether this certificate's signature was made with the other's key.
  func signature(by issuer: CertificateRecord) -> SignatureCheck {
    guard hasOneSignatureAlgorithm, let value = contents.signatureValue else { return .invalid }
    return SignatureCheck(Array(encoded[value]), over: signedOctets, by: signatureAlgorithm, with: issuer.key)
  }

  public var isSelfIssued: Bool { issuer == subject }

  /// Whether this certificate names the other as its issuer. Names only; nothing is verified.
  func isIssued(by other: CertificateRecord) -> Bool { issuer == other.subject && self != other }

  /// Upper-case hexadecimal.
  public var serialNumberText: String {
    serialNumber.hexadecimal.uppercased()
  }

  /// As XMLDSig writes serial numbers.
  var serialNumberDecimal: String {
    // RFC 5280 §4.1.2.2 wants positive numbers, and some issuers have others.
    guard contents.hasNegativeSerialNumber else { return serialNumber.decimalText }
    // Two's complement: inverted, and one added.
    var magnitude = serialNumber.map { ~$0 }
    for index in magnitude.indices.reversed() {
      magnitude[index] &+= 1
      if magnitude[index] != 0 { break }
    }
    return "-" + magnitude.decimalText
  }

  public static func == (left: CertificateRecord, right: CertificateRecord) -> Bool {
    left.contents === right.contents || left.encoded == right.encoded
  }

  public func hash(into hasher: inout Hasher) { encoded.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// Why octets are not a certificate.
public struct CertificateDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// In English.
  public let detail: String
  public var description: String { detail }
}

/// Certificates that were read lately. Whoever signs much brings the same one each time, and what was read from it, its key
/// and its texts among it, holds for ever: it follows from the octets alone.
private final class CertificateMemory: Sendable {
  static let recent = CertificateMemory()
  /// Some kilobytes each.
  private static let most = 500
  private let known = Mutex<[ExactOctets: CertificateContents]>([:])

  func contents(of octets: [UInt8]) throws(DERFault) -> CertificateContents {
    let key = ExactOctets(octets: octets)
    if let contents = known.withLock({ $0[key] }) { return contents }
    let contents = try CertificateContents(octets)
    known.withLock { known in
      if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
      known[key] = contents
    }
    return contents
  }

  /// Hashed at once, where an array is hashed octet by octet.
  private struct ExactOctets: Hashable {
    let octets: [UInt8]

    func hash(into hasher: inout Hasher) { octets.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }
}

/// RFC 5280 §4.1, once for all copies of a record.
private final class CertificateContents: Sendable {
  let encoded: [UInt8]
  let body: Range<Int>
  let outerAlgorithm: Range<Int>
  let innerAlgorithm: Range<Int>
  /// Nil where the bits are not whole octets, which no signature is.
  let signatureValue: Range<Int>?
  let version: Int
  let serialNumber: [UInt8]
  let hasNegativeSerialNumber: Bool
  let issuer: DistinguishedName
  let subject: DistinguishedName
  let notBefore: Date
  let notAfter: Date
  let subjectPublicKeyInfo: Range<Int>
  private let extensionList: Range<Int>?
  private let readExtensions = AtomicLazyReference<Box<CertificateExtensions>>()
  private let writtenSubject = AtomicLazyReference<Box<String>>()
  private let readKey = AtomicLazyReference<Box<Result<VerificationKey, UnsupportedAlgorithm>>>()

  init(_ octets: [UInt8]) throws(DERFault) {
    encoded = octets
    var document = DERElements(of: octets)
    let certificate = try document.next(DERTag.sequence, "the certificate", octets)
    try document.finish("the certificate")
    var parts = certificate.elements
    let body = try parts.next(DERTag.sequence, "the certificate's body", octets)
    self.body = body.whole
    outerAlgorithm = try parts.next(DERTag.sequence, "the signature algorithm", octets).whole
    let signature = try parts.next(DERTag.bitString, "the signature", octets)
    signatureValue = try? signature.wholeBits(octets)
    try parts.finish("the certificate")

    var fields = body.elements
    if let tagged = try fields.optional(DERTag.contextConstructed(0), octets) {
      var inner = tagged.elements
      let number = try inner.next(DERTag.integer, "the version", octets).count(octets)
      try inner.finish("the version")
      guard number <= 2 else { throw DERFault("the version is unknown") }
      version = number + 1
    } else {
      version = 1
    }
    let serial = try fields.next(DERTag.integer, "the serial number", octets)
    // RFC 5280 §4.1.2.2 has 20; decimal digits of a number of many octets take long.
    guard serial.content.count <= 64 else { throw DERFault("the serial number is too long") }
    hasNegativeSerialNumber = (octets[serial.content].first ?? 0) >= 0x80
    serialNumber = Array(octets[serial.content].drop { $0 == 0 })
    innerAlgorithm = try fields.next(DERTag.sequence, "the signature algorithm", octets).whole
    issuer = try Self.name(&fields, "the issuer", octets)
    var times = try fields.next(DERTag.sequence, "the validity", octets).elements
    guard let start = try times.next(octets), let end = try times.next(octets) else {
      throw DERFault("a time of the validity is missing")
    }
    notBefore = try Date(start, octets)
    notAfter = try Date(end, octets)
    subject = try Self.name(&fields, "the subject", octets)
    subjectPublicKeyInfo = try fields.next(DERTag.sequence, "the public key", octets).whole
    // Unique identifiers of issuer and subject say nothing that is used.
    _ = try fields.optional(DERTag.context(1), octets)
    _ = try fields.optional(DERTag.context(2), octets)
    if let tagged = try fields.optional(DERTag.contextConstructed(3), octets) {
      var inner = tagged.elements
      extensionList = try inner.next(DERTag.sequence, "the list of extensions", octets).content
      try inner.finish("the list of extensions")
    } else {
      extensionList = nil
    }
    try fields.finish("the certificate's body")
  }

  private static func name(
    _ fields: inout DERElements, _ what: StaticString, _ octets: [UInt8]
  ) throws(DERFault) -> DistinguishedName {
    try DistinguishedName(octets: Array(octets[try fields.next(DERTag.sequence, what, octets).whole]))
  }

  var extensions: CertificateExtensions {
    if let read = readExtensions.load() { return read.value }
    var extensions = CertificateExtensions()
    if let extensionList { extensions.read(extensionList, of: encoded, version: version) }
    return readExtensions.storeIfNil(Box(extensions)).value
  }

  var subjectText: String { (writtenSubject.load() ?? writtenSubject.storeIfNil(Box(subject.text))).value }

  var key: Result<VerificationKey, UnsupportedAlgorithm> {
    if let read = readKey.load() { return read.value }
    let key = VerificationKey.parse(subjectPublicKeyInfo: Array(encoded[subjectPublicKeyInfo]))
    return readKey.storeIfNil(Box(key)).value
  }

  var signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm> {
    do {
      return try X509SignatureAlgorithm.parse(DER.parse(encoded[outerAlgorithm]))
    } catch {
      return .failure(UnsupportedAlgorithm(role: "signature algorithm", identifier: "that cannot be read"))
    }
  }
}

private final class Box<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
