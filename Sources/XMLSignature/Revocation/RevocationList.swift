import Crypto
public import FoundationEssentials

/// A complete certificate revocation list (RFC 5280 §5). What it says is proven only by ``RevocationCheck``.
///
/// Lists may have a million entries: they stay in their octets, beside a sorted table of where they stand.
public struct RevocationList: Sendable {
  /// The octets as they came.
  public let encoded: [UInt8]
  public let issuer: DistinguishedName
  public let thisUpdate: Date
  public let nextUpdate: Date?
  /// `cRLNumber`, without leading zeros (RFC 5280 §5.2.3).
  public let number: [UInt8]?
  /// Key identifier of the issuer (RFC 5280 §5.2.1).
  public let authorityKeyIdentifier: [UInt8]?
  /// Which certificates the list is about; nil for all of the issuer's (RFC 5280 §5.2.5).
  public let scope: IssuingDistributionPoint?
  /// Certificates that expired at this time or later stay on the list (X.509 §9.5.2.8, `expiredCertsOnCRL`).
  public let expiredCertificatesSince: Date?
  /// Why the list must not be used, such as that it is a delta list; nil when it may be.
  public let unsupported: String?
  /// SHA-256 of the octets, in lower-case hexadecimal.
  public let digest: String

  let entries: RevocationEntries
  let signed: Range<Int>
  let signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm>
  let signature: [UInt8]

  /// Reads one DER encoded list.
  public init(derEncoded octets: [UInt8]) throws(RevocationDefect) {
    let list = try RevocationDefect.naming("it is no revocation list") { try RevocationListReader(octets) }
    encoded = octets
    issuer = list.issuer
    thisUpdate = list.thisUpdate
    nextUpdate = list.nextUpdate
    number = list.extensions.number
    authorityKeyIdentifier = list.extensions.authorityKeyIdentifier
    scope = list.extensions.scope
    expiredCertificatesSince = list.extensions.expiredCertificatesSince
    unsupported = list.unsupported
    digest = SHA256.hash(data: octets).hexadecimal
    entries = list.entries
    signed = list.signed
    signatureAlgorithm = list.signatureAlgorithm
    signature = list.signature
  }

  /// How many certificates it lists.
  public var count: Int { entries.count }

  /// What the list says of a serial number (octets without leading zeros); nil when it is not listed.
  public func entry(for serialNumber: [UInt8]) -> RevocationEntry? { entries.entry(for: serialNumber) }

  /// Whether the list's signature was made with the certificate's key.
  func signature(by certificate: CertificateRecord) -> SignatureCheck {
    SignatureCheck(signature, over: Array(encoded[signed]), by: signatureAlgorithm, with: certificate.key)
  }
}
