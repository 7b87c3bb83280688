import BankStatements
import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// Banks' statements come in as packages, and filings wait for what they say.
@Suite("Statements of banks, and the filings that wait for them")
struct StatementPackageTests {
  private let authority: TestAuthority
  private let filer: TestIdentity
  private let bank: TestIdentity
  private let arrival: Instant
  private static let account = "AZ64CTRB00000000000000001031"
  private static let document = SignedContainer.document

  init() throws {
    authority = try TestAuthority(root: "Test CA")
    filer = try authority.issue([([2, 5, 4, 3], "Aysel"), ([2, 5, 4, 5], "PNOAZ-5TEST01")])
    bank = try authority.issue([([2, 5, 4, 3], "Test Bank")])
    arrival = try #require(Instant(dateTime: "2026-05-04T06:00:00Z"))
  }

  // MARK: Taking statements in

  @Test("a statement that the bank signed is recorded, whichever way it was signed", arguments: [true, false])
  func isRecorded(inContainer: Bool) async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-000123", "70.00")], inContainer: inContainer)
    try intake.drop(octets, as: name, into: "treasury")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .recorded, "\(outcome.findings)")
    #expect(outcome.findings.map(\.code) == [.statementRecorded])
    #expect(
      outcome.findings.first?.arguments.map(\.value) == [Self.account, "1", "0", "1", "70.00"])
    #expect(try intake.store.queries.payments(under: "TX-000123").map(\.open) == [7000])
    let notices = try intake.notices(for: "treasury")
    #expect(notices.count == 1 && notices[0].contains("recorded"))
  }

  @Test("an unsigned statement is refused, whatever its channel")
  func unsigned() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(Self.message([("TX-000123", "70.00")]).utf8), as: "statement.xml", into: "treasury")
    try await expectRefusal(of: intake, [.statementNotProven])
  }

  @Test("one that somebody else signed is refused")
  func signedByAnother() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-000123", "70.00")], by: filer)
    try intake.drop(octets, as: name, into: "treasury")
    try await expectRefusal(of: intake, [.statementNotProven])
  }

  @Test("one that was changed after signing is refused")
  func changed() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-000123", "70.00")], inContainer: false)
    let text = String(decoding: octets, as: UTF8.self).replacingOccurrences(of: ">70.00<", with: ">90.00<")
    try intake.drop(Array(text.utf8), as: name, into: "treasury")
    try await expectRefusal(of: intake, [.statementNotProven])
  }

  @Test("one of an account that the signer does not sign for is refused")
  func otherAccount() async throws {
    let intake = try DemoIntake()
    let other = "AZ37CTRB00000000000000001032"
    let (octets, name) = try await statement([("TX-000123", "70.00")], of: other)
    try intake.drop(octets, as: name, into: "treasury")
    try await expectRefusal(of: intake, [.statementAccountUnknown])
  }

  @Test("one that is cut off inside is refused, and nothing of it is recorded")
  func totalsWrong() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-000123", "70.00")], stated: "2")
    try intake.drop(octets, as: name, into: "treasury")
    try await expectRefusal(of: intake, [.statementMalformed])
  }

  @Test("a channel that does not take statements refuses it")
  func otherChannel() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-000123", "70.00")])
    try intake.drop(octets, as: name)
    try await expectRefusal(of: intake, [.packageKindNotAllowed])
  }

  private func expectRefusal(of intake: DemoIntake, _ codes: [FindingCode]) async throws {
    let outcome = try await only(of: intake)
    #expect(outcome.state == .rejected)
    #expect(Set(outcome.findings.map(\.code)) == Set(codes), "\(outcome.findings)")
    #expect(try intake.store.queries.payments(under: "TX-000123").isEmpty)
  }

  // MARK: Filings that wait

  @Test("a filing whose payment comes after the night is registered with the time of its arrival, and told both")
  func waitsForItsPayment() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await filing("m-1", payments: [("TX-000123", "70.00")]), as: "claim.asice")
    let waiting = try await only(of: intake)
    #expect(waiting.state == .deferred, "\(waiting.findings)")
    #expect(waiting.findings.map(\.code) == [.paymentPending])

    let morning = arrival.advanced(byMilliseconds: 20 * 3_600_000)
    let (octets, name) = try await statement([("TX-000123", "70.00")])
    try intake.drop(octets, as: name, into: "treasury")
    let summary = try await intake.run(at: morning, with: configuration(of: intake))
    #expect(summary.totals[state: .recorded] == 1)
    let outcome = try #require(summary.lines.map(\.outcome).first { $0.state == .registered }, "\(summary.lines)")
    let entry = try #require(try intake.store.queries.item(outcome.reference)?.outcome.entry)
    #expect(entry.receivedAt == arrival && entry.registeredAt == morning)
    #expect(entry.draft.officialFilingDate.description == "2026-05-04")
    let receipt = try #require(try intake.notices(for: "integrators").first { $0.contains("kind=\"registered\"") })
    // 06:00 and 02:00 UTC in Baku.
    #expect(receipt.contains("2026-05-04T10:00:00") && receipt.contains("2026-05-05T06:00:00"))
    #expect(try intake.store.queries.payments(under: "TX-000123").map(\.open) == [0])
  }

  @Test("filings that wait are taken up together, and one by one after a crash", arguments: [false, true])
  func takenUpAgain(afterACrash: Bool) async throws {
    let intake = try DemoIntake()
    for number in 1...3 {
      try intake.drop(
        try await filing("m-\(number)", payments: [("TX-100\(number)", "70.00")]), as: "\(number).asice")
    }
    let waiting = try await intake.run(at: arrival, with: configuration(of: intake))
    #expect(waiting.totals[state: .deferred] == 3)
    if afterACrash {
      _ = try intake.store.commit { try $0.recordAttempt(waiting.lines.map(\.outcome.reference.package)) }
    }
    let (octets, name) = try await statement((1...3).map { ("TX-100\($0)", "70.00") })
    try intake.drop(octets, as: name, into: "treasury")
    let summary = try await intake.run(at: arrival, with: configuration(of: intake))
    #expect(summary.totals[state: .registered] == 3, "\(summary.lines)")
    // In the order in which they were accepted.
    let numbers = summary.lines.compactMap { $0.outcome.entry?.number.description }
    #expect(numbers == ["050/2026/000001", "050/2026/000002", "050/2026/000003"])
  }

  @Test("where the statement came first, a filing is registered at once")
  func statementFirst() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-1001", "40.00"), ("TX-1002", "30.00")])
    try intake.drop(octets, as: name, into: "treasury")
    #expect(try await only(of: intake).state == .recorded)
    try intake.drop(
      try await filing("m-1", payments: [("TX-1001", "40.00"), ("TX-1002", "30.00")]), as: "claim.asice")
    #expect(try await only(of: intake).state == .registered)
  }

  @Test("when the term is over a clerk decides, and may let it pass")
  func clerkDecides() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await filing("m-1", payments: [("TX-000123", "70.00")]), as: "claim.asice")
    #expect(try await only(of: intake).state == .deferred)
    let late = arrival.advanced(byMilliseconds: 6 * 86_400_000)
    let settings = configuration(of: intake)
    let held = try #require(try await intake.run(at: late, with: settings).lines.first?.outcome)
    #expect(held.state == .held && held.findings.map(\.code) == [.paymentNotFound])
    let answer = try await intake.desk(at: late, with: settings).accept(
      held.reference, by: try ClerkStatement(person: "A. Clerk", reason: "The receipt was shown"))
    guard case .done(let outcome) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(outcome.state == .registered)
    #expect(outcome.entry?.draft.disposition == .acceptedByClerk)
    #expect(outcome.findings.map(\.code).contains(.clerkAccepted))
  }

  // MARK: Paying online

  @Test("a filing that pays online is told what to pay, and registered when the portal's bank tells of it")
  func payOnline() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await filing("m-1", payments: [("TX-1001", "30.00")], online: "416973"), as: "claim.asice")
    let (octets, name) = try await statement([("TX-1001", "30.00")])
    try intake.drop(octets, as: name, into: "treasury")
    let first = try await intake.run(at: arrival, with: configuration(of: intake))
    let waiting = try #require(first.lines.map(\.outcome).first { $0.state == .deferred }, "\(first.lines)")
    #expect(waiting.findings.contains { $0.code == .paymentOrdered })
    // Filer and portal are told the same.
    let told = try #require(try intake.notices(for: "integrators").last)
    let portal = try #require(try intake.notices(for: "portal").last)
    let order = try #require(PortalSimulator.order(in: portal))
    #expect(PortalSimulator.order(in: told) == order)
    #expect(told.contains("Filing awaits the payment of its duty") && !told.contains("need do nothing"))
    #expect(order.amount == "40.00" && order.account == Self.account && order.payBy == "2026-05-09")
    let court = try #require(CourtCode("050"))
    #expect(PaymentReference(order.reference) == PaymentReference(court: court, year: 2026, number: 1))

    let later = arrival.advanced(byMilliseconds: 3_600_000)
    let (advice, adviceName) = try await signed(PortalSimulator.advice(of: order), by: bank, inContainer: true)
    try intake.drop(advice, as: adviceName, into: "treasury")
    let second = try await intake.run(at: later, with: configuration(of: intake))
    let outcome = try #require(second.lines.map(\.outcome).first { $0.state == .registered }, "\(second.lines)")
    let entry = try #require(try intake.store.queries.item(outcome.reference)?.outcome.entry)
    #expect(entry.receivedAt == arrival && entry.draft.fee?.paid == Money(minorUnits: 7000))
    #expect(entry.draft.payments.map(\.cardBIN) == [nil, "416973"])
    #expect(try intake.store.queries.payments(under: order.reference).map(\.open) == [0])
  }

  @Test("a malformed BIN that settings let pass stops nothing, and is not recorded")
  func malformedBIN() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await filing("m-1", payments: [], online: "4169"), as: "claim.asice")
    let settings = configuration(of: intake, severities: SeverityPolicy(overrides: [.cardBINMalformed: .warning]))
    let summary = try await intake.run(at: arrival, with: settings)
    #expect(summary.lines.map(\.outcome.state) == [.deferred])
    #expect(
      Set(summary.lines.flatMap(\.outcome.findings).map(\.code)) == [.cardBINMalformed, .paymentOrdered])
  }

  @Test("entries of nothing are passed over")
  func entryOfNothing() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-0000", "0.00"), ("TX-1001", "70.00")])
    try intake.drop(octets, as: name, into: "treasury")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .recorded && outcome.findings.first?.arguments.map(\.value)[1] == "1")
  }

  @Test("an order that nobody pays goes to a clerk when its day is over")
  func orderExpires() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await filing("m-1", payments: [], online: "416973"), as: "claim.asice")
    #expect(try await only(of: intake).state == .deferred)
    let late = arrival.advanced(byMilliseconds: 6 * 86_400_000)
    let held = try await intake.run(at: late, with: configuration(of: intake))
    #expect(held.lines.map(\.outcome.state) == [.held])
    #expect(held.lines.first?.outcome.findings.map(\.code) == [.paymentNotFound])
  }

  @Test("where payments are taken on the filers' word, there are no orders")
  func noOrders() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await filing("m-1", payments: [], online: "416973"), as: "claim.asice")
    var settings = configuration(of: intake)
    settings.treasury = Treasury()
    let summary = try await intake.run(at: arrival, with: settings)
    #expect(summary.lines.first?.outcome.state == .rejected)
    #expect(summary.lines.first?.outcome.findings.map(\.code) == [.paymentOnlineUnavailable])
  }

  // MARK: Suggesting

  @Test("what a filing with a wrong number may have been paid with is shown to a person, the likeliest first")
  func suggestions() async throws {
    let intake = try DemoIntake()
    let payer =
      "<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>A</Nm><Id><PrvtId><Othr><Id>5TEST01</Id></Othr></PrvtId></Id></Pty></Dbtr></RltdPties></TxDtls></NtryDtls>"
    let message = Self.message([("TX-1", "70.00"), ("TX-2", "70.00"), ("TX-3", "71.00")])
      .replacing("<AcctSvcrRef>TX-2</AcctSvcrRef>", with: "<AcctSvcrRef>TX-2</AcctSvcrRef>\(payer)")
    let (octets, name) = try await signed(message, by: bank, inContainer: true)
    try intake.drop(octets, as: name, into: "treasury")
    try intake.drop(try await filing("m-1", payments: [("TX-9", "70.00"), ("TX-3", "71.00")]), as: "claim.asice")
    let summary = try await intake.run(at: arrival, with: configuration(of: intake))
    let queries = intake.store.queries
    let waiting = try #require(summary.lines.map(\.outcome).first { $0.state == .deferred }, "\(summary.lines)")
    let page = try #require(try queries.item(waiting.reference))
    let claims = try #require(try PaymentSuggestions(for: page, in: intake.root, queries: queries)).claims
    #expect(claims.map(\.reference) == ["TX-9", "TX-3"])
    #expect(claims[0].found.isEmpty && claims[0].suggestions.map(\.payment.references) == [["TX-2"], ["TX-1"]])
    #expect(claims[0].suggestions.map(\.isOfSamePayer) == [true, false])
    #expect(claims[1].found.map(\.references) == [["TX-3"]] && claims[1].suggestions.isEmpty)
    let statement = try #require(summary.lines.map(\.outcome).first { $0.state == .recorded })
    #expect(
      try PaymentSuggestions(for: #require(try queries.item(statement.reference)), in: intake.root, queries: queries)
        == nil)
  }

  // MARK: Payment portals

  private static let records = PortalLayout(
    name: "portal", delimiter: ";", decimalMark: ",", datePattern: "dd.MM.yyyy", account: account, currency: "AZN",
    columns: [.servicerReference: "Əməliyyat №", .amount: "Məbləğ", .bookingDay: "Tarix", .status: "Status"],
    statuses: ["Uğurlu": "BOOK", "Gözləyir": "PDNG"])

  private func table(_ text: String) async throws -> [UInt8] {
    let file = DetachedFile(name: "ödənişlər.csv", source: ByteSource(Array(text.utf8)), mediaType: "text/csv")
    return try await container(of: [file], by: bank)
  }

  @Test("a portal's records prove payments as a bank's statement does")
  func portalRecords() async throws {
    let intake = try DemoIntake()
    let records =
      "Tarix;Əməliyyat №;Məbləğ;Status\n03.05.2026;TX-1001;70,00;Uğurlu\n03.05.2026;TX-1002;70,00;Gözləyir\n"
    try intake.drop(try await table(records), as: "records.asice", into: "treasury")
    try intake.drop(try await filing("m-1", payments: [("TX-1001", "70.00")]), as: "a.asice")
    try intake.drop(try await filing("m-2", payments: [("TX-1002", "70.00")]), as: "b.asice")
    let summary = try await intake.run(at: arrival, with: configuration(of: intake, records: Self.records))
    #expect(summary.lines.map(\.outcome.state) == [.recorded, .registered, .deferred], "\(summary.lines)")
    #expect(try intake.store.queries.payments(under: "TX-1001").map(\.allocated) == [7000])
    // It comes again with what was still pending.
    try intake.drop(
      try await table(records.replacing("Gözləyir", with: "Uğurlu")), as: "again.asice", into: "treasury")
    let again = try await intake.run(at: arrival, with: configuration(of: intake, records: Self.records))
    #expect(again.lines.map(\.outcome.state) == [.recorded, .registered], "\(again.lines)")
  }

  @Test("an account is kept by a bank's messages or by a portal's table")
  func oneFormForAnAccount() async throws {
    let intake = try DemoIntake()
    let (message, _) = try await statement([("TX-1001", "70.00")])
    try intake.drop(message, as: "message.asice", into: "treasury")
    let records = configuration(of: intake, records: Self.records)
    let refused = try await intake.run(at: arrival, with: records)
    #expect(refused.lines.flatMap(\.outcome.findings).map(\.code) == [.statementFormUnexpected])
    let text = "Tarix;Əməliyyat №;Məbləğ\n03.05.2026;TX-1001;70,00\n"
    try intake.drop(try await table(text), as: "table.asice", into: "treasury")
    let unknown = try await intake.run(at: arrival, with: records)
    #expect(unknown.lines.flatMap(\.outcome.findings).map(\.code) == [.statementLayoutUnknown])
    #expect(try intake.store.queries.payments(under: "TX-1001").isEmpty)
  }

  @Test("a table that may be of either of two accounts is nobody's")
  func tableOfTwoAccounts() async throws {
    let intake = try DemoIntake()
    var settings = configuration(of: intake, records: Self.records)
    var other = Self.records
    other.account = "AZ68CTRB00000000000000002026"
    settings.treasury.accounts.append(
      Treasury.Account(
        number: "AZ68CTRB00000000000000002026", certificates: [ContentHash(sha256Of: bank.record.encoded)],
        courts: [], records: other))
    let text = "Tarix;Əməliyyat №;Məbləğ;Status\n03.05.2026;TX-1001;70,00;Uğurlu\n"
    try intake.drop(try await table(text), as: "table.asice", into: "treasury")
    let summary = try await intake.run(at: arrival, with: settings)
    #expect(summary.lines.flatMap(\.outcome.findings).map(\.code) == [.statementLayoutUnknown])
    #expect(try intake.store.queries.payments(under: "TX-1001").isEmpty)
  }

  // MARK: Reconciling

  @Test("the day's duties and payments agree to the qəpik")
  func reconciliation() async throws {
    let intake = try DemoIntake()
    let (octets, name) = try await statement([("TX-1001", "70.00"), ("TX-1002", "80.50"), ("TX-1003", "20.00")])
    try intake.drop(octets, as: name, into: "treasury")
    try intake.drop(try await filing("m-1", payments: [("TX-1001", "70.00")]), as: "a.asice")
    try intake.drop(try await filing("m-2", payments: [("TX-1002", "80.50")]), as: "b.asice")
    let summary = try await intake.run(at: arrival, with: configuration(of: intake))
    #expect(summary.totals[state: .registered] == 2, "\(summary.lines)")
    let day = try #require(LocalDay("2026-05-04"))
    let account = try ReconciliationAccount(
      from: try #require(LocalDay("2026-05-01")), to: day, queries: intake.store.queries)
    #expect(account.addsUp)
    let total = account.total
    #expect(total.before == 0 && total.flow.booked == 17_050 && total.flow.allocated == 14_000)
    #expect(total.flow.refundable == 1050 && total.after == 2000)
    #expect(account.duties.assessed == 14_000 && account.duties.stated == 15_050 && account.duties.entries == 2)
    #expect(account.days.map(\.day.description).last == "2026-05-04" && account.days.count == 4)
    #expect(
      account.table.split(separator: "\r\n").dropFirst() == [
        "2026-05-04,\(Self.account),,,,,170.50,0.00,140.00,10.50",
        "2026-05-04,,050,2,140.00,150.50,,,140.00,10.50",
      ])
    for language in [ReportLanguage.english, .azerbaijani] {
      let page = SheetPage(of: Sheet(of: account, in: language)).text
      #expect(page.contains("170.50") && page.contains("10.50") && page.contains(Self.account))
    }
    // The day after, what lay open is carried over.
    let next = try ReconciliationAccount(
      from: try #require(LocalDay("2026-05-05")), to: try #require(LocalDay("2026-05-05")),
      queries: intake.store.queries)
    #expect(next.addsUp && next.total.before == 2000 && next.total.after == 2000)
  }

  // MARK: Making them

  private func only(of intake: DemoIntake) async throws -> RunSummary.Outcome {
    let summary = try await intake.run(at: arrival, with: configuration(of: intake))
    try #require(summary.lines.count == 1, "\(summary)")
    return summary.lines[0].outcome
  }

  private func configuration(
    of intake: DemoIntake, severities: SeverityPolicy = SeverityPolicy(), records: PortalLayout? = nil
  ) -> IntakeConfiguration {
    var treasury = Treasury()
    treasury.evidence = .statement
    treasury.portal = "portal"
    treasury.accounts = [
      Treasury.Account(
        number: Self.account, certificates: [ContentHash(sha256Of: bank.record.encoded)], courts: [], records: records)
    ]
    return SignedContainer.configuration(
      of: intake.configuration, trusting: authority,
      channels: [ChannelPolicy(name: "integrators"), ChannelPolicy(name: "treasury", kinds: [.statement])],
      treasury: treasury, severities: severities)
  }

  private func filing(
    _ messageID: String, payments: [(String, String)], online cardBIN: String? = nil
  ) async throws -> [UInt8] {
    try await container(
      of: [
        DetachedFile(
          name: "submission.xml", source: ByteSource(Array(Self.submission(messageID, payments, cardBIN).utf8)),
          mediaType: "application/xml"),
        DetachedFile(name: "iddia.pdf", source: ByteSource(Self.document), mediaType: "application/pdf"),
      ], by: filer)
  }

  private func statement(
    _ payments: [(String, String)], of account: String = account, stated: String? = nil,
    by signer: TestIdentity? = nil, inContainer: Bool = true
  ) async throws -> (octets: [UInt8], name: String) {
    try await signed(
      Self.message(payments, of: account, stated: stated), by: signer ?? bank, inContainer: inContainer)
  }

  private func signed(
    _ text: String, by signer: TestIdentity, inContainer: Bool
  ) async throws -> (octets: [UInt8], name: String) {
    let message = Array(text.utf8)
    if inContainer {
      let file = DetachedFile(name: "statement.xml", source: ByteSource(message), mediaType: "application/xml")
      return (try await container(of: [file], by: signer), "statement.asice")
    }
    let signed = try await XAdESSigner(try SignedContainer.identity(of: signer)).sign(
      message, .enveloped, claiming: SignatureClaims(signingTime: signingTime)
    ).get()
    return (signed.octets, "statement.xml")
  }

  private var signingTime: Date { Date(timeIntervalSince1970: Double(arrival.milliseconds) / 1000 - 3600) }

  private func container(of files: [DetachedFile], by signer: TestIdentity) async throws -> [UInt8] {
    try await SignedContainer.of(files, by: signer, at: signingTime)
  }

  /// - Parameter stated: How many entries it claims to have; the right number unless told otherwise.
  private static func message(
    _ payments: [(String, String)], of account: String = account, stated: String? = nil
  ) -> String {
    let entries = payments.map { reference, amount in
      """
      <Ntry><Amt Ccy="AZN">\(amount)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
      <BookgDt><Dt>2026-05-03</Dt></BookgDt><AcctSvcrRef>\(reference)</AcctSvcrRef></Ntry>
      """
    }.joined(separator: "\n")
    return """
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.13"><BkToCstmrStmt>
      <GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-05-04T02:00:00+04:00</CreDtTm></GrpHdr>
      <Stmt><Id>S-1</Id><CreDtTm>2026-05-04T02:00:00+04:00</CreDtTm>
      <Acct><Id><IBAN>\(account)</IBAN></Id><Ccy>AZN</Ccy></Acct>
      <TxsSummry><TtlNtries><NbOfNtries>\(stated ?? String(payments.count))</NbOfNtries></TtlNtries></TxsSummry>
      \(entries)
      </Stmt></BkToCstmrStmt></Document>
      """
  }

  private static func submission(
    _ messageID: String, _ payments: [(String, String)], _ cardBIN: String?
  ) -> String {
    let online = cardBIN.map { "<PayOnline><CardBIN>\($0)</CardBIN></PayOnline>" } ?? ""
    let paid = payments.map { reference, amount in
      """
      <Payment><Channel>bank</Channel><OperationNumber>\(reference)</OperationNumber>
      <Amount currency="AZN">\(amount)</Amount><PaidOn>2026-05-03</PaidOn></Payment>
      """
    }.joined(separator: "\n")
    return """
      <SubmissionPackage xmlns="urn:court-intake:submission:1">
        <Submission Id="filing">
          <MessageId>\(messageID)</MessageId>
          <Destination><Court>050</Court></Destination>
          <Case><New/></Case>
          <Procedure>civil</Procedure>
          <DocumentType>statement-of-claim</DocumentType>
          <Participants>
            <Participant Id="p1"><Role>claimant</Role>
              <Person><FIN>5TEST01</FIN><Surname>Nümunəyeva</Surname><GivenName>Aysel</GivenName></Person>
            </Participant>
          </Participants>
          <Filer participant="p1"/>
          <ClaimValue currency="AZN">5000.00</ClaimValue>
          <LeadDocument>
            <Name>iddia.pdf</Name><MediaType>application/pdf</MediaType><File>iddia.pdf</File>
            <Size>\(document.count)</Size><SHA256>\(ContentHash(sha256Of: document).hexadecimal)</SHA256>
          </LeadDocument>
          <Fee><Act>valued-claim</Act><Amount currency="AZN">70.00</Amount>\(paid)\(online)</Fee>
        </Submission>
      </SubmissionPackage>
      """
  }
}
