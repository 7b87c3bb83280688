import Filing
import Testing
import TransparencyLog
import XMLSignature

@testable import FilingStore
@testable import Intake

/// A plain matter of each kind, to vary.
enum NoticeFixture {
  /// 2026-05-04T10:00:00.250Z
  static let arrival = Instant(milliseconds: 1_777_888_800_250)
  static let decision = arrival.advanced(byMilliseconds: 5_000)

  static var reference: ReferenceData {
    get throws {
      ReferenceData(
        courts: CourtDirectory([
          Court(code: court, nameInAzerbaijani: "Bakı Apellyasiya Məhkəməsi", nameInEnglish: "Baku Court of Appeal")
        ]), issuerProfiles: [], tariffs: try TariffSchedule([Tariff(effectiveFrom: day, lines: [])]))
    }
  }

  private static var day: LocalDay {
    guard let day = LocalDay("2021-08-01") else { preconditionFailure("no day") }
    return day
  }

  static var court: CourtCode {
    guard let court = CourtCode("103") else { preconditionFailure("no court") }
    return court
  }

  static func hash(_ octet: UInt8) -> ContentHash {
    guard let hash = ContentHash(bytes: [UInt8](repeating: octet, count: 32)) else { preconditionFailure("no hash") }
    return hash
  }

  static func package(
    _ name: String = "paket.xml", channel: String = "integrator", kind: ChannelPolicy.Kind = .submission,
    items: Int = 1
  ) -> PackageRecord {
    PackageRecord(
      id: PackageID(7), channel: channel, originalName: name, form: .xml, kind: kind, arrivedAt: arrival, size: 8_000,
      hash: hash(0xAA), claim: "claim", attempts: 1, itemCount: items)
  }

  static func draft(title: String? = "Borcun tutulması", filer: String = "Əliyeva Günel", message: String = "m-1")
    -> RegisterEntryDraft
  {
    RegisterEntryDraft(
      court: court, businessKey: BusinessKey(signer: "FIN:5ABC123", messageID: message), contentHash: hash(0xBB),
      officialFilingDate: CourtCalendar.baku.localDay(of: arrival), caseNumber: nil, procedure: "civil",
      documentType: "statement-of-claim", title: title, ruleSet: "1",
      documents: [
        EntryDocument(
          name: "iddia.pdf", title: "İddia ərizəsi", mediaType: "application/pdf", size: 4_711, pages: 2,
          hash: hash(0xCC)),
        EntryDocument(
          name: "qəbz.png", title: nil, mediaType: "image/png", size: 1, pages: nil, hash: hash(0xDD)),
      ],
      participants: [
        EntryParticipant(role: "claimant", standing: .filer, kind: .person, fin: "5ABC123", voen: nil, name: filer),
        EntryParticipant(
          role: "respondent", standing: .participant, kind: .person, fin: "7XYZ789", voen: nil, name: "Quliyev Rauf"),
      ],
      signatures: [
        EntrySignature(
          signer: filer, issuer: "Demo ASAN CA", serialNumber: "0A1B", fingerprint: hash(0xEE), indication: .passed,
          level: "XAdES-B-B", signingTime: arrival, revocationSource: "crl", revocationAt: arrival)
      ],
      fee: EntryFee(
        act: "valued-claim", tariff: "2021-08", assessed: Money(minorUnits: 7_000), declared: Money(minorUnits: 7_000),
        paid: Money(minorUnits: 7_500), exemptionGround: nil, discountGround: nil),
      payments: [payment])
  }

  static var payment: PaymentUse {
    guard let key = PaymentKey(channel: "online", operationNumber: "OP-77") else { preconditionFailure("no payment") }
    return PaymentUse(key: key, amount: Money(minorUnits: 7_500), paidOn: LocalDay("2026-05-03"), cardBIN: "416973")
  }

  static let paidShort = Finding(
    .feePaidShort, at: SourceLocation(line: 61, path: "/SubmissionPackage/Submission/Fee"),
    ["due": "70.00", "paid": "30.00", "difference": "40.00", "explanation": "8.1.2: 30.00 + 1 % × 4000.00 = 70.00"])
  static let staleDate = Finding(
    .paymentDateStale,
    at: SourceLocation(file: "submission.xml", line: 66, path: "/SubmissionPackage/Submission/Fee/Payment/PaidOn"),
    ["value": "2025-01-01", "day": "2026-05-04"])

