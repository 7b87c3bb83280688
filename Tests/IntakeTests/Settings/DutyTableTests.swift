import Filing
import Foundation
import TestSupport
import Testing

@testable import Intake

/// The tariffs that are shipped against duties that another program computed from the text of the law.
@Suite struct DutyTableTests {
  private static let golden = GoldenFolder("Duties")
  private static let file = "assessments.tsv"

  /// One line of the table: a question, and the answer that is expected.
  struct Row: Sendable, CustomTestStringConvertible {
    let fields: [String]

    var question: [String] { Array(fields.prefix(6)) }
    var answer: [String] { Array(fields.dropFirst(6)) }
    var testDescription: String { question.joined(separator: " ") }

    func field(_ index: Int) -> String? { fields[index] == "-" ? nil : fields[index] }
  }

  private static let rows: [Row] = {
    guard let text = try? golden.text(of: file) else { return [] }
    return text.split(separator: "\n").dropFirst().map { line in
      Row(fields: line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }
  }()

  @Test func theTableCoversTheLaw() {
    #expect(Self.rows.count > 300)
    let articles = Set(Self.rows.filter { $0.answer[0] != "none" }.flatMap { $0.answer[2].split(separator: " ") })
    #expect(
      articles == ["8.1.1", "8.1.2", "8.1.3", "8.1.4", "8.1.5", "8.1.6", "8.2", "8.3", "8.4.1", "8.6"])
  }

  @Test(arguments: rows) func theDutyIsThatOfTheLaw(row: Row) throws {
    let claims = row.fields[2].split(separator: " ").map { claim in
      let parts = claim.split(separator: "=")
      return DutyClaim(act: String(parts[0]), value: parts.count > 1 ? Money(decimal: parts[1]) : nil)
    }
    let outcome = TariffSchedule.shipped.assess(
      claims, filer: ["person": .person, "organisation": .organisation][row.fields[1]],
      on: try #require(LocalDay(row.fields[0])), discountGround: row.field(3), exemptionGround: row.field(4))
    #expect(Self.answer(outcome, paid: row.field(5).flatMap { Money(decimal: $0) }) == row.answer)
  }

  /// As the other program writes it.
  private static func answer(_ outcome: Result<FilingDuty, DutyObstacles>, paid: Money?) -> [String] {
    switch outcome {
    case .success(let duty):
      let balance = paid.map { paid in
        switch DutyBalance(due: duty.due, paid: paid) {
        case .short(let missing): "short \(missing.decimal)"
        case .exact: "exact 0.00"
        case .refundable(let surplus): "refundable \(surplus.decimal)"
        }
      }
      return [
        duty.duty.decimal, duty.due.decimal, duty.parts.map(\.article).joined(separator: " "), balance ?? "-",
      ]
    case .failure(let obstacles):
      let reasons = obstacles.all.map { obstacle in
        switch obstacle {
        case .rateUnknown(let act, _): "\(act):rate-unknown"
        case .claimValueMissing(let act): "\(act):value-missing"
        case .naturalPersonsOnly(let act, _): "\(act):natural-persons-only"
        }
      }
      return ["none", "none", reasons.joined(separator: " "), "-"]
    }
  }

  @Test(.enabled(if: PythonOracle.missing == nil, "\(PythonOracle.missing ?? "")"))
  func theTableIsWhatTheOtherProgramComputes() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "duties-\(UUID().uuidString).tsv")
    defer { try? FileManager.default.removeItem(at: output) }
    try PythonOracle.run("duty_oracle.py", [output.path])
    let text = try String(decoding: Data(contentsOf: output), as: UTF8.self)
    #expect(try Self.golden.difference(of: text, from: Self.file) == nil)
  }
}
