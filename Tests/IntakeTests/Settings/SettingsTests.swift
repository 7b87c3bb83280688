import Filing
import Testing

@testable import Intake

@Suite struct SettingsTests {
  private static let channels = "channels:\n  a: {}\n"

  private static func load(
    _ yaml: String, overrides: [SettingKey: String] = [:], environment: [String: String] = [:]
  ) throws -> Settings {
    let root = try OperatorRoot()
    try root.write(yaml + channels, to: "intake.yaml")
    return try root.load(overrides: overrides, environment: environment).settings
  }

  @Test func theCommandLineGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws {
    let variables = ["COURT_INTAKE_GROUP_SIZE": "7", "HOME": "/nowhere"]
    #expect(try Self.load("").groupSize == 128)
    #expect(try Self.load("groupSize: 5\n").groupSize == 5)
    #expect(try Self.load("groupSize: 5\n", environment: variables).groupSize == 7)
    #expect(try Self.load("groupSize: 5\n", overrides: [.groupSize: "9"], environment: variables).groupSize == 9)
  }

  @Test(arguments: SettingKey.allCases) func everySettingIsHeardFromEverySource(key: SettingKey) throws {
    // No setting takes this value, and the defect names the source that it came from.
    let root = try OperatorRoot()
    let fromVariable = try #require(try root.defects(environment: [key.variable: "x"]).first)
    #expect(fromVariable.place == ConfigurationPlace(source: "environment", key: key.variable))
    let fromOption = try #require(try root.defects(overrides: [key: "x"], environment: [key.variable: "y"]).first)
    #expect(fromOption.place == ConfigurationPlace(source: "command line", key: key.option))
    let path = key.rawValue.split(separator: ".")
    let line = path.count == 1 ? "\(path[0]): x\n" : "\(path[0]): {\(path[1]): x}\n"
    try root.write(line + Self.channels, to: "intake.yaml")
    let fromFile = try #require(try root.defects().first)
    #expect(fromFile.place == ConfigurationPlace(source: "intake.yaml", line: 1, key: key.rawValue))
  }

  @Test func optionsAndVariablesAreNamedAfterTheKeys() {
    #expect(SettingKey.attemptsBeforeQuarantine.option == "--attempts-before-quarantine")
    #expect(SettingKey.parsingHeldText.option == "--parsing-held-text")
    #expect(SettingKey.parsingHeldText.variable == "COURT_INTAKE_PARSING_HELD_TEXT")
  }

  @Test(
    arguments: [
      ("10ms", .milliseconds(10)), ("2s", .seconds(2)), ("2 s", .seconds(2)), ("5m", .seconds(300)),
      ("1h", .seconds(3600)),
    ] as [(String, Duration)])
  func timesHaveUnits(text: String, term: Duration) throws {
    #expect(try Self.load("settleTerm: \(text)\n").settleTerm == term)
  }

  @Test(arguments: ["2", "s", "-2s", "1.5s", "2 sec", "2S", "9ms", "2h", "99999999999999999999s", "", "2  s"])
  func otherTimesAreRefused(text: String) throws {
    let root = try OperatorRoot()
    #expect(
      try root.defects(overrides: [.settleTerm: text]) == [
        defect(
          .valueInvalid(text, .duration(.milliseconds(10)...(.seconds(3600)))), in: "command line", key: "--settle-term"
        )
      ])
  }

  @Test(arguments: [
    ("2GB", 2_000_000_000), ("500MB", 500_000_000), ("500 KB", 500_000), ("2GiB", 2 << 30), ("64KiB", 64 << 10),
    ("1TiB", 1 << 40), ("1024B", 1024),
  ])
  func sizesHaveUnits(text: String, octets: Int64) throws {
    #expect(SizeText.octets(text) == octets)
    let root = try OperatorRoot()
    try root.write("channels: {a: {maximumPackageSize: \(text)}}", to: "intake.yaml")
    #expect(try root.load().settings.channels.first?.maximumPackageSize == octets)
  }

  @Test(arguments: ["2", "2G", "2gb", "-2GB", "1.5GB", "9223372036854775807KB", "1023B", "2TiB", "0GB"])
  func otherSizesAreRefused(text: String) throws {
    let root = try OperatorRoot()
    try root.write("channels: {a: {maximumPackageSize: \(text)}}", to: "intake.yaml")
    #expect(
      try root.defects() == [
        defect(
          .valueInvalid(text, .size(1024...(1 << 40))), in: "intake.yaml", line: 1,
          key: "channels.a.maximumPackageSize")
      ])
  }

  @Test func whoMayBeShownDocumentsIsReadByDocumentType() throws {
    let settings = try Self.load("documentAccess: {letter: sealed, appeal: parties}\n")
    #expect(settings.documentAccess == ["letter": .sealed, "appeal": .parties])
    #expect(throws: (any Error).self) { try Self.load("documentAccess: {poem: court}\n") }
    #expect(throws: (any Error).self) { try Self.load("documentAccess: {letter: secret}\n") }
  }

  @Test func severitiesAreRead() throws {
    let settings = try Self.load("severities: {DOCUMENT_SEEN_BEFORE: error}\n")
    #expect(Finding(.documentSeenBefore).graded(by: settings.severities).severity == .error)
  }

  @Test func channelsAreRead() throws {
    let root = try OperatorRoot()
    try root.write(
      """
      channels:
        court-050:
          forms: [folder]
          kinds: [ScanBatch, Submission]
          courts: ["050"]
          senders: [1AB2C3D, "1234567891"]
          maximumFiles: 12
          maximumDocumentSize: 5MB
          completeness: marker
          settleTerm: 30s
          pollInterval: 10s
          share: 4
          packagesPerHour: 600
          mounted: true
      """, to: "intake.yaml")
    let channel = try #require(try root.load().settings.channels.first)
    #expect(channel.forms == [.folder])
    #expect(channel.kinds == [.scanBatch, .submission])
    #expect(channel.courts.map(\.text) == ["050"])
    #expect(channel.senders == ["1AB2C3D", "1234567891"])
    #expect(channel.maximumFiles == 12)
    #expect(channel.maximumDocumentSize == 5_000_000)
    #expect(channel.completeness == .marker)
    #expect(channel.settleTerm == .seconds(30) && channel.pollInterval == .seconds(10))
    #expect(channel.share == 4 && channel.packagesPerHour == 600)
    #expect(channel.isMountPoint)
  }
}
