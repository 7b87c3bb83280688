package import Filing
import GRDB

extension RegisterQueries {
  /// What is recorded of a span, all of it as of one moment.
  ///
  /// - Parameters:
  ///   - end: The first moment after the span.
  ///   - limit: How many entries each list holds at most.
  package func arrivals(from start: Instant, until end: Instant, limit: Int) throws -> ArrivalFacts {
    try answer { reader in
      let span = SpanReader(database: reader.database, start: start, end: end)
      var facts = ArrivalFacts()
      facts.hours = try span.hours()
      facts.reasons = try span.reasons()
      facts.judging = try span.durations("i.duration")
      // A clock that was set back must not make an answer come before its question.
      facts.answering = try span.durations("max(0, i.decided_at - p.arrived_at)")
      facts.slowest = try span.slowest(limit: limit)
      facts.quarantined = try span.quarantined(limit: limit)
      facts.runs = try span.runs()
      facts.failures = try span.failures()
      return facts
    }
  }

  /// Failures of the world from a moment on, oldest first.
  package func failures(since start: Instant) throws -> [WorldFailure] {
    try answer {
      try SpanReader(database: $0.database, start: start, end: Instant(milliseconds: .max)).failures()
    }
  }

  /// What is not done at this moment.
  package func waiting(at now: Instant, limit: Int) throws -> Waiting {
    try answer { reader in
      let queues = QueueReader(database: reader.database)
      var waiting = Waiting()
      for queue in Waiting.Queue.allCases { waiting[queue] = try queues.line(of: queue, at: now, limit: limit) }
      return waiting
    }
  }

  /// How many wait in each queue, and since when the first of them: without the hours and the entries, for which each must be
  /// looked at.
  package func waitingLengths() throws -> Waiting { try answer { try QueueReader(database: $0.database).lengths() } }

  /// What was last put into quarantine and nobody has dealt with, newest first.
  package func quarantined(limit: Int) throws -> [Waiting.Entry] {
    try answer { reader in
      let isOpen =
        try reader.database.tableExists("clerk_action")
        ? """
        AND NOT EXISTS (
          SELECT 1 FROM clerk_action c
          WHERE c.item IS NULL AND c.package = i.package AND c.action IN ('release', 'discard'))
        """ : ""
      return try Row.fetchAll(
        reader.database,
        sql: """
          SELECT \(QueueReader.itemColumns) FROM item i JOIN package p ON p.id = i.package
          WHERE i.state <> 'REGISTERED' AND i.state = 'QUARANTINED' \(isOpen) ORDER BY i.id DESC LIMIT ?
          """, arguments: [limit]
      ).map { try Waiting.Entry(item: $0) }
    }
  }

  /// The latest runs, newest first.
  package func latestRuns(limit: Int) throws -> [RunRecord] {
    try answer { reader in
      try Row.fetchAll(
        reader.database, sql: "SELECT \(RunRecord.columns(in: reader.database)) FROM run ORDER BY id DESC LIMIT ?",
        arguments: [limit]
      ).map { RunRecord(row: $0) }
    }
  }
}

/// Questions about the packages that arrived in a span, each answered along the index of arrivals.
private struct SpanReader {
  let database: Database
  let start: Instant
  let end: Instant

  private static let packages = "FROM package p"
  private static let within = "p.arrived_at >= ? AND p.arrived_at < ?"
  /// CROSS JOIN keeps the packages the outer loop, whatever the planner thinks of the other tables.
  private static let items = "\(packages) CROSS JOIN item i ON i.package = p.id"

  private func rows(_ sql: String, _ further: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(database, sql: sql, arguments: [start.milliseconds, end.milliseconds] + further)
  }

  func hours() throws -> [ArrivalFacts.Hour] {
    struct Key: Hashable {
      let channel: String
      let hour: Int64
    }
    var hours: [Key: ArrivalFacts.Hour] = [:]
    for row in try rows(
      """
      SELECT p.channel, p.arrived_at / 3600000, count(*), count(*) - count(p.items), ifnull(sum(p.items), 0)
      \(Self.packages) WHERE \(Self.within) GROUP BY 1, 2
      """)
    {
      var hour = ArrivalFacts.Hour(channel: row[0], hour: row[1], packages: row[2], undecided: row[3])
      hour.counts.received = row[4]
      hours[Key(channel: hour.channel, hour: hour.hour)] = hour
    }
    for row in try rows(
      """
      SELECT p.channel, p.arrived_at / 3600000, i.state, count(*) \(Self.items)
      WHERE \(Self.within) GROUP BY 1, 2, 3
      """)
    {
      hours[Key(channel: row[0], hour: row[1])]?.counts[state: try row.coded(2, as: ItemState.self)] = row[3]
    }
    return hours.values.sorted { ($0.hour, $0.channel) < ($1.hour, $1.channel) }
  }

