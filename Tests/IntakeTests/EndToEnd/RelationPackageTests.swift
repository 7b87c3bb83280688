import Filing
import FilingStore
import Testing

@testable import Intake

/// What a filing is to an earlier one, from the package to the receipt.
@Suite("Relations between filings")
struct RelationPackageTests {
  private let court: CirculationFixture

  init() throws { court = try CirculationFixture() }

  private func claim(_ messageID: String, _ kind: String, _ number: String) -> String {
    court.claim(messageID).replacing(
      "<Participants>", with: "<Relation kind=\"\(kind)\">\(number)</Relation><Participants>", maxReplacements: 1)
  }

  @Test("a filing is withdrawn by its filer, once, and both say so")
  func withdrawal() async throws {
    let first = try await court.submit(court.claim("m-1"), by: court.aysel)
    let number = try #require(first.entry?.number.description)
    let withdrawal = try await court.submit(claim("m-2", "withdraws", number), by: court.aysel)
    #expect(withdrawal.state == .registered, "\(withdrawal.findings)")
    let notices = try court.intake.notices(for: "integrators")
    let told = try #require(notices.first { $0.contains("<Relation kind=\"withdraws\">\(number)</Relation>") })
    #expect(told.contains("\nWithdraws: \(number)\n") && told.contains("\nGeri götürür: \(number)\n"))
    let again = try await court.submit(claim("m-3", "withdraws", number), by: court.aysel)
    #expect(again.state == .rejected && again.findings.map(\.code) == [.relatedEntryWithdrawn])
    let finding = try #require(again.findings.first)
    #expect(finding.text(in: .english).cause == "\(number) was withdrawn by \(try #require(withdrawal.entry?.number)).")
  }

  @Test("a number that is none, and a kind that is none, are refused by the schema")
  func malformed() async throws {
    for (kind, number) in [("withdraws", "50/2026/1"), ("undoes", "050/2026/000001")] {
      let outcome = try await court.submit(claim("m-\(kind)", kind, number), by: court.aysel)
      #expect(outcome.state == .rejected)
      #expect(outcome.findings.contains { $0.location?.path?.contains("Relation") == true }, "\(outcome.findings)")
    }
  }
}
