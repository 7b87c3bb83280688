import Crypto
import Filing
import FilingStore

/// Fills a register through the store's own transactions, as the intake does, with many packages in each.
struct RegisterMaker {
  static let digest: RegisterStore.Digest = { octets in
    guard let hash = ContentHash(bytes: SHA256.hash(data: octets)) else { preconditionFailure("SHA-256 has 32 octets") }
    return hash
  }
  /// Ten years, and then a day on which nothing came.
  private static let firstDay = day("2016-06-01")
  private static let days = 3650
  private static let dayLength: Int64 = 86_400_000
  /// 2016-06-01, 09:00 in Baku.
  private static let start: Int64 = 1_464_757_200_000
  /// As long as receipts are.
  private static let noticeLength: Int64 = 7000
  /// For what waits for money: later than any run that is measured.
  /// How many days a filing waits until it is settled, as terms and clerks do.
  private static let waitingDays = 30
  private static let paymentTerm = Duration.seconds(60 * 365 * 86_400)

  private let store: RegisterStore
  private let count: Int
  private var maker: FilingMaker
  private var done = 0
  /// Filings that wait, by the day on which they began to.
  private var waiting: [(since: LocalDay, package: PackageRecord)] = []

  init(store: RegisterStore, count: Int) {
    self.store = store
    self.count = count
    maker = FilingMaker(population: Population(people: max(count / 4, 100)), chance: Chance(seed: 7))
  }

  /// Accepts, decides and tells of so many packages in one transaction.
  mutating func make(_ portion: Int) throws {
    let ordinal = done * Self.days / count
    let day = Self.firstDay.advanced(by: ordinal)
    // Work is done in a third of a day.
    let moment = Int64(done * Self.days % count) * (Self.dayLength / 3) / Int64(count)
    let instant = Instant(milliseconds: Self.start + Int64(ordinal) * Self.dayLength + moment)
    var maker = maker
    let settled = waiting.prefix { $0.since.advanced(by: Self.waitingDays) < day }.map(\.package)
    waiting.removeFirst(settled.count)
    var begun: [PackageRecord] = []
    try store.commit { transaction in
      var intents = try transaction.endTerms(on: day, at: instant, limit: portion)
      intents += try transaction.register(
        settled.map { DecidedPackage(package: $0, kind: .submission, items: [maker.refusal(on: day, $0.channel)]) },
        at: instant, on: day, precedents: Self.precedents
      ).flatMap(\.intents)
      intents += try transaction.makeDigests(before: day, at: instant, limit: portion)
      for _ in 0..<portion {
        let package = try transaction.accept([maker.arrival(at: instant)], openedAtOnce: true)[0]
        let item = maker.item(
          for: package, on: day, waitingUntil: instant.advanced(byMilliseconds: 60 * 365 * Self.dayLength))
        let decided = DecidedPackage(package: package, kind: item.kind, items: [item])
        let registrations = try transaction.register(
          [decided], at: instant, on: day, precedents: Self.precedents,
          evidence: FilingMaker.waits(item) ? Self.evidence : nil)
        intents += registrations.flatMap(\.intents)
        if registrations.contains(where: { !$0.outcome.state.isTerminal }) { begun.append(package) }
      }
      try Self.tell(intents, in: &transaction, at: instant, by: &maker)
    }
    self.maker = maker
    waiting += begun.map { (day, $0) }
    done += portion
  }

  /// Ends what runs, so that a run that is measured has only its own to do.
  mutating func finish() throws {
    let day = Self.firstDay.advanced(by: Self.days + 60)
    let instant = Instant(milliseconds: Self.start + Int64(Self.days + 60) * Self.dayLength)
    var maker = maker
    try store.commit { transaction in
      let intents = try transaction.endTerms(on: day, at: instant, limit: .max)
      try Self.tell(intents, in: &transaction, at: instant, by: &maker)
    }
    self.maker = maker
  }

  /// Delivers notices; nine in ten are acknowledged.
  private static func tell(
    _ intents: [NoticeIntent], in transaction: inout RegisterTransaction, at instant: Instant,
    by maker: inout FilingMaker
  ) throws {
    try transaction.fixNotices(
      intents.map {
        StoredNotice(
          intent: $0.id, fileName: "notice-\($0.id.value).xml", hash: maker.hash(),
          place: PackedOctets(segment: 1, offset: $0.id.value * noticeLength, size: noticeLength))
      })
    try transaction.markDelivered(intents.map(\.id), at: instant)
    for (recipient, intents) in Dictionary(grouping: intents, by: \.recipient).sorted(by: { $0.key < $1.key }) {
      let read = intents.filter { $0.id.value % 10 != 0 }
      if !read.isEmpty {
        try transaction.acknowledge(read.map(\.id), by: recipient, at: instant, areRemoved: true)
      }
    }
  }

  private static let precedents = PrecedentFindings(
    duplicate: { _, _ in Finding(.submissionDuplicate) }, conflict: { _, _ in Finding(.submissionConflict) },
    documentSeen: { _, _ in Finding(.documentSeenBefore) },
    relation: { _, _ in Finding(.relatedEntryUnknown) })
  private static let evidence = PaymentEvidence(
    term: paymentTerm,
    orderAccounts: Dictionary(uniqueKeysWithValues: Population.courts.map { ($0, "AZ21NABZ00000000137010001944") }))

  private static func day(_ text: String) -> LocalDay {
    guard let day = LocalDay(text) else { preconditionFailure("no day: \(text)") }
    return day
  }
}

extension DecidedItem {
  fileprivate var kind: ChannelPolicy.Kind {
    switch decision {
    case .changeCabinet: .cabinetRequest
    case .dispatch: .dispatch
    default: .submission
    }
  }
}
