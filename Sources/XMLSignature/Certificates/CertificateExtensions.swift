/// What the extensions of a certificate say (RFC 5280 §4.2).
///
/// All that can be read is read; what cannot is a defect, and a path through the certificate is refused for it.
public struct CertificateExtensions: Sendable {
  public struct BasicConstraints: Sendable, Hashable {
    public let isAuthority: Bool
    /// How many intermediate certificates, not counting self-issued ones, may follow.
    public let pathLength: Int?
  }

  /// RFC 5280 §4.2.1.1.
  public struct AuthorityKeyIdentifier: Sendable, Hashable {
    public let keyIdentifier: [UInt8]?
    public let issuer: [GeneralName]
    /// Without leading zeros.
    public let serialNumber: [UInt8]?
  }

  /// RFC 5280 §4.2.1.13.
  public struct DistributionPoint: Sendable, Hashable {
    public let names: [GeneralName]
    /// Whether the point is named relative to the issuer of the list, which is not evaluated.
    public let hasRelativeName: Bool
    /// Only these reasons are covered; nil for all.
    public let reasons: UInt16?
    /// Who issues the list, where that is not the issuer of the certificate.
    public let listIssuer: [GeneralName]
  }

  /// An extension that cannot be read, or stands twice.
  public struct Defect: Sendable, Hashable {
    /// Dotted object identifier; nil for the list of extensions itself.
    public let type: String?
    /// In English.
    public let detail: String
  }

  public internal(set) var basicConstraints: BasicConstraints?
  public internal(set) var keyUsage: KeyUsage?
  /// Dotted object identifiers of purposes; nil without the extension.
  public internal(set) var extendedKeyUsage: [String]?
  public internal(set) var nameConstraints: NameConstraints?
  public internal(set) var subjectAlternativeNames: [GeneralName] = []
  /// Dotted object identifiers of policies; nil without the extension.
  public internal(set) var policies: [String]?
  public internal(set) var policyConstraints: PolicyConstraints?
  public internal(set) var policyMappings: [PolicyMapping] = []
  /// After how many certificates the policy anyPolicy no longer counts.
  public internal(set) var inhibitAnyPolicy: Int?
  public internal(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
  public internal(set) var subjectKeyIdentifier: [UInt8]?
  public internal(set) var distributionPoints: [DistributionPoint] = []
  /// Addresses of OCSP responders (RFC 5280 §4.2.2.1).
  public internal(set) var ocspLocations: [String] = []
  /// Addresses of the issuer's certificates.
  public internal(set) var issuerLocations: [String] = []
  /// Identifiers of the statements about qualified certificates (RFC 3739 §3.2.6, EN 319 412-5).
  public internal(set) var qualifiedStatements: [String] = []
  /// id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1): of a responder, which needs not be looked up.
  public internal(set) var hasNoCheck = false
  /// The issuer publishes no revocation of this certificate: noRevAvail (RFC 9608), or a short term that it vouches for
  /// (EN 319 412-1 §5.2).
  public internal(set) var isNeverRevoked = false
  /// Dotted object identifiers of all extensions that are marked critical.
  public internal(set) var critical: Set<String> = []
  /// Those of them that are not understood here.
  public internal(set) var unknownCritical: [String] = []
  public internal(set) var defects: [Defect] = []

  /// RFC 5280 §4.2.1.3.
  public struct KeyUsage: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let digitalSignature = KeyUsage(rawValue: 0x8000)
    /// Also called contentCommitment.
    public static let nonRepudiation = KeyUsage(rawValue: 0x4000)
    public static let keyEncipherment = KeyUsage(rawValue: 0x2000)
    public static let dataEncipherment = KeyUsage(rawValue: 0x1000)
    public static let keyAgreement = KeyUsage(rawValue: 0x0800)
    public static let keyCertSign = KeyUsage(rawValue: 0x0400)
    public static let cRLSign = KeyUsage(rawValue: 0x0200)
  }

  /// RFC 5280 §4.2.1.11.
  public struct PolicyConstraints: Sendable, Hashable {
    public let requireExplicitPolicy: Int?
    public let inhibitPolicyMapping: Int?
  }

  /// RFC 5280 §4.2.1.5.
  public struct PolicyMapping: Sendable, Hashable {
    public let issuerDomain: String
    public let subjectDomain: String
  }
}
