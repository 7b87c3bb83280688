/// What the validation of one signature has established so far.
struct ValidationProgress {
  /// The first sub-indication is kept; failures of cryptography replace what was left open before.
  private(set) var subIndication: SubIndication?
  private(set) var findings: [SignatureFinding] = []
  /// Something outside the profile is used.
  private(set) var isOutsideProfile = false
  /// Cryptography or structure says no, whatever else could not be checked.
  private(set) var isRefuted = false
  /// The signature value and all references were found to be right.
  var isProven = false

  var level = "XMLDSig"
  var algorithm: SignatureAlgorithm?
  var signer: CertificateRecord?
  var chain: [CertificateRecord] = []
  var covered = NodeSet.empty
  var signingTime: String?

  var core: CoreResult {
    if isRefuted { return .invalid }
    if isOutsideProfile { return .unsupported }
    return isProven ? .valid : .invalid
  }

  mutating func note(_ finding: SignatureFinding) { findings.append(finding) }

  mutating func fail(_ indication: SubIndication, _ finding: SignatureFinding) {
    if subIndication == nil { subIndication = indication }
    findings.append(finding)
  }

  /// A failure that overrides what was left open before (EN 319 102-1 §5.3.4).
  mutating func refute(_ indication: SubIndication, _ finding: SignatureFinding) {
    isRefuted = true
    if subIndication?.indication != .totalFailed { subIndication = indication }
    findings.append(finding)
  }

  mutating func refute(_ fault: FormatFault) {
    refute(.formatFailure, SignatureFinding(.formatFailure, at: fault.node, fault.detail))
  }

  /// What cryptography would have to use is outside the profile.
  mutating func leaveProfile(_ use: UnsupportedUse) {
    isOutsideProfile = true
    fail(
      .sigConstraintsFailure,
      SignatureFinding(.unsupported, at: use.node, "\(use.algorithm.detail) is outside the profile"))
  }
}
