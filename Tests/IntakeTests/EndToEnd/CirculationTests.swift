import Filing
import FilingStore
import Foundation
import Testing
import XMLSignature

@testable import Intake

/// Documents both ways, from files alone.
@Suite("Circulation through cabinets")
struct CirculationTests {
  private let court: CirculationFixture

  init() throws { court = try CirculationFixture() }

  @Test("What was placed is found again when settings have become narrower since")
  func narrowerSettings() async throws {
    let cabinet = try await court.openCabinet()
    try await court.serve()
    let notice = try #require(try court.names(in: "new", of: cabinet).first { $0.hasSuffix("-served.xml") })
    let folder = NoticePage.documentsFolder(beside: notice)
    try FileManager.default.removeItem(atPath: "\(court.intake.folder)/outbox/\(cabinet.recipient)/new/\(folder)")
    var parsing = ParsingLimits()
    parsing.nodes = 10
    let desk = try court.intake.desk(at: court.arrival, with: court.configuration(parsing: parsing))
    _ = try desk.reissue(try #require(NoticePage.intent(named: notice)))
    #expect(try court.names(in: "new/\(folder)", of: cabinet) == ["qərardad.pdf"])
  }

  @Test("request, cabinet, filing, registered, dispatch, placed, noticed, opened, taken")
  func wholeWay() async throws {
    let cabinet = try await court.openCabinet()
    let filing = try await court.submit(court.claim("m-1"), by: court.aysel)
    #expect(filing.state == .registered, "\(filing.findings)")
    let dispatch = try await court.serve()
    #expect(dispatch.openBy.description == "2026-05-14" && dispatch.caseNumber == CirculationFixture.caseNumber)
    #expect(try court.evidence(of: dispatch) == [[.placed, .told]])
    let names = try court.names(in: "new", of: cabinet)
    let notice = try #require(names.first { $0.hasSuffix("-served.xml") })
    let folder = NoticePage.documentsFolder(beside: notice)
    let outbox = "\(court.intake.folder)/outbox/\(cabinet.recipient)"
    let document = try Data(contentsOf: URL(filePath: "\(outbox)/new/\(folder)/qərardad.pdf"))
    #expect(Array(document) == SignedContainer.document)
    let queries = court.intake.store.queries
    #expect(try queries.unread(in: cabinet.id, limit: 10).count == 3)

    try court.open(.served, in: cabinet)
    try await court.run(days: 1)
    #expect(try court.evidence(of: dispatch) == [[.placed, .told, .opened]])
    #expect(try queries.unread(in: cabinet.id, limit: 10).map(\.kind) == [.submission, .cabinetRequest])
    try Data().write(to: URL(filePath: "\(outbox)/ack/\(folder)"))
    try await court.run(days: 2)
    #expect(try court.evidence(of: dispatch) == [[.placed, .told, .opened, .downloaded]])
    #expect(try !court.names(in: "new", of: cabinet).contains(folder))
    #expect(try court.names(in: "ack", of: cabinet).isEmpty)
    // Sent again, the notice brings its documents along.
    let intent = try #require(NoticePage.intent(named: notice))
    _ = try court.intake.desk(
      at: court.arrival.advanced(byMilliseconds: 2 * CirculationFixture.day), with: court.configuration()
    ).reissue(intent)
    #expect(try court.names(in: "new/\(folder)", of: cabinet) == ["qərardad.pdf"])

    // When the term is over, the court is told once that all were reached.
    try await court.run(days: 11)
    try await court.run(days: 12)
    let reports = try court.intake.notices(for: "court-050").filter { $0.contains("kind=\"circulated\"") }
    #expect(reports.count == 1 && reports[0].contains("Not reached (0 / 1)"))
    // Notices lie in the order of what they tell of: the report comes after the term.
    let folderOfCourt = "\(court.intake.folder)/outbox/court-050/new"
    let ofCourt = try FileManager.default.contentsOfDirectory(atPath: folderOfCourt).sorted()
    #expect(ofCourt.last?.hasPrefix("20260515T") == true && ofCourt.last?.hasSuffix("-circulated.xml") == true)
    let placed = try queries.placements(in: cabinet.id, limit: 10)
    #expect(placed.map(\.kind) == [.dispatch, .submission, .cabinetRequest])
    // Every notice of the whole way proves itself, and all stand in one log.
    let proofs = try court.proofs()
    #expect(Set(proofs.map(\.kind)).isSuperset(of: [.recorded, .registered, .served, .circulated]))
    for proof in proofs {
      let examination = ReceiptExamination(of: proof, seal: try await court.noSeal())
      #expect(!examination.isRefuted && examination.statements.filter { $0.standing == .proven }.count == 3)
    }
    #expect(try queries.verifyLog(against: proofs.map(\.head)).faults.isEmpty)
    let told = try #require(proofs.last { $0.kind == .circulated })
    #expect(told.leaves.last?.facts["event"] == "TermEnd")
    let documents = try queries.documents(in: cabinet.id, limit: 10)
    #expect(documents.map(\.document?.name) == ["qərardad.pdf", "iddia.pdf"])
    #expect(documents.map(\.number?.description) == [nil, "050/2026/000001"])
    #expect(try queries.placements(in: cabinet.id, before: placed[0].id, limit: 1) == [placed[1]])
  }

  @Test("who has no cabinet, has closed it, or does not open in time is evidence, and named to the court")
  func failures() async throws {
    let cabinet = try await court.openCabinet()
    _ = try await court.submit(court.request("o-1", "<Open/>", fin: "6TEST02"), by: court.orxan)
    _ = try await court.submit(court.request("o-2", "<Close/>", fin: "6TEST02"), by: court.orxan)
    let outcome = try await court.submit(
      court.dispatch("d-1", to: ["5TEST01", "6TEST02", "8TEST04", "5TEST01"]), by: court.seal, into: "court-050")
    #expect(
      outcome.findings.map(\.code) == [.dispatchPlaced, .dispatchAddresseeClosed, .dispatchAddresseeUnknown])
    let dispatch = try #require(try court.intake.store.queries.dispatch(outcome.reference))
    #expect(try court.evidence(of: dispatch) == [[.placed, .told], [.notPlaced], [.notPlaced]])
    try await court.run(days: 10)
    #expect(try court.evidence(of: dispatch)[0] == [.placed, .told])
    try await court.run(days: 11)
    #expect(try court.evidence(of: dispatch)[0] == [.placed, .told, .notOpened])
    let report = try #require(
      try court.intake.notices(for: "court-050").first { $0.contains("kind=\"circulated\"") })
    for reason in ["unread-until-term", "closed-cabinet", "unknown-participant"] { #expect(report.contains(reason)) }
    #expect(report.contains("Not reached (3 / 3)"))
    // Later is evidence too.
    try court.open(.served, in: cabinet)
    try await court.run(days: 12)
    #expect(try court.evidence(of: dispatch)[0] == [.placed, .told, .notOpened, .opened])
  }

