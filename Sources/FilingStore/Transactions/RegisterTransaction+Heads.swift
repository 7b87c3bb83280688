package import Filing
import GRDB

extension RegisterTransaction {
  /// Makes the day's head of the log, where there are witnesses and something was recorded since the last one, and promises it
  /// to them.
  ///
  /// - Parameters:
  ///   - witnesses: Outbox recipients.
  ///   - today: In the court's calendar.
  package mutating func makeHead(
    for witnesses: [String], on today: LocalDay, at instant: Instant
  ) throws -> [NoticeIntent] {
    guard !witnesses.isEmpty else { return [] }
    let reader = EntryReader(database: database)
    let last = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT day, event FROM log_head ORDER BY day DESC LIMIT 1"))
    let size = try reader.logSize()
    guard size > (last?[1] as Int64?).map(Int.init) ?? 0, last.map({ ($0[0] as String) < today.description }) ?? true
    else { return [] }
    let event = try reader.event(Int64(size))
    try change(
      "INSERT INTO log_head (day, made_at, event, root) VALUES (?, ?, ?, ?)",
      [today.description, instant.milliseconds, event.id, try reader.logEdge(size: size).root.data])
    return try witnesses.map {
      try intend(.head, package: event.package, item: nil, recipient: $0, event: event.id)
    }
  }
}