  /// What blocked, most frequent first. What a registered item was told stood against nothing; a duplicate has none.
  func reasons() throws -> [ArrivalFacts.Reason] {
    try rows(
      """
      SELECT f.code, i.state, count(DISTINCT i.id) AS items
      \(Self.items) CROSS JOIN finding f ON f.item = i.id
      WHERE \(Self.within) AND i.state NOT IN ('REGISTERED', 'DUPLICATE') AND f.severity IN ('error', 'fatal')
      GROUP BY 1, 2 ORDER BY items DESC, 1, 2
      """
    ).map {
      ArrivalFacts.Reason(
        code: try $0.coded(0, as: FindingCode.self), state: try $0.coded(1, as: ItemState.self), items: $0[2])
    }
  }

  /// - Parameter value: Of an item, in milliseconds.
  func durations(_ value: String) throws -> ArrivalFacts.Durations? {
    let tallies: [(duration: Int64, items: Int)] = try rows(
      "SELECT \(value), count(*) \(Self.items) WHERE \(Self.within) GROUP BY 1 ORDER BY 1"
    ).map { ($0[0], $0[1]) }
    guard let longest = tallies.last?.duration else { return nil }
    let count = tallies.reduce(0) { $0 + $1.items }
    /// The nearest rank: a time that was really taken.
    func percentile(_ percent: Int) -> Int64 {
      let rank = (count * percent + 99) / 100
      var seen = 0
      return tallies.first {
        seen += $0.items
        return seen >= rank
      }?.duration ?? longest
    }
    return ArrivalFacts.Durations(
      count: count, p50: percentile(50), p90: percentile(90), p99: percentile(99), longest: longest)
  }

  /// The plus keeps the planner from walking all packages for the sake of their order.
  func slowest(limit: Int) throws -> [ArrivalFacts.Slow] {
    try rows(
      """
      SELECT p.id, p.channel, p.original_name, count(*), p.size, max(i.duration) AS longest, min(i.entry)
      \(Self.items) WHERE \(Self.within) GROUP BY +p.id ORDER BY longest DESC, p.id LIMIT ?
      """, [limit]
    ).map { row in
      let entry: Int64? = row[6]
      let number = try entry.flatMap {
        try Row.fetchOne(
          database, sql: "SELECT court, year, sequence FROM register_entry WHERE id = ?", arguments: [$0])
      }
      return ArrivalFacts.Slow(
        package: PackageID(row[0]), channel: row[1], name: row[2], items: row[3], size: row[4], duration: row[5],
        number: try number.map { try $0.number(0) })
    }
  }

  func quarantined(limit: Int) throws -> [Waiting.Entry] {
    try rows(
      """
      SELECT \(QueueReader.itemColumns) \(Self.items)
      WHERE \(Self.within) AND i.state = 'QUARANTINED' ORDER BY p.id DESC, i.ordinal LIMIT ?
      """, [limit]
    ).map { try Waiting.Entry(item: $0) }
  }

  /// Runs follow each other, so the walk back from the last one ends with the first that was over before the span.
  func runs() throws -> [RunRecord] {
    var runs: [RunRecord] = []
    var isLatest = true
    let cursor = try Row.fetchCursor(
      database, sql: "SELECT \(RunRecord.columns(in: database)) FROM run ORDER BY id DESC")
    while let row = try cursor.next() {
      let run = RunRecord(row: row)
      // A run without an end is told in the span in which it began, but for the latest, which may still work.
      let reachesSpan = run.startedAt >= start || run.finishedAt.map { $0 >= start } ?? isLatest
      isLatest = false
      if run.startedAt >= end { continue }
      guard reachesSpan else { break }
      runs.append(run)
    }
    return runs.reversed()
  }

  func failures() throws -> [WorldFailure] {
    // A reader may meet a register that no run of this version has opened yet.
    guard try database.tableExists("world_failure") else { return [] }
    return try Row.fetchAll(
      database,
      sql: """
        SELECT f.at, f.run, f.package, p.channel, p.original_name, f.reason
        FROM world_failure f LEFT JOIN package p ON p.id = f.package WHERE f.at >= ? AND f.at < ? ORDER BY f.at, f.id
        """, arguments: [start.milliseconds, end.milliseconds]
    ).map { row in
      let run: Int64? = row[1]
      let package: Int64? = row[2]
      return WorldFailure(
        at: row.instant(0), run: run.map { RunID($0) },
        package: package.map { WorldFailure.Package(id: PackageID($0), channel: row[3], name: row[4]) },
        reason: row[5])
    }
  }
}

/// Questions about what waits, each answered by an index that holds only what waits.
private struct QueueReader {
  let database: Database

  /// Of an item `i` of a package `p`; for ``Waiting/Entry/init(item:)``.
  static let itemColumns = """
    p.id, p.channel, p.original_name, i.ordinal, i.sender_item_id, p.arrived_at, i.retry_at, (
      SELECT f.code FROM finding f WHERE f.item = i.id
      ORDER BY CASE f.severity WHEN 'fatal' THEN 0 WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.ordinal
      LIMIT 1)
    """

  /// The planner takes an index over all packages for the shorter one.
  private static let undecided = "package p INDEXED BY package_undecided WHERE p.items IS NULL"