  @Test("a notice that cannot be delivered waits with its documents; until the term ends, that is evidence")
  func undelivered() async throws {
    let cabinet = try await court.openCabinet()
    let temporary = "\(court.intake.folder)/outbox/\(cabinet.recipient)/tmp"
    try FileManager.default.removeItem(atPath: temporary)
    try Data().write(to: URL(filePath: temporary))
    let dispatch = try await court.serve()
    #expect(try court.evidence(of: dispatch) == [[.placed]])
    try await court.run(days: 11)
    #expect(try court.evidence(of: dispatch) == [[.placed, .notTold]])
    try FileManager.default.removeItem(atPath: temporary)
    try await court.run(days: 12)
    #expect(try court.evidence(of: dispatch) == [[.placed, .notTold, .told]])
    let names = try court.names(in: "new", of: cabinet)
    #expect(names.count { $0.contains("-served") } == 2, "\(names)")
  }

  @Test("documents that came as files beside the dispatch are placed octet by octet")
  func files() async throws {
    let cabinet = try await court.openCabinet()
    let hash = ContentHash(sha256Of: SignedContainer.document).hexadecimal
    let embedded = "<Content>\(Data(SignedContainer.document).base64EncodedString())</Content>"
    let file = "<File>a.pdf</File><Size>\(SignedContainer.document.count)</Size><SHA256>\(hash)</SHA256>"
    let content = court.dispatch("d-1").replacing(embedded, with: file)
    let inbox = "\(court.intake.folder)/inbox/court-050/package"
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    try Data(SignedContainer.document).write(to: URL(filePath: "\(inbox)/a.pdf"))
    try Data(try court.package(content, by: court.seal)).write(to: URL(filePath: "\(inbox)/submission.xml"))
    let outcome = try #require(try await court.run().lines.first?.outcome)
    #expect(outcome.state == .recorded, "\(outcome.findings)")
    let folder = try #require(try court.names(in: "new", of: cabinet).first { $0.hasSuffix("-served") })
    let path = "\(court.intake.folder)/outbox/\(cabinet.recipient)/new/\(folder)/qərardad.pdf"
    #expect(Array(try Data(contentsOf: URL(filePath: path))) == SignedContainer.document)
  }

