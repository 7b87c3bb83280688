import Filing
import FilingStore
import Foundation
import Intake

/// The root of a court after a bad night: 3 % refusals, a disk that was full at two, a file that stops the program, and
/// something in every queue. The same numbers every time.
final class NightFixture {
  /// 2026-05-04 07:02 in Baku.
  static let now = moment("2026-05-04T07:02")
  static let span = ReportSpan.sinceYesterdayEvening(at: now)

  let folder: TemporaryFolder
  let root: Root
  let store: RegisterStore
  private var random = Numbers(state: 7)
  private var packages = 0

  init() throws {
    folder = try TemporaryFolder()
    root = try present(Root.create(at: folder.path + "/root"))
    store = try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
  }

  static func moment(_ text: String) -> Instant {
    guard let moment = ReportSpan.moment(text) else { preconditionFailure("no moment: \(text)") }
    return moment
  }

  // MARK: The night

  /// - Parameter busiest: Packages of the busiest hour.
  func fill(busiest: Int) throws {
    try fillEarlierDays()
    for (hour, share) in Self.hours { try fill(hour, packages: busiest * share / 100) }
    try fillQueues()
    try fillRuns()
  }

  private static let hours: [(String, Int)] = [
    ("2026-05-03T18", 70), ("2026-05-03T19", 45), ("2026-05-03T20", 30), ("2026-05-03T21", 22), ("2026-05-03T22", 15),
    ("2026-05-03T23", 12), ("2026-05-04T00", 60), ("2026-05-04T01", 100), ("2026-05-04T03", 88), ("2026-05-04T04", 40),
    ("2026-05-04T05", 18), ("2026-05-04T06", 25),
  ]

  private func fillEarlierDays() throws {
    let before = Self.moment("2026-05-01T16:20")
    try put("klaster-7/icarə.xml", in: "participants", at: before, .hold, Self.unproven)
    try put(
      "ödəniş-204.xml", in: "integrators", at: before.advanced(byMilliseconds: 7_200_000),
      .defer(until: Self.moment("2026-05-04T06:40")), Self.unknown)
  }

  private func fill(_ hour: String, packages count: Int) throws {
    let start = Self.moment(hour + ":00")
    for index in 0..<count {
      let instant = start.advanced(byMilliseconds: Int64(index) * 3_540_000 / Int64(max(1, count)))
      let name = "paket-\(hour.suffix(2))-\(index + 1).xml"
      let channel = ["integrators", "integrators", "integrators", "participants", "court-103"][random.next(5)]
      switch random.next(1000) {
      case 0..<30:
        try put(name, in: channel, at: instant, .reject, Self.refusals[random.next(Self.refusals.count)])
      case 30..<33: try put(name, in: channel, at: instant, .hold, Self.unproven)
      default: try register(name, in: channel, at: instant)
      }
    }
  }

  private func fillQueues() throws {
    for index in 1...3 {
      try put(
        "gözləyən-\(index).xml", in: "integrators", at: Self.moment("2026-05-04T0\(index + 3):30"),
        .defer(until: Self.moment("2026-05-04T07:30")), Self.unknown)
    }
    try put(
      "zədəli.xml", in: "participants", at: Self.moment("2026-05-04T01:58"), .quarantine,
      Finding(.packageCrashedIntake, ["attempts": "3"]))
    try put(
      "foto.heic", in: "participants", at: Self.moment("2026-05-04T05:12"), .quarantine, Finding(.packageNotXML))
    try put(
      "bildirişsiz.xml", in: "integrators", at: Self.moment("2026-05-04T06:51"), .reject, Self.refusals[0],
      recipients: ["integrators"])
    let undecided = try store.commit { transaction in
      try transaction.accept(
        ["toplu-\u{202E}31.xml", "toplu-32.xml"].map { arrival($0, "court-103", at: Self.moment("2026-05-04T06:55")) },
        openedAtOnce: true)
    }
    let run = try store.commit { try $0.beginRun(at: Self.moment("2026-05-03T17:45")) }
    try finish(run, "2026-05-03T17:46", registered: 12)
    try store.commit { transaction in
      try transaction.recordFailure(
        of: undecided[0].id, in: run, at: Self.moment("2026-05-04T06:56"),
        reason: "read store/segments/000004: Input/output error")
    }
  }

  private func fillRuns() throws {
    for (index, hour) in Self.hours.enumerated() where index < 7 {
      try finish(begin(hour.0 + ":45"), hour.0 + ":46", registered: 10 * (index + 3), rejected: index)
    }
    let full = try begin("2026-05-04T02:00")
    try store.commit { transaction in
      try transaction.recordFailure(
        of: full, at: Self.moment("2026-05-04T02:04"),
        reason: "write state/store/segments/000003: No space left on device")
    }
    _ = try begin("2026-05-04T02:15")
    try finish(begin("2026-05-04T03:30"), "2026-05-04T03:34", registered: 210, rejected: 8)
    for minute in ["04:00", "04:15", "04:30"] {
      try finish(begin("2026-05-04T\(minute)"), "2026-05-04T\(minute)", registered: 0)
    }
    try finish(begin("2026-05-04T06:45"), "2026-05-04T06:57", registered: 83, rejected: 3)
  }

  private func begin(_ time: String) throws -> RunID { try store.commit { try $0.beginRun(at: Self.moment(time)) } }

  private func finish(_ run: RunID, _ time: String, registered: Int, rejected: Int = 0) throws {
    var totals = StateCounts()
    totals.received = registered + rejected
    totals[state: .registered] = registered
    totals[state: .rejected] = rejected
    try store.commit { try $0.finishRun(run, at: Self.moment(time), totals: totals) }
  }

