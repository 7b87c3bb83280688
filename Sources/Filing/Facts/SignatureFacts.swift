/// What the validation of one signature established, in the words of EN 319 102-1.
public struct SignatureFacts: Sendable {
  public enum Indication: String, Sendable, Codable {
    case passed = "TOTAL-PASSED"
    case failed = "TOTAL-FAILED"
    case indeterminate = "INDETERMINATE"
  }

  public enum Coverage: String, Sendable, Codable { case full = "FULL", partial = "PARTIAL", none = "NONE" }

  public let id: String?
  public let location: SourceLocation
  public let indication: Indication
  /// Of the content element (or of this item's element), by the set of nodes that the references digest.
  public let coverage: Coverage
  /// What the validation found, already in the words of the catalogue.
  public let findings: [Finding]
  /// The certificate that verified the signature, if one was identified.
  public let certificate: CertificateFacts?
  /// Such as `XAdES-B-B`.
  public let level: String?
  /// As the signer claims it; decides nothing.
  public let signingTime: String?
  /// Nothing is wrong but that revocation data is not there yet (TRY_LATER): the item waits, and is not refused.
  public let awaitsRevocation: Bool

  public init(
    id: String?, location: SourceLocation, indication: Indication, coverage: Coverage, findings: [Finding],
    certificate: CertificateFacts?, level: String? = nil, signingTime: String? = nil,
    awaitsRevocation: Bool = false
  ) {
    self.id = id
    self.location = location
    self.indication = indication
    self.coverage = coverage
    self.findings = findings
    self.certificate = certificate
    self.level = level
    self.signingTime = signingTime
    self.awaitsRevocation = awaitsRevocation
  }
}

/// A certificate as far as rules need it.
public struct CertificateFacts: Sendable, Hashable {
  /// One attribute of a distinguished name: dotted OID and text.
  public struct Attribute: Sendable, Hashable {
    public let oid: String
    public let value: String

    public init(oid: String, value: String) {
      self.oid = oid
      self.value = value
    }
  }

  public let subject: [Attribute]
  public let issuer: [Attribute]
  /// Upper-case hexadecimal, without separators.
  public let serialNumber: String
  /// SHA-256 of the DER encoding.
  public let fingerprint: ContentHash

  public init(subject: [Attribute], issuer: [Attribute], serialNumber: String, fingerprint: ContentHash) {
    self.subject = subject
    self.issuer = issuer
    self.serialNumber = serialNumber
    self.fingerprint = fingerprint
  }
}
