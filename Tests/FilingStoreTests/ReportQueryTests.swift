import Filing
import FilingStore
import GRDB
import Testing

/// What reports ask of the register.
struct ReportQueryTests {
  private static let hour: Int64 = 3_600_000
  private let fixture: StoreFixture
  private let span: (start: Instant, end: Instant)

  init() throws {
    fixture = try StoreFixture()
    span = (StoreFixture.now, StoreFixture.now.advanced(byMilliseconds: Self.hour))
  }

  private func facts(limit: Int = 10) throws -> ArrivalFacts {
    try fixture.store.queries.arrivals(from: span.start, until: span.end, limit: limit)
  }

  @Test func theSumIsCountedTwiceAndTheSame() throws {
    let refused = StoreFixture.item(.reject, findings: [StoreFixture.finding(.feePaidShort, .error)])
    _ = try fixture.process([
      [StoreFixture.item(StoreFixture.draft("a"))], [refused, StoreFixture.item(.hold, ordinal: 2)],
      [StoreFixture.item(.quarantine)],
    ])
    _ = try fixture.store.commit { try $0.accept([fixture.arrival()], openedAtOnce: false) }
    let hour = try #require(try facts().hours.first)
    #expect(hour.packages == 4 && hour.undecided == 1)
    #expect(hour.counts.received == 4 && hour.counts.addsUp)
    #expect(hour.counts[state: .registered] == 1 && hour.counts[state: .held] == 1)
    let all = try fixture.store.queries.stateCounts()
    #expect(all.received == 4 && all.addsUp && all[state: .registered] == 1 && all[state: .rejected] == 1)
    let counts = try fixture.store.queries.itemCounts()
    #expect(ItemState.allCases.allSatisfy { all[state: $0] == counts[$0] ?? 0 })
  }

  @Test func aSpanEndsBeforeItsEnd() throws {
    _ = try fixture.process(StoreFixture.draft("a"))
    let queries = fixture.store.queries
    let earlier = StoreFixture.now.advanced(byMilliseconds: -1)
    #expect(try queries.arrivals(from: earlier, until: StoreFixture.now, limit: 1).hours.isEmpty)
    #expect(try queries.arrivals(from: StoreFixture.now, until: span.end, limit: 1).hours.count == 1)
  }

  @Test func reasonsCountItemsAndNotFindings() throws {
    let short = StoreFixture.finding(.feePaidShort, .error)
    let remark = StoreFixture.finding(.feePaidOver, .warning)
    _ = try fixture.process([
      [StoreFixture.item(.reject, findings: [short, short, remark])],
      [StoreFixture.item(StoreFixture.draft("a"), findings: [remark])],
    ])
    let reasons = try facts().reasons
    #expect(reasons.map(\.code) == [.feePaidShort] && reasons.map(\.state) == [.rejected])
    #expect(reasons.map(\.items) == [1])
  }

  @Test func whatAPersonHasDealtWithWaitsForNobody() throws {
    _ = try fixture.process([[StoreFixture.item(.quarantine)], [StoreFixture.item(.quarantine)]])
    let queries = fixture.store.queries
    let waiting = try queries.quarantined(limit: 10)
    #expect(waiting.count == 2)
    let statement = try ClerkStatement(person: "A", reason: "seen")
    try fixture.store.commit { try $0.discard(PackageID(1), by: statement, at: StoreFixture.now) }
    #expect(try queries.quarantined(limit: 10).count == 1)
  }

  @Test func failuresOfTheWorldAreNotedOnceEach() throws {
    let store = fixture.store
    let package = try store.commit { try $0.accept([fixture.arrival()], openedAtOnce: true) }[0].id
    let run = try store.commit { try $0.beginRun(at: StoreFixture.now) }
    for (minute, reason) in ["full", "full", "gone", "full"].enumerated() {
      let at = StoreFixture.now.advanced(byMilliseconds: Int64(minute) * 60_000)
      try store.commit { try $0.recordFailure(of: package, in: run, at: at, reason: reason) }
    }
    for _ in 0..<2 { try store.commit { try $0.recordFailure(of: run, at: StoreFixture.now, reason: "stopped") } }
    // A note of a run that the register lost says what it says.
    try store.commit { try $0.recordFailure(of: RunID(99), at: StoreFixture.now, reason: "lost") }
    let failures = try facts().failures
    #expect(failures.map(\.reason) == ["full", "stopped", "lost", "gone", "full"])
    #expect(failures.map(\.run) == [run, run, nil, run, run])
    let waiting = try store.queries.waiting(at: span.end, limit: 5)
    #expect(waiting[.undecided].entries.map(\.remark) == ["full"])
    #expect(throws: (any Error).self) { try fixture.intrude("UPDATE world_failure SET reason = 'x'") }
    #expect(throws: (any Error).self) { try fixture.intrude("DELETE FROM world_failure") }
  }