  func lengths() throws -> Waiting {
    var waiting = Waiting()
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT q.queue, q.count, p.arrived_at FROM (
          SELECT 'undecided' AS queue, count(*) AS count, min(p.id) AS first FROM \(Self.undecided)
          UNION ALL SELECT lower(state), count(*), min(package) FROM item
            WHERE state IN ('DEFERRED', 'HELD') GROUP BY state) q
          LEFT JOIN package p ON p.id = q.first
        UNION ALL SELECT 'undelivered', q.count, e.at FROM (
          SELECT count(*) AS count, min(event) AS first FROM outbox WHERE delivered_at IS NULL) q
          LEFT JOIN event e ON e.id = q.first
        """)
    {
      waiting[try row.coded(0, as: Waiting.Queue.self)] = Waiting.Line(count: row[1], oldest: row.optionalInstant(2))
    }
    return waiting
  }

  func line(of queue: Waiting.Queue, at now: Instant, limit: Int) throws -> Waiting.Line {
    var line = Waiting.Line()
    switch queue {
    case .undecided:
      try count("p.arrived_at", "FROM \(Self.undecided)", into: &line)
      line.entries = try undecided(limit: limit)
    case .deferred:
      line = try items("DEFERRED", limit: limit)
      line.due =
        try Int.fetchOne(
          database,
          sql: "SELECT count(*) FROM item WHERE \(PackageSchema.isWaiting("'DEFERRED'")) AND retry_at <= ?",
          arguments: [now.milliseconds]) ?? 0
    case .held: line = try items("HELD", limit: limit)
    case .undelivered:
      try count("e.at", "FROM outbox o JOIN event e ON e.id = o.event WHERE o.delivered_at IS NULL", into: &line)
      line.entries = try undelivered(limit: limit)
    }
    return line
  }

  private func count(_ since: String, _ from: String, into line: inout Waiting.Line) throws {
    for row in try Row.fetchAll(
      database, sql: "SELECT \(since) / 3600000, count(*), min(\(since)) \(from) GROUP BY 1 ORDER BY 1")
    {
      line.hours[row[0]] = row[1]
      line.count += row[1]
      line.oldest = line.oldest.map { min($0, row.instant(2)) } ?? row.instant(2)
    }
  }

  private func items(_ state: String, limit: Int) throws -> Waiting.Line {
    let waiting = PackageSchema.isWaiting("'\(state)'")
    var line = Waiting.Line()
    try count("p.arrived_at", "FROM item i JOIN package p ON p.id = i.package WHERE \(waiting)", into: &line)
    line.entries = try Row.fetchAll(
      database,
      sql: """
        SELECT \(Self.itemColumns) FROM (
          SELECT i.package, i.ordinal FROM item i WHERE \(waiting) ORDER BY i.package, i.ordinal LIMIT ?) page
          JOIN item i ON i.package = page.package AND i.ordinal = page.ordinal JOIN package p ON p.id = page.package
        ORDER BY page.package, page.ordinal
        """, arguments: [limit]
    ).map { try Waiting.Entry(item: $0) }
    return line
  }

  private func undecided(limit: Int) throws -> [Waiting.Entry] {
    let knowsFailures = try database.tableExists("world_failure")
    let reason =
      knowsFailures
      ? "(SELECT f.reason FROM world_failure f WHERE f.package = p.id ORDER BY f.id DESC LIMIT 1)" : "NULL"
    return try Row.fetchAll(
      database,
      sql: """
        SELECT p.id, p.channel, p.original_name, p.arrived_at, p.attempts, \(reason)
        FROM \(Self.undecided) ORDER BY p.id LIMIT ?
        """, arguments: [limit]
    ).map { row in
      Waiting.Entry(
        package: PackageID(row[0]), channel: row[1], name: row[2], ordinal: nil, senderItemID: nil,
        since: row.instant(3), nextLook: nil, code: nil, remark: row[5], attempts: row[4])
    }
  }

  /// The plus keeps the planner from walking all notices for the sake of their order.
  private func undelivered(limit: Int) throws -> [Waiting.Entry] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT p.id, p.channel, p.original_name, i.ordinal, i.sender_item_id, e.at, o.recipient, o.attempts
        FROM outbox o JOIN event e ON e.id = o.event JOIN package p ON p.id = o.package LEFT JOIN item i ON i.id = o.item
        WHERE o.delivered_at IS NULL ORDER BY +o.id LIMIT ?
        """, arguments: [limit]
    ).map { row in
      Waiting.Entry(
        package: PackageID(row[0]), channel: row[1], name: row[2], ordinal: row[3], senderItemID: row[4],
        since: row.instant(5), nextLook: nil, code: nil, remark: row[6], attempts: row[7])
    }
  }
}

extension Waiting.Entry {
  /// From ``QueueReader/itemColumns``.
  fileprivate init(item row: Row) throws {
    let code: String? = row[7]
    self.init(
      package: PackageID(row[0]), channel: row[1], name: row[2], ordinal: row[3], senderItemID: row[4],
      since: row.instant(5), nextLook: row.optionalInstant(6),
      code: try code.map { try decoded(FindingCode(rawValue: $0), "finding code") }, remark: nil, attempts: nil)
  }
}
