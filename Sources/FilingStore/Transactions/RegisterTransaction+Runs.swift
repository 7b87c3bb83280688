package import Filing
import GRDB

extension RegisterTransaction {
  /// Notes when a run of the intake begins.
  package mutating func beginRun(at instant: Instant) throws -> RunID {
    RunID(try insert("INSERT INTO run (started_at) VALUES (?)", [instant.milliseconds]))
  }

  /// Notes how a run ended. Totals that do not add up are refused.
  package mutating func finishRun(_ run: RunID, at instant: Instant, totals: StateCounts) throws {
    let changed = try change(
      """
      UPDATE run SET finished_at = ?, received = ?, registered = ?, rejected = ?, duplicate = ?, conflict = ?,
        quarantined = ?, recorded = ?, deferred = ?, held = ? WHERE id = ?
      """,
      [
        instant.milliseconds, totals.received, totals[state: .registered], totals[state: .rejected],
        totals[state: .duplicate],
        totals[state: .conflict], totals[state: .quarantined], totals[state: .recorded], totals[state: .deferred],
        totals[state: .held], run.value,
      ])
    guard changed == 1 else { throw InvariantViolation(message: "run \(run.value) is not known") }
  }

  /// Notes that the world failed a package, which therefore waits. The same reason again is noted once: a disk that
  /// stays full must not fill the register.
  package mutating func recordFailure(of package: PackageID, in run: RunID, at instant: Instant, reason: String) throws
  {
    let statement = try database.cachedStatement(
      sql: "SELECT reason FROM world_failure WHERE package = ? ORDER BY id DESC LIMIT 1")
    guard try String.fetchOne(statement, arguments: [package.value]) != reason else { return }
    try change(
      "INSERT INTO world_failure (at, run, package, reason) VALUES (?, ?, ?, ?)",
      [instant.milliseconds, run.value, package.value, reason])
  }

  /// Notes that the world stopped a run. Noting it twice is noting it once: who clears the note that it is read from may
  /// be stopped before.
  ///
  /// - Parameters:
  ///   - run: Nil where not even the beginning could be written, or where the register does not know it.
  ///   - opened: Packages that it had opened and not decided; their attempts are taken back.
  package mutating func recordFailure(
    of run: RunID?, at instant: Instant, reason: String, opened: Set<PackageID> = []
  ) throws {
    let noted = try change(
      """
      INSERT INTO world_failure (at, run, reason)
      SELECT :at, (SELECT id FROM run WHERE id = :run), :reason WHERE NOT EXISTS (
        SELECT 1 FROM (SELECT * FROM world_failure ORDER BY id DESC LIMIT 1000)
        WHERE package IS NULL AND at = :at AND reason = :reason)
      """, [instant.milliseconds, run?.value, reason])
    if noted > 0 { try returnAttempt(Array(opened)) }
  }
}
