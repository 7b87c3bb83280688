import Filing
import FilingStore

/// Asks a register what the views ask, in turn, and keeps how long each answer took.
struct Measurement {
  private let queries: RegisterQueries
  private var chance = Chance(seed: 11)
  private let numbers: [RegistrationNumber]
  private let cabinets: [Cabinet]
  /// Of receipts that are to be proven.
  private let matters: [NoticeMatter]
  private var taken: [String: [Duration]] = [:]
  private let clock = ContinuousClock()

  /// A page as a screen shows it.
  private static let page = 50
  /// In the order in which they are told.
  private static let questions = [
    "number search", "message id", "FIN", "name", "frequent word", "my cases", "my documents", "my placements",
    "what is new", "what I owe", "entry", "inclusion proof",
  ]

  init(path: String) throws {
    queries = try RegisterQueries(path: path)
    let head = try queries.logHead()
    let bound = Int(head?.size ?? 1)
    var numbers: [RegistrationNumber] = []
    while numbers.count < 500 {
      numbers += try queries.entries(EntryFilter(), after: EntryID(Int64(chance.below(bound))), limit: 1).map(\.number)
    }
    self.numbers = numbers
    // The first is the bank's.
    cabinets = try queries.cabinets(limit: 2000)
    let queries = queries
    matters = try numbers.compactMap { number in
      guard let notice = try queries.notices(of: number).first, let reference = notice.item,
        let page = try queries.item(reference)
      else { return nil }
      return NoticeMatter(intent: notice.intent, package: page.package, outcome: page.outcome)
    }
  }

  /// Asks every question so many times.
  mutating func run(rounds: Int) throws {
    for _ in 0..<rounds { try askAll() }
  }

  private mutating func askAll() throws {
    let number = numbers[chance.below(numbers.count)]
    let cabinet = chance.isOne(of: 100) ? cabinets[0] : cabinets[chance.below(cabinets.count)]
    guard let entry = try ask("entry", { try $0.entry(numbered: number) }) else { preconditionFailure("no \(number)") }
    let filer = entry.draft.participants[0]
    try ask("number search") { try $0.search(number.description, limit: Self.page) }
    try ask("message id") { try $0.search(entry.draft.businessKey.messageID, limit: Self.page) }
    try ask("FIN") { try $0.search(filer.fin ?? filer.voen ?? "", limit: Self.page) }
    try ask("name") { try $0.search(filer.name, limit: Self.page) }
    try ask("frequent word") { try $0.search("borc", limit: Self.page) }
    try ask("my cases") { try $0.cases(of: cabinet.owner, limit: Self.page) }
    try ask("my documents") { try $0.documents(in: cabinet.id, limit: Self.page) }
    try ask("my placements") { try $0.placements(in: cabinet.id, limit: Self.page) }
    try ask("what is new") { try $0.unread(in: cabinet.id, limit: Self.page) }
    try ask("what I owe") { try $0.owed(by: cabinet.owner, limit: Self.page) }
    let matter = matters[chance.below(matters.count)]
    try ask("inclusion proof") { try $0.evidence(of: [matter]) }
  }

  @discardableResult
  private mutating func ask<Answer>(_ question: String, _ body: (RegisterQueries) throws -> Answer) throws -> Answer {
    let start = clock.now
    let answer = try body(queries)
    taken[question, default: []].append(clock.now - start)
    return answer
  }

  /// A line a question: its name, how often it was asked, and milliseconds at p50, p99 and p100, with tabs between.
  var table: String {
    Self.questions.compactMap { question in
      guard let times = taken[question]?.sorted() else { return nil }
      let marks = [times.count / 2, times.count * 99 / 100, times.count - 1].map { mark in
        let microseconds = Int(times[mark] / .microseconds(1))
        return "\(microseconds / 1000).\(String(String(1000 + microseconds % 1000).dropFirst()))"
      }
      return ([question, "\(times.count)"] + marks).joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
