import Foundation
import TestSupport
import Testing

/// `assess`, as a lawyer and an integrator ask it.
@Suite struct AssessCommandTests {
  private let golden = GoldenFolder("Duties")

  private static func assess(_ arguments: [String]) throws -> Program.Result {
    try Program().run(["assess"] + arguments)
  }

  private static let asALawyer: [(name: String, arguments: [String])] = [
    ("claim", ["--document", "statement-of-claim", "--claim-value", "12345.67"]),
    ("appeal", ["--document", "appeal", "--claim-value", "12345.67"]),
    ("court-order", ["--document", "court-order-application", "--claim-value", "12345.67"]),
    (
      "counterclaim",
      [
        "--document", "counterclaim", "--claim-value", "5000", "--claim", "valued-claim=7345.67", "--claim",
        "non-valued-claim", "--filer", "person", "--discount", "first-electronic-claim", "--paid", "300",
      ]
    ),
    ("exempt", ["--act", "dwelling-claim", "--exemption", "alimony", "--paid", "10"]),
    ("before", ["--act", "valued-claim", "--claim-value", "500.01", "--on", "2021-07-31"]),
  ]

  @Test(arguments: asALawyer.map(\.name)) func whatAPersonReads(name: String) throws {
    let arguments = try #require(Self.asALawyer.first { $0.name == name }?.arguments)
    let day = arguments.contains("--on") ? [] : ["--on", "2026-05-04"]
    for language in ["az", "en"] {
      let result = try Self.assess(arguments + day + ["--language", language])
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      #expect(try golden.difference(of: result.output, from: "\(name).\(language).txt") == nil)
    }
  }

  @Test func aProgramReadsExactDecimals() throws {
    let result = try Self.assess(
      ["--document", "appeal", "--claim-value", "12345.67", "--on", "2026-05-04", "--paid", "60", "--json"])
    #expect(result.exitCode == 0)
    #expect(try golden.difference(of: result.output, from: "appeal.json") == nil)
    let object = try present(result.objects.first)
    #expect(object["due"] as? String == "63.52")
    #expect(object["balance"] as? [String: String] == ["state": "short", "difference": "3.52"])
    let part = try present((object["parts"] as? [[String: Any]])?.first)
    let steps = try present(part["steps"] as? [[String: Any]])
    #expect(steps.map { $0["article"] as? String } == ["8.1.3", "8.6"])
    #expect(steps.map { $0["exact"] as? String } == ["127.03701", "63.52"])
  }

  /// A program finds the same keys whether a duty is told or not.
  @Test func withoutARateItEndsWithOneAndNeverWithZeroManat() throws {
    let told = try present(Self.assess(["--act", "court-order", "--json"]).objects.first)
    for arguments in [
      ["--act", "interim-measure"], ["--document", "third-party-joinder"],
      ["--act", "court-order", "--on", "2012-12-31"],
      ["--act", "dwelling-claim", "--filer", "organisation"],
    ] {
      let result = try Self.assess(arguments + ["--json"])
      #expect(result.exitCode == 1 && result.errors.isEmpty)
      let object = try present(result.objects.first)
      #expect(object.keys.sorted() == told.keys.sorted())
      #expect(object["due"] is NSNull && (object["findings"] as? [Any])?.count == 1)
      let text = try Self.assess(arguments)
      #expect(text.exitCode == 1 && text.output.hasPrefix("FEE_ACT_") && !text.output.contains("0.00"))
    }
  }

  @Test(
    arguments: [
      ([], "--act"), (["--act", "valued-clam"], "Did you mean valued-claim?"),
      (["--act", "x"], "There are: valued-claim"),
      (["--act", "counterclaim"], "--document counterclaim"), (["--document", "apeal"], "Did you mean appeal?"),
      (["--document", "evidence"], "There are: statement-of-claim"),
      (["--act", "court-order", "--document", "appeal"], "not both"),
      (["--claim-value", "5", "--claim", "valued-claim=5"], "act=amount"),
      (["--act", "valued-claim"], "--claim-value AMOUNT"),
      (["--claim", "valued-claim"], "--claim valued-claim=AMOUNT"),
      (["--document", "counterclaim"], "--act dwelling-claim or --act non-valued-claim"),
      (["--act", "valued-claim", "--claim-value", "12,5"], "such as 12345.67"),
      (["--claim", "valued-claim=-5"], "such as 12345.67"), (["--act", "court-order", "--on", "today"], "2026-05-04"),
      (["--act", "court-order", "--filer", "company"], "organisation"),
      (["--act", "court-order", "--exemption", "alimny"], "Did you mean alimony?"),
      (["--act", "court-order", "--discount", "frist-electronic-claim"], "Did you mean first-electronic-claim?"),
    ] as [([String], String)])
  func aBadQuestionIsToldWhatIsKnown(arguments: [String], words: String) throws {
    let result = try Self.assess(arguments)
    #expect(result.exitCode == 64 && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func theTariffsOfARootHoldWhereItIsNamed() throws {
    let root = try ProgramRoot()
    let file = URL(filePath: "\(root.path)/tariffs/2021-08.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(
      text.replacing("article: \"8.2\"\n    amount: \"100\"", with: "article: \"8.2\"\n    amount: \"111\"").utf8
    )
    .write(to: file)
    let arguments = ["--act", "court-order", "--json", "--root", root.path]
    #expect(try present(Self.assess(arguments).objects.first)["due"] as? String == "111.00")
    try Data(text.replacing("amount: \"1290\"", with: "amount: \"129\"").utf8).write(to: file)
    let broken = try Self.assess(arguments)
    #expect(broken.exitCode == 78 && broken.errors.contains("tariffs/2021-08.yaml"))
    #expect(try Self.assess(["--act", "court-order", "--root", "/nonexistent"]).exitCode == 78)
  }
}