  // MARK: Packages

  private static let unproven = Finding(.representativeAuthorityUnproven)
  private static let unknown = Finding(.certificateRevocationUnknown, ["signer": "Əliyeva Günel"])
  private static let refusals = [
    Finding(
      .feePaidShort, ["due": "70.00", "paid": "30.00", "difference": "40.00", "explanation": "8.1.2: 70.00"]),
    Finding(.caseNumberMalformed, ["value": "2-103/2022"]), Finding(.signatureHashFailure),
    Finding(.documentTruncated, ["name": "iddia.pdf"]), Finding(.caseNumberMalformed, ["value": "17"]),
  ]

  private func arrival(_ name: String, _ channel: String, at instant: Instant) -> AcceptedPackage {
    packages += 1
    return AcceptedPackage(
      channel: channel, originalName: name, form: .xml, arrivedAt: instant,
      size: 8000 + Int64(packages * 7919 % 90_000),
      hash: ContentHash(sha256Of: Array("package \(packages)".utf8)), claim: "claim-\(packages)", files: [])
  }

  func register(_ name: String, in channel: String, at instant: Instant) throws {
    let message = "m-\(packages)"
    guard let court = CourtCode("103") else { preconditionFailure("no court") }
    let key = BusinessKey(signer: "FIN:5ABC123", messageID: message)
    let hash = ContentHash(sha256Of: Array(message.utf8))
    let draft = RegisterEntryDraft(
      court: court, businessKey: key, contentHash: hash,
      officialFilingDate: CourtCalendar.baku.localDay(of: instant), caseNumber: nil, procedure: "civil",
      documentType: "statement-of-claim", title: "Gizli başlıq", ruleSet: "1",
      documents: [
        EntryDocument(name: "a.pdf", title: nil, mediaType: "application/pdf", size: 1, pages: 1, hash: hash)
      ],
      participants: [
        EntryParticipant(
          role: "claimant", standing: .filer, kind: .person, fin: "5ABC123", voen: nil, name: "Gizli Ad")
      ], signatures: [], fee: nil, payments: [])
    try decide(name, in: channel, at: instant, .register(draft), [], key: key, hash: hash, recipients: [])
  }

  func put(
    _ name: String, in channel: String, at instant: Instant, _ decision: DecidedItem.Decision, _ finding: Finding,
    recipients: [String] = []
  ) throws {
    try decide(name, in: channel, at: instant, decision, [finding], key: nil, hash: nil, recipients: recipients)
  }

  private func decide(
    _ name: String, in channel: String, at instant: Instant, _ decision: DecidedItem.Decision, _ findings: [Finding],
    key: BusinessKey?, hash: ContentHash?, recipients: [String]
  ) throws {
    let slow = random.next(200) == 0 ? 40 : 1
    let duration = Int64((4 + random.next(20)) * slow)
    let package = arrival(name, channel, at: instant)
    try store.commit { transaction in
      let records = try transaction.accept([package], openedAtOnce: true)
      let item = DecidedItem(
        ordinal: 1, senderItemID: "submission-1", businessKey: key, contentHash: hash, decision: decision,
        findings: findings, recipients: recipients, duration: duration)
      _ = try transaction.register(
        [DecidedPackage(package: records[0], kind: .submission, items: [item])],
        at: instant.advanced(byMilliseconds: duration + 600), on: CourtCalendar.baku.localDay(of: instant),
        precedents: PrecedentFindings(
          duplicate: { _, _ in Finding(.submissionDuplicate) }, conflict: { _, _ in Finding(.submissionConflict) },
          documentSeen: { _, _ in Finding(.documentSeenBefore) },
          relation: { _, _ in Finding(.relatedEntryUnknown) }))
    }
  }

  // MARK: What is told

  /// The register's own facts, in a root whose disk and inbox are always the same.
  func condition(isAtWork: Bool? = false) throws -> RootCondition {
    let queries = store.queries
    return RootCondition(
      root: "/srv/intake", now: Self.now, counts: try queries.stateCounts(),
      waiting: try queries.waiting(at: Self.now, limit: RootCondition.shown),
      quarantined: try queries.quarantined(limit: 1000), kept: 1,
      inboxes: [
        InboxSurvey(channel: "court-103", drops: 0, forbidden: 0, passedOver: 0, leftAlone: []),
        InboxSurvey(
          channel: "integrators", drops: 3, forbidden: 0, passedOver: 2,
          leftAlone: [
            InboxSurvey.LeftAlone(
              name: "böyük.xml.part", reason: .temporary, since: Self.moment("2026-05-03T23:10")),
            InboxSurvey.LeftAlone(name: "skan-17", reason: .unfinished, since: Self.moment("2026-05-04T05:02")),
          ]),
      ], runs: try queries.latestRuns(limit: 5),
      failures: try queries.failures(since: Self.now.advanced(byMilliseconds: -86_400_000)), isAtWork: isAtWork,
      disk: DiskSpace(
        free: 7_400_000_000, size: 252_000_000_000, inodes: DiskSpace.Inodes(free: 9_000_000, count: 16_000_000)),
      stateSize: 1_840_000_000)
  }

  func account(of span: ReportSpan = span) throws -> NightAccount {
    NightAccount(
      span: span, facts: try store.queries.arrivals(from: span.start, until: span.end, limit: NightAccount.shown),
      condition: try condition())
  }
}

/// A reproducible sequence (Knuth's MMIX).
private struct Numbers {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
