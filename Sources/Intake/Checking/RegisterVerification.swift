import Filing
import FilingStore
package import TransparencyLog

/// Takes everything again that the register can be proven by: entries and their chain, the log from the rows that it tells of,
/// and the octets as they came. It changes nothing, works beside a running intake, and asks for no lock: what a register
/// names was durable before it was named.
package final class RegisterVerification {
  package struct Result: Sendable {
    package let inspection: Inspection
    /// Of the log, as it was computed anew; nil where the register could not be read so far.
    package let head: TreeHead?
  }

  private let root: Root
  private let clock: WallClock
  private let log = ObservationLog()
  private let meter: InspectionMeter

  package init(
    root: Root, clock: WallClock = .system, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) {
    self.root = root
    self.clock = clock
    meter = InspectionMeter(progress: progress)
  }

  /// - Parameter kept: Heads of the log that others kept: witnesses, and everyone who has a receipt.
  /// - Throws: ``FileFailure``, ``StoreFailure``, ``StoreOpeningError``.
  package func run(against kept: [TreeHead]) throws -> Result {
    var inspection = Inspection(startedAt: clock.now())
    var head: TreeHead?
    let check = RegisterCheck(root: root, log: log)
    inspection.hasRegister = try check.withRegister { queries in
      let size = try queries.size()
      (inspection.packages, inspection.entries) = (size.packages, size.entries)
      meter.expect(size.files)
      head = try check.checkRows(of: queries, against: kept)
      try queries.forEachPackage { PackageCheck.checkHash(of: $0, $1, log: log) }
      _ = try StoredFileCheck(root: root, queries: queries, meter: meter, log: log).run()
    }
    meter.finish()
    inspection.files = meter.files
    inspection.octets = meter.octets
    // What a run beside this is about to name looks like a leftover; that is for `fsck`, which works alone.
    inspection.observations = log.observations.filter { $0.code.severity == .damage }
    inspection.counts = log.counts.filter { $0.key.severity == .damage }
    inspection.finishedAt = clock.now()
    return Result(inspection: inspection, head: head)
  }
}