  @Test("only the court's seal or its officer sends for it", arguments: [true, false])
  func sender(isOfficer: Bool) async throws {
    try await court.openCabinet()
    let outcome = try await court.submit(
      court.dispatch("d-1"), by: isOfficer ? court.officer : court.orxan, into: "court-050")
    #expect(outcome.state == (isOfficer ? .recorded : .rejected))
    #expect(outcome.findings.map(\.code) == [isOfficer ? .dispatchPlaced : .dispatchNotOfCourt])
  }

  @Test("a dispatch that comes again is placed once")
  func replay() async throws {
    try await court.openCabinet()
    let dispatch = try await court.serve()
    let again = try await court.submit(court.dispatch("d-1"), by: court.seal, into: "court-050")
    #expect(again.state == .recorded && again.findings.map(\.code) == [.requestRepeated])
    let other = try await court.submit(
      court.dispatch("d-1", title: "Qətnamə"), by: court.seal, into: "court-050")
    #expect(other.state == .rejected && other.findings.map(\.code) == [.messageIDUsed])
    #expect(try court.intake.store.queries.dispatches(limit: 10).map(\.id) == [dispatch.id])
  }

  @Test("a holder who wants one notice a day gets one, in one language; what a court serves comes at once all the same")
  func digest() async throws {
    let cabinet = try await court.openCabinet("<Notices>daily</Notices><Language>en</Language>")
    for number in 1...3 { _ = try await court.submit(court.claim("m-\(number)"), by: court.aysel) }
    _ = try await court.serve()
    func notices() throws -> [String] { try court.intake.notices(for: cabinet.recipient) }
    func names() throws -> [String] { try court.names(in: "new", of: cabinet).filter { $0.hasSuffix(".xml") } }
    #expect(try names().count == 2)
    try await court.run(days: 1)
    try await court.run(days: 1)
    #expect(try names().count == 3)
    let name = try #require(try names().first { $0.hasSuffix("-digest.xml") })
    let text = try String(
      contentsOfFile: "\(court.intake.folder)/outbox/\(cabinet.recipient)/new/\(name)", encoding: .utf8)
    // The opening, three filings, and what the court served.
    #expect(text.components(separatedBy: "<Placement ").count == 6)
    #expect(text.contains("5. 4 May 2026") && !text.contains("Your message id"))
    #expect(text.contains("050/2026/000003") && !text.contains("xml:lang=\"az\">Kabinet"))
    try court.open(.digest, in: cabinet)
    try await court.run(days: 1)
    #expect(
      try court.intake.store.queries.unread(in: cabinet.id, limit: 10).map(\.kind) == [.dispatch, .cabinetRequest])
  }

  @Test("an opening is found among more cabinets than one round looks at, and metrics name none of them")
  func manyCabinets() async throws {
    let cabinet = try await court.openCabinet()
    let dispatch = try await court.serve()
    for number in 0...RecipientFolders.cabinetsAtATime {
      try FileManager.default.createDirectory(
        atPath: "\(court.intake.folder)/outbox/cabinet-\(number % 2 == 0 ? "0" : "z")\(number)/ack",
        withIntermediateDirectories: true)
    }
    try court.open(.served, in: cabinet)
    try await court.run(days: 1)
    #expect(try court.evidence(of: dispatch) == [[.placed, .told, .opened]])
    let metrics = try String(contentsOfFile: "\(court.intake.folder)/reports/metrics.prom", encoding: .utf8)
    #expect(metrics.contains("recipient=\"cabinets\"") && !metrics.contains(cabinet.userName))
  }

  @Test("a party's cases are found by their latest filings")
  func cases() async throws {
    try await court.openCabinet()
    for number in 1...3 { _ = try await court.submit(court.claim("m-\(number)"), by: court.aysel) }
    let party = try #require(PartyNumber(key: "FIN:5TEST01"))
    let page = try court.intake.store.queries.cases(of: party, limit: 2)
    #expect(page.map(\.number.description) == ["050/2026/000003", "050/2026/000002"])
    let rest = try court.intake.store.queries.cases(of: party, before: page.last?.entry, limit: 2)
    #expect(rest.map(\.number.description) == ["050/2026/000001"])
  }
}
