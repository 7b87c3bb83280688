import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// Who may be shown a document: by the settings when it is registered, and by a clerk's word afterwards.
@Suite("Access to documents")
struct DocumentAccessTests {
  private let court: CirculationFixture
  private let number: RegistrationNumber

  init() throws {
    court = try CirculationFixture()
    number = try #require(RegistrationNumber("050/2026/000001"))
  }

  /// Aysel files a claim, whose documents are for the court alone.
  private func file() async throws -> Cabinet {
    let cabinet = try await court.openCabinet()
    let configuration = try court.configuration(documentAccess: ["statement-of-claim": .court])
    try court.intake.drop(try court.package(court.claim("m-1"), by: court.aysel), as: "claim.xml", into: "integrators")
    let summary = try await court.intake.run(at: court.arrival, with: configuration)
    try #require(summary.lines.map(\.outcome.state) == [.registered])
    return cabinet
  }

  private func open(_ access: DocumentAccess) async throws {
    let value = try CorrectedValue(access.rawValue, at: EntryPlace(.documentAccess, part: 0))
    let statement = try ClerkStatement(person: "Həsənova A.", reason: "məhkəmənin qərarı")
    let desk = try court.intake.desk(at: court.arrival, with: court.configuration())
    guard case .done = try await desk.correct(number, to: value, by: statement) else {
      Issue.record("not changed")
      return
    }
  }

  /// What a dispatch of the claim's own document comes to.
  private func serve(_ messageID: String) async throws -> [FindingCode] {
    let contents = court.claim("m-1").split(separator: "<Content>")[1].split(separator: "</Content>")[0]
    let dispatch = court.dispatch(messageID)
      .replacing(Data(SignedContainer.document).base64EncodedString(), with: String(contents))
    return try await court.submit(dispatch, by: court.seal, into: "court-050").findings.map(\.code)
  }

  @Test("a cabinet says that there is a document that is not for parties, and not which, until a clerk opens it")
  func cabinets() async throws {
    let cabinet = try await file()
    let queries = court.intake.store.queries
    let entry = try #require(try queries.entry(numbered: number))
    #expect(entry.draft.documents.map(\.access) == [.court])
    #expect(String(decoding: entry.canonicalOctets, as: UTF8.self).contains("\ndocument.access 5 court\n"))
    func documents() throws -> [RegisterQueries.CabinetDocument] { try queries.documents(in: cabinet.id, limit: 9) }
    #expect(try documents().map(\.access) == [.court] && documents().map(\.document) == [nil])
    try await open(.parties)
    #expect(try documents().map(\.document?.name) == ["iddia.pdf"])
    try await open(.sealed)
    #expect(try documents().map(\.access) == [.sealed] && documents().map(\.document) == [nil])
    #expect(try queries.verifyLog().faults.isEmpty && queries.rowFaults().isEmpty)
    #expect(try queries.entry(numbered: number) == entry)
  }

  @Test("a court cannot serve a document that is not for parties, and is told why")
  func dispatches() async throws {
    _ = try await file()
    #expect(try await serve("d-1") == [.dispatchDocumentRestricted])
    try await open(.parties)
    #expect(try await serve("d-2") == [.dispatchPlaced])
    try await open(.sealed)
    #expect(try await serve("d-3") == [.dispatchDocumentRestricted])
  }
}
