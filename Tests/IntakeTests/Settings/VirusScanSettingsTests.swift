import Testing

@testable import Intake

@Suite struct VirusScanSettingsTests {
  private static func root(_ yaml: String) throws -> OperatorRoot {
    let root = try OperatorRoot()
    try root.edit("intake.yaml", "\nchannels:\n", "\n\(yaml)\nchannels:\n")
    return root
  }

  @Test func nothingIsScannedUnlessAScannerIsNamed() throws {
    #expect(try OperatorRoot().load().settings.virusScan == nil)
    let settings = try #require(try Self.root("virusScan: {socket: /run/clamd}").load().settings.virusScan)
    #expect(settings == VirusScanSettings(socket: "/run/clamd"))
    #expect(settings.largest == 25 << 20 && settings.timeLimit == .seconds(60))
  }

  @Test func everythingIsRead() throws {
    let settings = try Self.root("virusScan: {socket: /a/b, largest: 100MB, timeLimit: 5m}").load().settings.virusScan
    #expect(settings?.largest == 100_000_000 && settings?.timeLimit == .seconds(300))
  }

  @Test(
    arguments: [
      ("virusScan: {}", .keyMissing("socket"), "virusScan"),
      ("virusScan: {socket: /a, path: /b}", nil, "virusScan.path"),
      ("virusScan: {socket: clamd.ctl}", .valueInvalid("clamd.ctl", .socketPath), "virusScan.socket"),
      ("virusScan: {socket: /\(String(repeating: "a", count: 107))}", nil, "virusScan.socket"),
      ("virusScan: {socket: /a, largest: 0B}", nil, "virusScan.largest"),
      ("virusScan: {socket: /a, timeLimit: 1h}", nil, "virusScan.timeLimit"),
      ("severities: {DOCUMENT_INFECTED: warning}", .severityTooLow(.documentInfected), "severities.DOCUMENT_INFECTED"),
      ("severities: {DOCUMENT_NOT_SCANNED: info}", nil, "severities.DOCUMENT_NOT_SCANNED"),
    ] as [(String, ConfigurationProblem?, String)])
  func whatIsNotUnderstoodIsADefect(yaml: String, problem: ConfigurationProblem?, key: String) throws {
    let root = try OperatorRoot()
    try root.write(yaml + "\nchannels:\n  a: {}\n", to: "intake.yaml")
    let defect = try #require(try root.defects().first)
    #expect(defect.place.key == key)
    if let problem { #expect(defect.problem == problem) }
  }
}