  static func outcome(
    _ state: ItemState, findings: [Finding] = [], item: String? = nil, draft: RegisterEntryDraft = draft()
  ) -> ItemOutcome {
    let number = RegistrationNumber(court: court, year: 2026, sequence: 12)
    let entry = RegisterEntry(
      id: EntryID(12), item: ItemID(9), number: number, registeredAt: decision,
      registeredDay: draft.officialFilingDate, receivedAt: arrival, channel: "integrator", packageHash: hash(0xAA),
      draft: draft, findings: findings, previousHash: hash(0x11), hash: hash(0x22))
    let precedent = Precedent(
      entry: EntryID(3), number: RegistrationNumber(court: court, year: 2026, sequence: 3),
      registeredAt: arrival.advanced(byMilliseconds: -86_400_000))
    return ItemOutcome(
      id: ItemID(9), package: PackageID(7), ordinal: 2, senderItemID: item,
      businessKey: state == .quarantined ? nil : draft.businessKey, contentHash: nil, state: state, decidedAt: decision,
      duration: 3,
      findings: findings, entry: state == .registered ? entry : nil,
      precedent: state == .duplicate || state == .conflict ? precedent : nil)
  }

  static func matter(
    _ outcome: ItemOutcome?, package: PackageRecord = package(), as kind: NoticeKind? = nil
  ) -> NoticeMatter {
    NoticeMatter(
      intent: NoticeIntent(
        id: IntentID(123), package: package.id, item: outcome?.id,
        kind: kind ?? outcome.map { NoticeKind(of: $0.state) } ?? .received, recipient: "integrator", event: 12),
      package: package, outcome: outcome)
  }

  /// As each kind comes in practice.
  static func matter(of kind: NoticeKind) -> NoticeMatter {
    switch kind {
    case .received: matter(nil)
    case .registered: matter(outcome(.registered))
    case .rejected: matter(outcome(.rejected, findings: [paidShort, staleDate]))
    case .duplicate:
      matter(outcome(.duplicate, findings: [Finding(.submissionDuplicate, ["messageId": "m-1", "number": "1"])]))
    case .conflict:
      matter(outcome(.conflict, findings: [Finding(.submissionConflict, ["messageId": "m-1", "number": "1"])]))
    case .quarantined:
      matter(outcome(.quarantined, findings: [Finding(.packageIncomplete, ["detail": "no %%EOF"])]))
    case .recorded:
      matter(
        outcome(
          .recorded,
          findings: [
            Finding(
              .statementRecorded,
              ["account": "AZ21", "movements": "3", "known": "1", "payments": "2", "amount": "130.00"])
          ]))
    case .ordered:
      matter(
        outcome(
          .deferred,
          findings: [
            Finding(
              .paymentOrdered,
              [
                "amount": "70.00", "account": "AZ21", "reference": "RF1905020260000001", "purpose": "Dövlət rüsumu",
                "day": "2026-05-09",
              ])
          ]), as: .ordered)
    case .corrected:
      NoticeMatter(
        intent: matter(outcome(.registered), as: .corrected).intent, package: package(), outcome: outcome(.registered),
        correction: correction)
    case .served, .circulated: matter(kind, Circulation(at: decision, languages: [.english], dispatch: dispatch))
    case .head:
      NoticeMatter(
        intent: matter(nil, as: .head).intent, package: package(), outcome: nil, head: head)
    case .digest: matter(kind, Circulation(at: decision, languages: [.azerbaijani], placements: placements))
    case .deferred:
      matter(
        outcome(
          .deferred,
          findings: [Finding(.certificateRevocationUnknown, at: SourceLocation(line: 90), ["signer": "Əliyeva Günel"])])
      )
    case .held:
      matter(
        outcome(
          .held,
          findings: [Finding(.feeActUnknown, at: SourceLocation(line: 60), ["act": "joinder", "day": "2026-05-04"])]))
    }
  }

  private static var correction: EntryCorrection {
    guard let statement = try? ClerkStatement(person: "Həsənova A.", reason: "ad səhv yazılıb")
    else { preconditionFailure("a statement") }
    return EntryCorrection(
      number: RegistrationNumber(court: court, year: 2026, sequence: 12),
      place: EntryPlace(.participantName, part: 0), was: "Əliyeva <Günel>", value: "Ələkbərova Günel",
      statement: statement, at: decision)
  }

