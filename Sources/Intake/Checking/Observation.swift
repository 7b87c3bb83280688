package import Filing

/// One thing that a check of a root came upon.
package struct Observation: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Something that was promised does not hold.
    case damage
    /// What stopped runs or other people left; nothing is lost by it.
    case leftover
    /// Work that waits, and what others may rightly have done.
    case note

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .damage: 0
      case .leftover: 1
      case .note: 2
      }
    }
  }

  package let code: ObservationCode
  /// A path under the root, or a row of the register.
  package let place: String
  /// In figures or the system's words; nil where the code says it all.
  package let detail: String?

  package func text(in language: FindingCatalogue.Language) -> (cause: String, remedy: String) {
    switch language {
    case .english: code.textInEnglish
    case .azerbaijani: code.textInAzerbaijani
    }
  }
}

/// Collects observations. Of each code so many are kept that a person can act on them; the rest is counted, so that
/// memory does not grow with the damage.
final class ObservationLog {
  static let keptOfEach = 1000

  private var kept: [ObservationCode: [Observation]] = [:]
  private(set) var counts: [ObservationCode: Int] = [:]

  func report(_ code: ObservationCode, at place: String, _ detail: String? = nil) {
    counts[code, default: 0] += 1
    if counts[code, default: 0] <= Self.keptOfEach {
      kept[code, default: []].append(Observation(code: code, place: place, detail: detail))
    }
  }

  /// The gravest first, then in the order of the checks.
  var observations: [Observation] {
    let codes = ObservationCode.allCases
    return Observation.Severity.allCases.flatMap { severity in
      codes.filter { $0.severity == severity }.flatMap { kept[$0] ?? [] }
    }
  }
}
