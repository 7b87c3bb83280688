import Crypto
import Filing
import FilingStore
import Foundation
import GRDB
import Testing

/// A register in a folder of its own, and a plain filing to vary.
final class StoreFixture {
  static let digest: RegisterStore.Digest = { octets in
    guard let hash = ContentHash(bytes: SHA256.hash(data: octets)) else { preconditionFailure("SHA-256 has 32 octets") }
    return hash
  }
  static let precedents = PrecedentFindings(
    duplicate: { _, _ in finding(.submissionDuplicate, .info) },
    conflict: { _, _ in finding(.submissionConflict, .error) },
    documentSeen: { _, _ in finding(.documentSeenBefore, .warning) },
    relation: { _, trouble in
      switch trouble {
      case .unknown: finding(.relatedEntryUnknown, .error)
      case .ofOthers: finding(.relatedEntryOfOthers, .error)
      case .withdrawn: finding(.relatedEntryWithdrawn, .error)
      }
    },
    recorded: { outcome in outcome.contradictions.isEmpty ? [] : [finding(.statementContradiction, .warning)] })
  static let now = Instant(milliseconds: 1_772_355_600_000)
  static let today = day("2026-03-01")

  let folder: URL
  let store: RegisterStore
  private var claims = 0

  var path: String { folder.appending(path: "register.db").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "register-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try RegisterStore(path: folder.appending(path: "register.db").path, digest: Self.digest)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func hash(_ text: String) -> ContentHash { digest(Array(text.utf8)) }

  static func day(_ text: String) -> LocalDay {
    guard let day = LocalDay(text) else { preconditionFailure("no day: \(text)") }
    return day
  }

  static func finding(_ code: FindingCode, _ severity: Severity) -> Finding {
    Finding(
      recorded: code, severity: severity, location: SourceLocation(line: 7, path: "/SubmissionPackage"),
      arguments: [.init("value", "Ə\"x\n")])
  }

  /// The filing that tests vary: what is not named is the same for all.
  static func draft(
    _ messageID: String, content: String? = nil, signer: String = "FIN:5ABC123", court: String = "103",
    payments: [String] = [], lead: String? = nil, title: String? = nil, filer: String = "Əliyeva Günel"
  ) -> RegisterEntryDraft {
    guard let court = CourtCode(court) else { preconditionFailure("no court: \(court)") }
    return RegisterEntryDraft(
      court: court, businessKey: BusinessKey(signer: signer, messageID: messageID),
      contentHash: hash(content ?? "content of \(messageID)"), officialFilingDate: today,
      caseNumber: "2(103)-4336/2022",
      procedure: "civil", documentType: "statement-of-claim", title: title, ruleSet: "1",
      documents: [
        EntryDocument(
          name: "iddia.pdf", title: "İddia ərizəsi", mediaType: "application/pdf", size: 4711, pages: 2,
          hash: hash(lead ?? "lead of \(messageID)")),
        EntryDocument(
          name: "əlavə.png", title: nil, mediaType: "image/png", size: 12, pages: nil, hash: hash("attachment")),
      ],
      participants: [
        EntryParticipant(
          role: "claimant", standing: .filer, kind: .person, fin: "5ABC123", voen: nil, name: filer),
        EntryParticipant(
          role: "respondent", standing: .participant, kind: .organisation, fin: nil, voen: "1234567891",
          name: "Xəzər Gəmiçilik MMC"),
      ],
      signatures: [
        EntrySignature(
          signer: filer, issuer: "CN=ASAN Imza", serialNumber: "0A1B", fingerprint: hash("certificate"),
          indication: .passed, level: "XAdES-B-B", signingTime: now, revocationSource: "crl", revocationAt: now)
      ],
      fee: EntryFee(
        act: "non-valued-claim", tariff: "2021-08", assessed: Money(minorUnits: 10_000), declared: nil,
        paid: Money(minorUnits: 10_000), exemptionGround: nil, discountGround: nil),
      payments: payments.map {
        PaymentUse(key: payment($0), amount: Money(minorUnits: 10_000), paidOn: today, cardBIN: "416973")
      })
  }

  static func payment(_ number: String) -> PaymentKey {
    guard let key = PaymentKey(channel: "online", operationNumber: number) else {
      preconditionFailure("no payment: \(number)")
    }
    return key
  }

  static func item(
    _ draft: RegisterEntryDraft, ordinal: Int = 1, findings: [Finding] = [], discountOf person: String? = nil,
    recipients: [String] = ["integrator"]
  ) -> DecidedItem {
    DecidedItem(
      ordinal: ordinal, senderItemID: "item-\(ordinal)", businessKey: draft.businessKey, contentHash: draft.contentHash,
      decision: .register(draft), findings: findings,
      paymentFinding: { _, trouble in finding(for: trouble) },
      discount: person.map { person in
        DiscountClaim(ground: "first", person: person) { _ in finding(.feeDiscountUsed, .error) }
      },
      recipients: recipients, duration: 3)
  }

  private static func finding(for trouble: PaymentTrouble) -> Finding {
    switch trouble {
    case .used: finding(.paymentAlreadyUsed, .error)
    case .pending: finding(.paymentPending, .info)
    case .notFound: finding(.paymentNotFound, .error)
    case .reversed: finding(.paymentReversed, .error)
    case .differs: finding(.paymentAmountDiffers, .error)
    case .otherAccount: finding(.paymentToOtherAccount, .error)
    case .otherCurrency: finding(.paymentInOtherCurrency, .error)
    case .otherPurpose: finding(.paymentForOtherPurpose, .error)
    case .serviceFee: finding(.paymentOfServiceFee, .error)
    }
  }

  static func item(
    _ decision: DecidedItem.Decision, ordinal: Int = 1, findings: [Finding] = [], recipients: [String] = ["integrator"]
  ) -> DecidedItem {
    DecidedItem(
      ordinal: ordinal, senderItemID: nil, businessKey: nil, contentHash: nil, decision: decision, findings: findings,
      recipients: recipients, duration: 3)
  }

  func arrival(channel: String = "integrator") -> AcceptedPackage {
    claims += 1
    return AcceptedPackage(
      channel: channel, originalName: "paket-\(claims).xml", form: .xml, arrivedAt: Self.now, size: 8000,
      hash: Self.hash("package \(claims)"), claim: "claim-\(claims)",
      files: [
        StoredFile(
          name: "submission.xml", size: 7000, hash: Self.hash("file \(claims)"), place: .segment(1, offset: 8192)),
        StoredFile(name: "scan.pdf", size: 1000, hash: Self.hash("scan \(claims)"), place: .object),
      ])
  }

  /// Accepts one package for each list of items and registers them all in one transaction.
  func process(
    _ packages: [[DecidedItem]], at instant: Instant = now, on day: LocalDay = today, channel: String = "integrator",
    evidence: PaymentEvidence? = nil
  ) throws -> [Registration] {
    let arrivals = packages.map { _ in arrival(channel: channel) }
    return try store.commit { transaction in
      let records = try transaction.accept(arrivals, openedAtOnce: true)
      return try transaction.register(
        zip(records, packages).map { DecidedPackage(package: $0, kind: .submission, items: $1) }, at: instant, on: day,
        precedents: Self.precedents, evidence: evidence)
    }
  }

  /// Decides waiting items anew, in accept order.
  func decideAnew(
    _ drafts: [(Registration, RegisterEntryDraft)], at instant: Instant, evidence: PaymentEvidence?
  ) throws -> [Registration] {
    let packages = try drafts.map { registration, draft in
      let page = try store.queries.item(ItemReference(registration.outcome.package, 1))
      guard let page else { preconditionFailure("a package that was decided is there") }
      return DecidedPackage(package: page.package, kind: .submission, items: [Self.item(draft)])
    }
    return try store.commit {
      try $0.register(packages, at: instant, on: Self.today, precedents: Self.precedents, evidence: evidence)
    }
  }

  /// An account of the treasury.
  static let account = "AZ21NABZ00000000137010001944"

  /// Takes in a statement of the account with these movements.
  func record(_ movements: [LedgerMovement], at instant: Instant = now) throws -> StatementOutcome {
    try #require(try record(movements, at: instant, isAccepted: true))
  }

  /// - Parameter isAccepted: What its end says of it.
  func record(
    _ movements: [LedgerMovement], at instant: Instant = now, isAccepted: Bool
  ) throws -> StatementOutcome? {
    let arrival = arrival(channel: "treasury")
    return try store.commit { transaction in
      let package = try transaction.accept([arrival], openedAtOnce: true)[0]
      return try transaction.record(
        Self.message(of: movements, isAccepted: isAccepted), of: package.id, at: instant
      ).outcome
    }
  }

  /// A bank's message with one statement of these movements.
  static func message(of movements: [LedgerMovement], isAccepted: Bool = true) -> LedgerMessage {
    LedgerMessage(signer: "bank") { body in
      try body(
        .statement(LedgerStatement(kind: .statement, account: account, messageID: "M", identification: "S")))
      for movement in movements { try body(.movement(movement)) }
      return LedgerMessage.Judgement(isAccepted: isAccepted, findings: [])
    }
  }

  func process(_ drafts: RegisterEntryDraft..., on day: LocalDay = today) throws -> [Registration] {
    try process(drafts.map { [Self.item($0)] }, on: day)
  }

  /// Renders and delivers everything that the registrations promised.
  func deliver(_ registrations: [Registration]) throws {
    let intents = registrations.flatMap(\.intents)
    try store.commit { try $0.fixNotices(intents.map(Self.rendered)) }
    try store.commit { try $0.markDelivered(intents.map(\.id), at: Self.now) }
  }

  static func rendered(_ intent: NoticeIntent) -> StoredNotice {
    let octets = Array("notice \(intent.id.value) \(intent.kind.rawValue)".utf8)
    return StoredNotice(
      intent: intent.id, fileName: "\(intent.id.value).xml", hash: digest(octets),
      place: PackedOctets(segment: 1, offset: 100 * intent.id.value, size: Int64(octets.count)))
  }

  /// SQL as an intruder or a bug would run it, past the store.
  func intrude(_ sql: String, at path: String? = nil, foreignKeys: Bool = true) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = foreignKeys
    try DatabaseQueue(path: path ?? self.path, configuration: configuration).write { try $0.execute(sql: sql) }
  }
}

extension [Registration] {
  var states: [ItemState] { map(\.outcome.state) }
  var numbers: [String?] { map { $0.outcome.entry?.number.description } }
}
