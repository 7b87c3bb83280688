import Filing
import Testing

@testable import Intake

/// What `intake.yaml` says of scanned documents.
@Suite struct ScanPolicyTests {
  private static func append(_ lines: String) throws -> OperatorRoot {
    let root = try OperatorRoot()
    try root.edit("intake.yaml", "\nchannels:\n", "\n\(lines)\nchannels:\n")
    return root
  }

  @Test func aCourtScansThroughAChannelWithItsSeal() throws {
    let root = try Self.append(
      """
      scans:
        court-103:
          court: "103"
          operator: Skan otağı
          scanner: skaner-1
          seal: {key: a.key, certificate: a.pem}
          kind: evidence
          minimumResolution: 200
          keepStacks: 30d
          index: {name: siyahı.csv, delimiter: tab, columns: {file: fayl}}
      """)
    let policy = try #require(try root.load().settings.scans.first)
    #expect(policy.channel.text == "court-103" && policy.court.text == "103" && policy.documentType == "evidence")
    #expect(
      policy.coarsest == 200 && policy.index.fileName == "siyahı.csv" && policy.index.format == .csv(delimiter: 9))
    #expect(policy.keepTerm == .seconds(30 * 86_400))
    #expect(policy.index.name(of: .file) == "fayl" && policy.index.name(of: .documentType) == "kind")
  }

  @Test func whatIsWrongIsTold() throws {
    let root = try Self.append(
      """
      scans:
        court-301: {court: "103"}
        court-103: {court: "1", operator: a, kind: letters}
      """)
    let problems = try root.defects().map(\.problem)
    #expect(problems.contains(.keyUnknown(nearest: "court-103")), "\(problems)")
    #expect(
      problems.contains(.valueInvalid("1", .courtCode)) && problems.contains(.keyMissing("scanner")), "\(problems)")
    #expect(problems.contains(.keyMissing("seal")))
  }

  private static func channel(_ line: String) throws -> OperatorRoot {
    try append(
      """
      scans:
        court-103:
          court: "103"
          operator: Skan otağı
          scanner: skaner-1
          seal: {key: a.key, certificate: a.pem}
          \(line)
      """)
  }

  @Test(arguments: ["23h", "3651d"]) func stacksAreKeptForADayAtLeastAndNotForEver(_ text: String) throws {
    let terms = Duration.seconds(86_400)...(.seconds(3650 * 86_400))
    #expect(try Self.channel("keepStacks: \(text)").defects().map(\.problem) == [.valueInvalid(text, .duration(terms))])
  }

  @Test(arguments: ["name: index.xml, row: Document", "name: siyahı, format: xml, row: Document"])
  func anIndexIsXMLByItsNameOrBecauseItIsSaid(_ text: String) throws {
    let policy = try #require(try Self.channel("index: {\(text)}").load().settings.scans.first)
    #expect(policy.index.format == .xml(row: "Document"))
  }

  @Test(arguments: [
    ("name: index.xml", ConfigurationProblem.keyMissing("row")),
    ("format: json", .choiceUnknown("json", nearest: nil, choices: ["csv", "xml"])),
    ("format: xml, row: Document, delimiter: tab", .keyUnknown(nearest: nil)),
    ("row: Document", .keyUnknown(nearest: nil)),
  ])
  func whatIsWrongWithAnIndexIsTold(_ text: String, _ problem: ConfigurationProblem) throws {
    #expect(try Self.channel("index: {\(text)}").defects().map(\.problem) == [problem])
  }
}