  private static func matter(_ kind: NoticeKind, _ circulation: Circulation) -> NoticeMatter {
    let plain = matter(outcome(.recorded), package: package(), as: kind)
    return NoticeMatter(
      intent: plain.intent, package: plain.package, outcome: plain.outcome, circulation: circulation)
  }

  private static var aysel: PartyNumber {
    guard let number = PartyNumber(key: "FIN:5TEST01") else { preconditionFailure("a FİN") }
    return number
  }

  static let dispatch = DispatchPage(
    id: 1, item: ItemReference(PackageID(7), 1), messageID: "d-1", court: court, caseNumber: "2(050)-17/2026",
    title: "Çağırış <vərəqəsi>", placedAt: decision, openBy: day.advanced(by: 10),
    documents: [
      EntryDocument(
        name: "qərar.pdf", title: nil, mediaType: "application/pdf", size: 1000, pages: 2, hash: hash(0x55))
    ],
    addressees: [
      DispatchStanding(
        id: 1, number: aysel, name: "Nümunəyeva Aysel", userName: "abcd-efgh-jkmn",
        evidence: [
          .init(kind: .placed, reason: nil, at: decision), .init(kind: .told, reason: nil, at: decision),
          .init(kind: .notOpened, reason: "unread-until-term", at: decision),
        ])
    ])

  private static let placements = [
    PlacementPage(
      id: 1, at: decision, state: .registered, isCorrection: false, kind: .submission,
      number: RegistrationNumber(court: court, year: 2026, sequence: 3), title: "Pul tələbi", isUnread: true,
      evidence: []),
    PlacementPage(
      id: 2, at: decision, state: .recorded, isCorrection: false, kind: .dispatch, number: nil,
      title: "Çağırış vərəqəsi", isUnread: true,
      evidence: [.init(kind: .placed, reason: nil, at: decision)]),
  ]

  /// As in a log with a million entries.
  static let evidence: LogEvidence = {
    let size = 1_000_003
    return LogEvidence(
      head: TreeHead(size: size, root: hash(0x77)), at: decision,
      leaves: [999_990, size - 1].map {
        LogEvidence.ProvenLeaf(
          octets: Array("court-intake log leaf 1\nindex \($0)".utf8),
          proof: InclusionProof(of: $0, in: size) { hash(UInt8($0.level)) })
      },
      previous: LogEvidence.Previous(fileName: "20260504T100000-000000122-received.xml", hash: hash(0x66)))
  }()

  static let head = LogHead(
    head: TreeHead(size: 1003, root: hash(0x77)), day: day, madeAt: decision,
    earlier: LogHead.Earlier(
      head: TreeHead(size: 900, root: hash(0x76)),
      proof: ConsistencyProof(from: 900, to: 1003) { hash(UInt8($0.level)) }))

  static func rendered(_ matter: NoticeMatter) throws -> RenderedNotice {
    NoticeRenderer().render(
      matter, evidence: matter.intent.kind == .head ? nil : evidence, reference: try reference)
  }
}

/// A notice as its reader's program sees it.
struct ReadNotice {
  static let namespace = "urn:court-intake:notification:1"
  let tree: XMLTree
  let faults: [SchemaFault]

  init(_ octets: [UInt8], by published: PublishedSchema = .notification) throws {
    let schema = try #require(XMLSchema(compiling: published.octets), "\(published.rawValue) is a schema")
    let parsed = try XMLTree.parse(ByteSource(octets), schema: schema).get()
    (tree, faults) = (parsed.tree, parsed.faults)
  }

  func text(in language: FindingCatalogue.Language) throws -> String {
    let texts = tree.elements("Text", Self.namespace, in: tree.root)
    let node = try #require(
      texts.first { tree.attribute("lang", "http://www.w3.org/XML/1998/namespace", of: $0) == language.rawValue })
    return try #require(tree.text(of: node))
  }

  func value(of element: String) throws -> String {
    try #require(tree.descendants(element, Self.namespace, of: tree.root).first.flatMap { tree.text(of: $0) })
  }
}
