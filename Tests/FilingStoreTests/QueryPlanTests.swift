import Filing
import GRDB
import Synchronization
import Testing

@testable import FilingStore

/// A page costs as much as it shows, and a filing as much as it brings, however large the register is: nothing that the views or
/// a run ask or the intake writes goes through a table that grows.
struct QueryPlanTests {
  private let register: StoreFixture

  init() throws {
    register = try StoreFixture()
    _ = try register.process(StoreFixture.draft("a", title: "Borc"))
  }

  private static let questions: [String: @Sendable (RegisterQueries) throws -> Void] = [
    "number": { _ = try $0.search("103/2026/000001", limit: 5) },
    "words": { _ = try $0.search("borc eliyeva 5abc123", before: EntryID(9), limit: 5) },
    "beginnings": { _ = try $0.search("bor eliyev 5abc123", before: EntryID(9), limit: 5) },
    "inclusion proof": { queries in
      guard let number = RegistrationNumber("103/2026/000001"), let notice = try queries.notices(of: number).first,
        let item = notice.item, let page = try queries.item(item)
      else { preconditionFailure("it was registered") }
      _ = try queries.evidence(of: [NoticeMatter(intent: notice.intent, package: page.package, outcome: page.outcome)])
    },
    "cabinet by user name": { _ = try $0.cabinet(named: "abcd") },
    "cabinet by owner": { _ = try $0.cabinet(of: party) },
    "powers": { _ = try $0.powers(of: CabinetID(1)) },
    "placements": { _ = try $0.placements(in: CabinetID(1), before: 9, limit: 5) },
    "what is new": { _ = try $0.unread(in: CabinetID(1), before: 9, limit: 5) },
    "documents": { _ = try $0.documents(in: CabinetID(1), before: 9, limit: 5) },
    "cases": { _ = try $0.cases(of: party, before: EntryID(9), limit: 5) },
    "what is owed": { _ = try $0.owed(by: party, before: ItemID(9), limit: 5) },
    "dispatches": { _ = try $0.dispatches(before: 9, limit: 5) },
    "dispatch": { _ = try $0.dispatch(ItemReference(PackageID(1), 1)) },
    "accesses": { _ = try $0.accesses(AccessFilter(), before: 9, limit: 5) },
    "accesses by a person": { _ = try $0.accesses(AccessFilter(person: "A"), before: 9, limit: 5) },
    "accesses to a party": {
      _ = try $0.accesses(AccessFilter(participant: party, since: StoreFixture.now), before: 9, limit: 5)
    },
    "what is due": { _ = try $0.packagesWithDeferredItems(dueBy: StoreFixture.now) },
    "what is undecided": { _ = try $0.undecidedPackages() },
    "what has no octets": { _ = try $0.noticesNotRendered() },
    "what waits": { _ = try $0.waiting(at: StoreFixture.now, limit: 5) },
    "how much waits": { _ = try $0.waitingLengths() },
    "quarantined": { _ = try $0.quarantined(limit: 5) },
    "who is owed": { _ = try $0.recipientsOwed() },
    "notices owed": { _ = try $0.noticesNotDelivered(to: "integrator", dueBy: StoreFixture.now, limit: 5) },
    "terms of notices": { queries in
      _ = try queries.noticesAcknowledged(by: StoreFixture.now, except: [], limit: 5)
      _ = try queries.noticesNotAcknowledged(since: StoreFixture.now, except: [], limit: 5)
    },
    "recipients": { _ = try $0.recipientStandings(countsAll: false) },
    "entry": { queries in
      guard let number = RegistrationNumber("103/2026/000001"), let entry = try queries.entry(numbered: number)
      else { preconditionFailure("it was registered") }
      _ = try queries.receipts(of: entry)
      _ = try queries.corrections(of: entry)
    },
  ]

  private static let party: PartyNumber = {
    guard let party = PartyNumber(key: "FIN:5ABC123") else { preconditionFailure("it is a number") }
    return party
  }()

  /// These show rows as an index has them, and need not sort.
  private static let ordered: Set = ["placements", "cases", "accesses", "accesses by a person", "accesses to a party"]

