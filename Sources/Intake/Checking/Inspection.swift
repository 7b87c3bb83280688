package import Filing
import FilingStore

/// What an inspection of a root found.
package struct Inspection: Sendable {
  /// The gravest first; of each code at most ``ObservationLog/keptOfEach``.
  package internal(set) var observations: [Observation] = []
  /// How often each code was observed.
  package internal(set) var counts: [ObservationCode: Int] = [:]
  package internal(set) var packages = 0
  /// Stored files, and notices, that were compared.
  package internal(set) var files = 0
  package internal(set) var notices = 0
  /// That were read for it.
  package internal(set) var octets: Int64 = 0
  package internal(set) var entries = 0
  package let startedAt: Instant
  package internal(set) var finishedAt: Instant
  /// False for a root before its first run.
  package internal(set) var hasRegister = false
  var damagedPackages: Set<PackageID> = []
  var acceptedClaims: [AcceptedClaim] = []

  init(startedAt: Instant) {
    self.startedAt = startedAt
    finishedAt = startedAt
  }

  package func count(of severity: Observation.Severity) -> Int {
    counts.reduce(0) { $0 + ($1.key.severity == severity ? $1.value : 0) }
  }

  /// Whether nothing is damaged, or a repair has mended all that was.
  package func isClean(after repair: RootRepair.Summary?) -> Bool {
    count(of: .damage) == (repair == nil ? 0 : (counts[.searchText] ?? 0) + (counts[.staleView] ?? 0))
  }

  /// Whether the register is sound, so that something may be derived from it.
  package var allowsRepair: Bool { !counts.keys.contains(where: \.forbidsRepair) }
}
