/// What a validation demands beyond the standards (EN 319 102-1 §5.2.4: X.509 validation constraints, cryptographic
/// constraints, signature elements constraints).
public struct ValidationPolicy: Sendable {
  /// For reports.
  public var name: String
  /// The lowest level that passes.
  public var level: RequiredLevel
  public var algorithms: AlgorithmPolicy
  public var revocation: RevocationPolicy
  public var timeStamps: TimeStampPolicy
  public var certificates: CertificatePolicy
  /// Identifiers of signature policies that signers may name (EN 319 132-1 §5.2.9); empty where it is of no interest. What such a
  /// policy demands is not read: its identifier, and its digest where one is given here, stand for it.
  public var signaturePolicies: [String: SignaturePolicyDigest?]

  public init(
    name: String, level: RequiredLevel = .any, algorithms: AlgorithmPolicy = .standard,
    revocation: RevocationPolicy = RevocationPolicy(), timeStamps: TimeStampPolicy = TimeStampPolicy(),
    certificates: CertificatePolicy = CertificatePolicy(), signaturePolicies: [String: SignaturePolicyDigest?] = [:]
  ) {
    self.name = name
    self.level = level
    self.algorithms = algorithms
    self.revocation = revocation
    self.timeStamps = timeStamps
    self.certificates = certificates
    self.signaturePolicies = signaturePolicies
  }

  /// Any level; revocation is checked wherever its issuer's lists or answers are at hand.
  public static let standard = ValidationPolicy(name: "standard")

  /// For courts: XAdES with its certificate bound, the signer's revocation status known.
  public static let court = ValidationPolicy(
    name: "court", level: .baselineB,
    revocation: RevocationPolicy(signer: .required, issuers: .required, authorities: .required),
    certificates: CertificatePolicy(demandsNonRepudiation: true))
}

/// The digest of a signature policy document.
public struct SignaturePolicyDigest: Sendable, Hashable {
  public let algorithm: DigestAlgorithm
  public let octets: [UInt8]

  public init(algorithm: DigestAlgorithm, octets: [UInt8]) {
    self.algorithm = algorithm
    self.octets = octets
  }

  /// Nil when the text is not pairs of hexadecimal digits.
  public init?(algorithm: DigestAlgorithm, hexadecimal text: String) {
    let digits = text.compactMap(\.hexDigitValue)
    guard !digits.isEmpty, digits.count.isMultiple(of: 2), digits.count == text.count else { return nil }
    self.init(
      algorithm: algorithm,
      octets: stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }
}

/// Levels of EN 319 132-1 §6 that a policy may demand.
public enum RequiredLevel: String, Sendable, Hashable, CaseIterable {
  case any = "ANY"
  case baselineB = "XAdES-B-B"
  case baselineT = "XAdES-B-T"
  case baselineLT = "XAdES-B-LT"
}

/// How much must be known about revocation.
public struct RevocationPolicy: Sendable, Hashable {
  public enum Requirement: String, Sendable, Hashable, CaseIterable {
    /// Revocation is not looked at.
    case none = "none"
    /// Evidence from the certificate's issuer counts where there is any; where there is none, nothing is missing.
    case whenPublished = "when-published"
    /// Missing or outdated evidence is a warning.
    case wanted = "wanted"
    /// Without acceptable and fresh evidence the answer is TRY_LATER.
    case required = "required"
  }

  /// Of the signer's certificate.
  public var signer: Requirement
  /// Of the certificates above it, anchors left aside.
  public var issuers: Requirement
  /// Of the certificates of time-stamp authorities.
  public var authorities: Requirement
  /// Seconds that evidence may be older than the time that a certificate is judged at: that of the time-stamp, or of the
  /// validation without one. Nil for as long as it says itself (`nextUpdate`).
  public var longestAge: Double?
  /// Seconds that what says of the signer's certificate that it is good may be later than the time-stamp of the signature; nil
  /// for any. EN 319 102-1 has no such demand, and BDOC 2.1 has.
  public var longestDelay: Double?
  /// Seconds that evidence without `nextUpdate` may be older where ``longestAge`` says nothing.
  var tolerance = RevocationRecord.clockTolerance

  public init(
    signer: Requirement = .whenPublished, issuers: Requirement = .whenPublished,
    authorities: Requirement = .whenPublished, longestAge: Double? = nil, longestDelay: Double? = nil
  ) {
    self.signer = signer
    self.issuers = issuers
    self.authorities = authorities
    self.longestAge = longestAge
    self.longestDelay = longestDelay
  }
}

/// What time-stamps must satisfy.
public struct TimeStampPolicy: Sendable, Hashable {
  /// What becomes of a signature whose time-stamp is broken, or belongs to something else.
  public enum Broken: String, Sendable, Hashable, CaseIterable {
    /// The signature does not pass.
    case refuse = "refuse"
    /// The time-stamp counts for nothing, as EN 319 102-1 §5.5.4 has it.
    case ignore = "ignore"
  }

  public var broken: Broken
  /// Seconds that a signature time-stamp may be later than the claimed signing time; nil for any.
  public var longestDelay: Double?
  /// Seconds by which the times of two time-stamps may contradict their order, for clocks that differ.
  public var tolerance: Double

  public init(broken: Broken = .refuse, longestDelay: Double? = nil, tolerance: Double = 60) {
    self.broken = broken
    self.longestDelay = longestDelay
    self.tolerance = tolerance
  }
}

/// What the signer's certificate must satisfy beyond RFC 5280.
public struct CertificatePolicy: Sendable, Hashable {
  /// The key usage must have the nonRepudiation (contentCommitment) bit, where the extension is there.
  public var demandsNonRepudiation: Bool
  /// Policy identifiers of which the signer's certificate must have at least one; empty for any.
  public var policies: Set<String>

  public init(demandsNonRepudiation: Bool = false, policies: Set<String> = []) {
    self.demandsNonRepudiation = demandsNonRepudiation
    self.policies = policies
  }
}
