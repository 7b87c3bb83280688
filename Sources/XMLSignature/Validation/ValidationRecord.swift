/// What the validation of one signature has established so far, building block by building block.
struct ValidationRecord {
  /// The first sub-indication is kept; a final one replaces what was left open before (EN 319 102-1 §5.3.4).
  private(set) var subIndication: SubIndication?
  private(set) var findings: [SignatureFinding] = []
  private(set) var blocks: [BuildingBlock] = []
  private var current: (kind: BuildingBlock.Kind, checks: [Check], blocks: [BuildingBlock])?
  /// Something outside the profile is used.
  private var isOutsideProfile = false
  /// Cryptography or structure says no, whatever else could not be checked.
  private var isRefuted = false
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

  /// Ends the block that is open, and opens another one.
  mutating func begin(_ kind: BuildingBlock.Kind) {
    end()
    current = (kind, [], [])
  }

  mutating func end() {
    if let current { blocks.append(BuildingBlock(current.kind, checks: current.checks, blocks: current.blocks)) }
    current = nil
  }

  /// Adds what the open block needed, without a conclusion for the signature.
  mutating func include(_ block: BuildingBlock) { current?.blocks.append(block) }

  /// Adds a check to the open block, and draws its conclusion.
  mutating func record(_ check: Check) {
    current?.checks.append(check)
    conclude(check)
  }

  /// Draws the conclusion of a check that stands in a block of its own.
  mutating func conclude(_ check: Check) {
    if let finding = check.finding { findings.append(finding) }
    guard let reason = check.subIndication else { return }
    switch reason {
    case .formatFailure, .hashFailure, .sigCryptoFailure: isRefuted = true
    default: break
    }
    if subIndication == nil || (reason.indication == .totalFailed && subIndication?.indication != .totalFailed) {
      subIndication = reason
    }
  }

  mutating func pass(_ name: Check.Name, _ detail: String, evidence: [Evidence] = []) {
    record(.passed(name, detail, evidence: evidence))
  }

  mutating func fail(
    _ name: Check.Name, _ subIndication: SubIndication, _ finding: SignatureFinding, evidence: [Evidence] = []
  ) {
    record(.failed(name, subIndication, finding, evidence: evidence))
  }

  mutating func warn(_ name: Check.Name, _ finding: SignatureFinding) { record(.warning(name, finding)) }

  mutating func refute(_ fault: FormatFault) {
    fail(.structure, .formatFailure, SignatureFinding(.formatFailure, at: fault.node, fault.detail))
  }

  /// What cryptography would have to use is outside the profile.
  mutating func leaveProfile(_ use: UnsupportedUse) {
    isOutsideProfile = true
    fail(
      .profile, .sigConstraintsFailure,
      SignatureFinding(.unsupported, at: use.node, "\(use.algorithm.detail) is outside the profile"))
  }
}