  @Test(arguments: questions.keys.sorted())
  func nothingThatGrowsIsGoneThrough(_ name: String) throws {
    let (queue, trace) = try tracedQueue()
    try Self.questions[name]?(RegisterQueries(reader: queue))
    let plans = try plans(of: trace.statements, in: queue)
    #expect(!plans.isEmpty)
    for (statement, plan) in plans {
      #expect(!plan.contains(where: Self.goesThroughATable), "\(statement)\n\(plan)")
      if Self.ordered.contains(name) { #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)") }
    }
  }

  @Test func norByWhatIsWritten() throws {
    let (queue, trace) = try tracedQueue()
    let arrivals = [register.arrival(), register.arrival(), register.arrival()]
    let holder = Self.party
    let opening = CabinetOrder(
      owner: holder, holder: "A", messageID: "r", contentHash: StoreFixture.hash("r"),
      certificate: StoreFixture.hash("c"), action: .open(StatedContact())
    ) { _ in Finding(.cabinetOpened) }
    let dispatch = DispatchOrder(
      key: BusinessKey(signer: "seal", messageID: "d"), contentHash: StoreFixture.hash("d"),
      court: try #require(CourtCode("103")), caseNumber: nil, title: "A", term: 10,
      addressees: [DispatchOrder.Addressee(number: holder, name: "A")], documents: []
    ) { _ in Finding(.dispatchPlaced) }
    try queue.write { database in
      var transaction = RegisterTransaction(database: database, digest: StoreFixture.digest)
      let packages = try transaction.accept(arrivals, openedAtOnce: true)
      let items = [
        StoreFixture.item(.changeCabinet(opening)), StoreFixture.item(.dispatch(dispatch)),
        StoreFixture.item(StoreFixture.draft("b", payments: ["OP-1234"])),
      ]
      let intents = try transaction.register(
        zip(packages, items).map { DecidedPackage(package: $0, kind: .submission, items: [$1]) },
        at: StoreFixture.now, on: StoreFixture.today, precedents: StoreFixture.precedents
      ).flatMap(\.intents)
      try transaction.fixNotices(intents.map(StoreFixture.rendered))
      try transaction.markDelivered(intents.map(\.id), at: StoreFixture.now)
      for intent in intents {
        try transaction.acknowledge([intent.id], by: intent.recipient, at: StoreFixture.now, areRemoved: true)
      }
      _ = try transaction.endTerms(on: StoreFixture.today.advanced(by: 20), at: StoreFixture.now, limit: 9)
      _ = try transaction.makeDigests(before: StoreFixture.today.advanced(by: 20), at: StoreFixture.now, limit: 9)
      try transaction.writeWords()
    }
    for (statement, plan) in try plans(of: trace.statements, in: queue) {
      #expect(!plan.contains(where: Self.goesThroughATable), "\(statement)\n\(plan)")
    }
  }

  @Test func norByWhatAStatementBrings() throws {
    let (queue, trace) = try tracedQueue()
    let arrival = register.arrival()
    try queue.write { database in
      var transaction = RegisterTransaction(database: database, digest: StoreFixture.digest)
      let package = try transaction.accept([arrival], openedAtOnce: true)[0]
      _ = try transaction.record(StoreFixture.message(of: []), of: package.id, at: StoreFixture.now)
    }
    for (statement, plan) in try plans(of: trace.statements, in: queue) {
      #expect(!plan.contains(where: Self.goesThroughATable), "\(statement)\n\(plan)")
    }
  }

  /// What a connection was asked, with its values.
  private final class Trace: Sendable {
    private let asked = Mutex<[String]>([])

    func note(_ statement: String) { asked.withLock { $0.append(statement) } }

    /// Those that look for rows: without those of triggers, about the schema, and for the last row alone. The plan of an INSERT
    /// names checks of foreign keys that are left out when it runs.
    var statements: [String] {
      asked.withLock { $0 }.filter { statement in
        ["SELECT", "WITH", "UPDATE", "DELETE"].contains { statement.hasPrefix($0) }
          && !["sqlite_master", "grdb_migrations", "entry_text_config"].contains { statement.contains($0) }
          && !statement.hasSuffix("ORDER BY id DESC LIMIT 1")
      }
    }
  }

  private func tracedQueue() throws -> (DatabaseQueue, Trace) {
    let trace = Trace()
    var configuration = Configuration()
    configuration.prepareDatabase { database in database.trace { trace.note($0.expandedDescription) } }
    return (try DatabaseQueue(path: register.path, configuration: configuration), trace)
  }

  private func plans(of statements: [String], in queue: DatabaseQueue) throws -> [(statement: String, plan: [String])] {
    try queue.read { database in
      try statements.map { statement in
        let steps = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(statement)")
        return (statement, steps.map { $0["detail"] as String })
      }
    }
  }

  /// These hold only what waits.
  private static let queues = [
    "package_undecided", "item_waiting", "item_due", "outbox_owed", "outbox_not_rendered", "outbox_acknowledged",
    "outbox_not_acknowledged", "hand_over_owed", "movement_unmatched",
  ]

  /// Rows of a page are gone through, what a search expression found, and what waits.
  private static func goesThroughATable(_ step: String) -> Bool {
    guard step.hasPrefix("SCAN ") else { return false }
    let source = step.dropFirst("SCAN ".count)
    let isOfThePage =
      ["page", "g", "q", "known", "recipient_wait"].contains(source)
      || ["(subquery", "CONSTANT", "json_each "].contains { source.hasPrefix($0) }
    let isMatch = source.hasPrefix("entry_text VIRTUAL TABLE INDEX") && source.contains(":M")
    let isQueue = queues.contains { source.hasSuffix(" INDEX \($0)") }
    return !isOfThePage && !isMatch && !isQueue
  }
}
