@testable import XMLSignature

/// One thing that a report says against a container.
struct ContainerFault: CustomStringConvertible {
  let code: String
  let detail: String

  var description: String { "\(code): \(detail)" }
}

extension ContainerReport {
  /// All that is said against it, warnings too: they name what a time-stamp or an answer is refused for.
  var faults: [ContainerFault] {
    let own = findings.map { ContainerFault(code: $0.code.rawValue, detail: $0.detail) }
    let files = signatureFiles.flatMap { $0.findings + $0.signatures.flatMap(\.report.findings) }
    let stamps = timeStamps.flatMap(\.block.checks).compactMap { check in
      check.subIndication.map { ContainerFault(code: $0.rawValue, detail: check.detail) }
    }
    return own + files.map { ContainerFault(code: $0.code.rawValue, detail: $0.detail) } + stamps
  }
}

/// Why an INVALID row of `asic-openeid` is invalid for its publisher, as the report must say it.
struct ExpectedFault: Sendable {
  enum Layer: String {
    case content = "structure and content"
    case cryptography = "cryptography"
    case certificate = "certificates"
    case revocation = "revocation"
    case timeStamp = "time-stamp"
    case policy = "policy"
    case timeMark = "time mark: its own reason is not seen here"
  }

  let layer: Layer
  let code: String
  /// Part of the detail that tells it from other faults with the code.
  let detail: String
  /// Certificates of the row itself that are trusted too, so that the row fails for nothing else.
  private(set) var embedded: [String] = []
  /// Judged not on the day after it was made, but now: what it is about is that a certificate expired since.
  private(set) var isOfToday = false
  /// What must be known about the signer's revocation. Less than the publishers want where that would hide what comes after it
  /// (EN 319 102-1 §5.2.6.4: validity after revocation).
  private(set) var revocation = RevocationPolicy.Requirement.required
  /// Signature policies that the publisher accepts; empty where it is of no interest.
  private(set) var policies: [String: SignaturePolicyDigest?] = [:]
  /// How late what is known about revocation may be, in seconds; nil for any time.
  private(set) var longestDelay: Double?
  /// Why another fault is found than the publisher's.
  private(set) var because: String?

  private init(_ layer: Layer, _ code: String, _ detail: String) {
    (self.layer, self.code, self.detail) = (layer, code, detail)
  }

  static func archive(_ rule: ZIPDefect.Rule) -> ExpectedFault { .init(.content, rule.rawValue, "") }

  static func content(_ code: ContainerFinding.Code, _ detail: String = "") -> ExpectedFault {
    .init(.content, code.rawValue, detail)
  }

  static func stamp(_ detail: String) -> ExpectedFault {
    .init(.timeStamp, ContainerFinding.Code.timeStamp.rawValue, detail)
  }

  static func expiredStamp(_ reason: SubIndication, _ detail: String) -> ExpectedFault {
    ExpectedFault(.timeStamp, reason.rawValue, detail).with { $0.isOfToday = true }
  }

  static func expired(_ day: String) -> ExpectedFault {
    signature(.certificate, .certificateExpired, day).with { $0.revocation = .wanted }
  }

  static func signature(_ layer: Layer, _ code: SignatureFinding.Code, _ detail: String = "") -> ExpectedFault {
    .init(layer, code.rawValue, detail)
  }

  private func with(_ change: (inout ExpectedFault) -> Void) -> ExpectedFault {
    var copy = self
    change(&copy)
    return copy
  }

  func because(_ reason: String) -> ExpectedFault { with { $0.because = reason } }
  func demanding(policy identifier: String) -> ExpectedFault { with { $0.policies = [identifier: nil] } }
  func allowing(hours: Double) -> ExpectedFault { with { $0.longestDelay = hours * 3600 } }
  func trusting(_ names: String...) -> ExpectedFault { with { $0.embedded = names } }

  func isMet(by faults: [ContainerFault]) -> Bool {
    faults.contains { $0.code == code && (detail.isEmpty || $0.detail.contains(detail)) }
  }
}