  @Test func whatWaitsStandsInItsQueueOldestFirst() throws {
    let later = span.end
    _ = try fixture.process([
      [StoreFixture.item(.hold, findings: [StoreFixture.finding(.representativeAuthorityUnproven, .error)])],
      [StoreFixture.item(.defer(until: later))], [StoreFixture.item(.defer(until: StoreFixture.now))],
    ])
    let waiting = try fixture.store.queries.waiting(at: StoreFixture.now, limit: 1)
    #expect(waiting[.held].count == 1 && waiting[.held].entries.first?.code == .representativeAuthorityUnproven)
    #expect(waiting[.deferred].count == 2 && waiting[.deferred].due == 1)
    #expect(waiting[.deferred].entries.map(\.nextLook) == [later])
    #expect(waiting[.undelivered].count == 3 && waiting[.undelivered].entries.map(\.remark) == ["integrator"])
    #expect(waiting[.undelivered].oldest == StoreFixture.now)
    let lengths = try fixture.store.queries.waitingLengths()
    for queue in Waiting.Queue.allCases {
      #expect(lengths[queue].count == waiting[queue].count && lengths[queue].oldest == waiting[queue].oldest)
    }
  }

  @Test func runsAreThoseThatReachIntoTheSpan() throws {
    let store = fixture.store
    func run(_ start: Int64, _ end: Int64?) throws -> RunID {
      let run = try store.commit { try $0.beginRun(at: StoreFixture.now.advanced(byMilliseconds: start)) }
      guard let end else { return run }
      let finish = StoreFixture.now.advanced(byMilliseconds: end)
      try store.commit { try $0.finishRun(run, at: finish, totals: StateCounts()) }
      return run
    }
    _ = try run(-9_000, -8_000)
    _ = try run(-7_000, nil)
    let across = try run(-5_000, 5_000)
    let killed = try run(10_000, nil)
    let inside = try run(20_000, 30_000)
    _ = try run(Self.hour, nil)
    #expect(try facts().runs.map(\.id) == [across, killed, inside])
  }

  /// A million packages must not make the report of one night slow.
  @Test(arguments: [
    "SELECT p.channel, count(*) FROM package p CROSS JOIN item i ON i.package = p.id "
      + "WHERE p.arrived_at >= 1 AND p.arrived_at < 2 GROUP BY 1",
    "SELECT p.id, max(i.duration) AS longest FROM package p CROSS JOIN item i ON i.package = p.id "
      + "WHERE p.arrived_at >= 1 AND p.arrived_at < 2 GROUP BY +p.id ORDER BY longest DESC LIMIT 5",
    "SELECT sum(items) FROM package",
    "SELECT state, count(*) FROM item WHERE state <> 'REGISTERED' GROUP BY state",
    "SELECT count(*) FROM item WHERE entry IS NOT NULL",
    "SELECT i.id FROM item i WHERE i.state <> 'REGISTERED' AND i.state = 'QUARANTINED' ORDER BY i.id DESC LIMIT 5",
    "SELECT count(*) FROM item i WHERE i.state IN ('DEFERRED', 'HELD') AND i.state = 'HELD'",
    "SELECT reason FROM world_failure WHERE package = 1 ORDER BY id DESC LIMIT 1",
  ])
  func questionsGoAlongAnIndex(_ question: String) throws {
    let plan = try DatabaseQueue(path: fixture.path).read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + question).map { $0[3] as String }
    }
    for step in plan where step.hasPrefix("SCAN") || step.hasPrefix("SEARCH") {
      #expect(step.contains(" USING "), "\(plan)")
    }
  }
}
