import Filing
import FilingStore

/// Compares a root with itself: the register with its own rules, stored octets, claims, quarantine and outbox with the
/// register, scanned stacks with their manifests. Reads each stored octet once, and changes nothing.
///
/// It works under the root's lock, as a run does. Beside a running intake it could vouch for what the register names,
/// because that is durable before it is named; but it could not tell what a stopped run left from what the running one
/// is about to name, and an answer on which nobody can act is none. The lock's file is made where there is none,
/// and SQLite keeps its two working files beside a register that anyone reads (`-shm`, and a `-wal` that stays empty).
package final class RootInspection {
  private let root: Root
  private let clock: WallClock
  private let log = ObservationLog()
  private let meter: InspectionMeter

  /// - Parameter root: Locked by the caller, who alone works on it.
  package init(
    root: Root, clock: WallClock = .system, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) {
    self.root = root
    self.clock = clock
    meter = InspectionMeter(progress: progress)
  }

  /// - Throws: ``FileFailure``, ``StoreFailure``, ``StoreOpeningError``: something could not be read, so that nothing
  ///   can be said.
  package func run() throws -> Inspection {
    let start = clock.now()
    var inspection = Inspection(startedAt: start)
    inspection.hasRegister = try RegisterCheck(root: root, log: log).withRegister { queries in
      try check(against: queries, into: &inspection)
    }
    try StateCheck(root: root, log: log).run()
    try StackCheck(root: root, meter: meter, log: log).run()
    meter.finish()
    inspection.files = meter.files
    inspection.octets = meter.octets
    inspection.notices = meter.notices
    inspection.observations = log.observations
    inspection.counts = log.counts
    inspection.finishedAt = clock.now()
    return inspection
  }

  private func check(against queries: RegisterQueries, into inspection: inout Inspection) throws {
    let size = try queries.size()
    (inspection.packages, inspection.entries) = (size.packages, size.entries)
    meter.expect(size.files + size.notices)
    try RegisterCheck(root: root, log: log).checkRows(of: queries)
    try PackageCheck(root: root, queries: queries, log: log).run()
    let damage = try StoredFileCheck(root: root, queries: queries, meter: meter, log: log).run()
    inspection.damagedPackages = damage.packages
    inspection.acceptedClaims = try ClaimCheck(root: root, queries: queries, log: log).run()
    try QuarantineCheck(root: root, queries: queries, log: log).run()
    try NoticeCheck(root: root, queries: queries, meter: meter, log: log, damaged: damage.notices).run()
    try OutboxCheck(root: root, queries: queries, log: log).run()
  }
}
