import Filing
import Foundation
import Testing

@testable import Intake

/// What is wrong in an operator's files is told with file, line and key, and all at once.
@Suite struct ConfigurationDefectTests {
  private static func defects(_ file: String, _ text: String) throws -> [ConfigurationDefect] {
    let root = try OperatorRoot()
    try root.write(text, to: file)
    return try root.defects()
  }

  @Test func everythingIsToldAtOnce() throws {
    let root = try OperatorRoot()
    try root.write("settleTrem: 2s\ngroupSize: many\nchannels: {a: {}}\n", to: "intake.yaml")
    try root.remove("courts.yaml")
    try root.edit("tariffs/2021-08.yaml", "cap: \"50000\"", "cap: \"fifty thousand\"")
    #expect(
      try root.defects(environment: ["COURT_INTAKE_WORKER": "2"]) == [
        defect(.fileMissing, in: "courts.yaml"),
        defect(.keyUnknown(nearest: "COURT_INTAKE_WORKERS"), in: "environment", key: "COURT_INTAKE_WORKER"),
        defect(.keyUnknown(nearest: "settleTerm"), in: "intake.yaml", line: 1, key: "settleTrem"),
        defect(.valueInvalid("many", .count(1...10_000)), in: "intake.yaml", line: 2, key: "groupSize"),
        defect(
          .valueInvalid("fifty thousand", .amount), in: "tariffs/2021-08.yaml", line: 75, key: "lines[1].cap"),
      ])
  }

  @Test func aLineTellsWhereWhatAndWhatToDo() throws {
    let found = defect(.keyUnknown(nearest: "settleTerm"), in: "intake.yaml", line: 1, key: "settleTrem")
    #expect(
      found.text(in: .english)
        == "intake.yaml:1: settleTrem: The key is not known. Did you mean “settleTerm”? Otherwise remove it.")
    #expect(
      found.text(in: .azerbaijani)
        == "intake.yaml:1: settleTrem: Açar tanınmır. “settleTerm” nəzərdə tutulub? Yoxdursa, açarı silin.")
  }

  @Test(
    arguments: [
      ("a: 1\na: 2\n", defect(.keyRepeated(["a"]), in: "intake.yaml", line: 1)),
      ("channels: {1: {}, \"1\": {}}\n", defect(.keyRepeated(["1"]), in: "intake.yaml", line: 1, key: "channels")),
      ("- a\n", defect(.shapeUnexpected(.keys), in: "intake.yaml", line: 1)),
      ("", defect(.shapeUnexpected(.keys), in: "intake.yaml")),
      ("settleTerm: 2s\n", defect(.keyMissing("channels"), in: "intake.yaml", line: 1)),
      ("channels: {}\n", defect(.shapeUnexpected(.keys), in: "intake.yaml", line: 1, key: "channels")),
      ("channels: {a: 5}\n", defect(.shapeUnexpected(.keys), in: "intake.yaml", line: 1, key: "channels.a")),
      (
        "channels: {a: {}}\nworkers: [2]\n",
        defect(.shapeUnexpected(.text), in: "intake.yaml", line: 2, key: "workers")
      ),
      (
        "channels: {a: {}}\nwitnesses: [bar/association]\n",
        defect(.valueInvalid("bar/association", .channelName), in: "intake.yaml", line: 2, key: "witnesses[1]")
      ),
      (
        "channels: {a: {}}\nwitnesses: [bar, bar]\n",
        defect(.valueInvalid("bar", .channelName), in: "intake.yaml", line: 2, key: "witnesses[2]")
      ),
      (
        "channels: {a: {}}\nparsing:\n  dept: 5\n",
        defect(.keyUnknown(nearest: "depth"), in: "intake.yaml", line: 3, key: "parsing.dept")
      ),
      (
        "channels: {a: {}}\nseverities:\n  FEE_PAID_SHRT: info\n",
        defect(
          .keyUnknown(nearest: "FEE_PAID_SHORT"), in: "intake.yaml", line: 3, key: "severities.FEE_PAID_SHRT")
      ),
      (
        "channels: {a: {}}\nseverities: {FEE_PAID_OVER: warn}\n",
        defect(
          .choiceUnknown("warn", nearest: nil, choices: ["info", "warning", "error", "fatal"]), in: "intake.yaml",
          line: 2, key: "severities.FEE_PAID_OVER")
      ),
      (
        "channels: {a: {}}\nseverities: {XML_MALFORMED: info}\n",
        defect(
          .severityTooLow(.xmlMalformed), in: "intake.yaml", line: 2, key: "severities.XML_MALFORMED")
      ),
      (
        "channels: {a: {}}\nseverities: {SIGNATURE_HASH_FAILURE: warning}\n",
        defect(
          .severityTooLow(.signatureHashFailure), in: "intake.yaml", line: 2,
          key: "severities.SIGNATURE_HASH_FAILURE")
      ),
      (
        "channels: {Portal: {}}\n",
        defect(.valueInvalid("Portal", .channelName), in: "intake.yaml", line: 1, key: "channels.Portal")
      ),
      (
        "channels: {a: {forms: [xml, zip]}}\n",
        defect(
          .choiceUnknown("zip", nearest: nil, choices: ["xml", "folder", "container"]), in: "intake.yaml", line: 1,
          key: "channels.a.forms[2]")
      ),
      (
        "channels: {a: {kinds: []}}\n",
        defect(
          .choiceUnknown(
            "[]", nearest: nil, choices: ["Submission", "ScanBatch", "CabinetRequest", "Dispatch", "Statement"]),
          in: "intake.yaml",
          line: 1,
          key: "channels.a.kinds")
      ),
      (
        "channels:\n  a:\n    senders:\n",
        defect(.shapeUnexpected(.list), in: "intake.yaml", line: 3, key: "channels.a.senders")
      ),
      (
        "channels: {a: {senders: [1234567890]}}\n",
        defect(
          .valueInvalid("1234567890", .filerNumber), in: "intake.yaml", line: 1, key: "channels.a.senders[1]")
      ),
      (
        "channels:\n  a:\n    courts: [\"105\"]\n",
        defect(
          .choiceUnknown("105", nearest: "102", choices: ["050", "102", "103", "106", "107"]), in: "intake.yaml",
          line: 3, key: "channels.a.courts[1]")
      ),
    ] as [(String, ConfigurationDefect)])
  func settingsAreChecked(text: String, expected: ConfigurationDefect) throws {
    #expect(try Self.defects("intake.yaml", text) == [expected])
  }

  @Test(
    arguments: [
      (
        "code: \"050\"", "code: \"5\"",
        defect(.valueInvalid("5", .courtCode), in: "courts.yaml", line: 31, key: "courts[5].code")
      ),
      ("code: \"050\"", "code: \"103\"", defect(.entryRepeated("103"), in: "courts.yaml", line: 31, key: "courts[5]")),
      (
        "kind: district", "kind: distrikt",
        defect(
          .choiceUnknown(
            "distrikt", nearest: "district",
            choices: ["district", "commercial", "administrative", "military", "appeal", "supreme", "serious-crimes"]),
          in: "courts.yaml", line: 35, key: "courts[5].kind")
      ),
      (
        "      en: Masalli District Court\n", "",
        defect(.keyMissing("en"), in: "courts.yaml", line: 32, key: "courts[5].name")
      ),
      (
        "kind: district\n    seals: []", "kind: district\n    seals: [abc]",
        defect(.valueInvalid("abc", .fingerprint), in: "courts.yaml", line: 36, key: "courts[5].seals[1]")
      ),
    ] as [(String, String, ConfigurationDefect)])
  func courtsAreChecked(old: String, new: String, expected: ConfigurationDefect) throws {
    let root = try OperatorRoot()
    try root.edit("courts.yaml", old, new)
    #expect(try root.defects() == [expected])
  }

  @Test(
    arguments: [
      (
        "PNOAZ-{FIN}", "PNOAZ-{FIN", .valueInvalid("PNOAZ-{FIN", .pattern(placeholder: "{FIN}")), 10,
        "personalNumber.pattern"
      ),
      ("PNOAZ-{FIN}", "{VOEN}", .valueInvalid("{VOEN}", .pattern(placeholder: "{FIN}")), 10, "personalNumber.pattern"),
      ("ID Card CA", "\"{FIN}\"", .valueInvalid("{FIN}", .literal), 8, "issuer[1].pattern"),
      ("2.5.4.5\n", "serialNumber\n", .valueInvalid("serialNumber", .objectIdentifier), 9, "personalNumber.oid"),
      ("name: id-card", "name: e-imza", .entryRepeated("e-imza"), nil, nil),
    ] as [(String, String, ConfigurationProblem, Int?, String?)])
  func issuerProfilesAreChecked(old: String, new: String, problem: ConfigurationProblem, line: Int?, key: String?)
    throws
  {
    let root = try OperatorRoot()
    // Only below the comments, which show the same words.
    let yaml = """
      # Certificates on identity cards.




      name: id-card
      issuer: [{oid: 2.5.4.3,
        pattern: ID Card CA}]
      personalNumber: {oid: 2.5.4.5
        , pattern: "PNOAZ-{FIN}"}
      """
    try root.write(yaml, to: "issuers/id-card.yaml")
    #expect(try root.defects() == [])
    try root.edit("issuers/id-card.yaml", old, new)
    #expect(try root.defects() == [defect(problem, in: "issuers/id-card.yaml", line: line, key: key)])
  }

  @Test func aProfileReadsANumber() throws {
    let found = try Self.defects("issuers/x.yaml", "name: x\nissuer:\n- {oid: 2.5.4.3, pattern: X}\n")
    #expect(found == [defect(.numberSourceMissing, in: "issuers/x.yaml", line: 1)])
  }

  @Test func whatIsNotThereIsToldOncePerFile() throws {
    let root = try OperatorRoot()
    try root.remove("intake.yaml")
    try root.remove("trust")
    try root.remove("issuers")
    try root.makeFolder("issuers")
    try root.remove("tariffs/before-2021-08.yaml")
    try root.remove("tariffs/2021-08.yaml")
    try root.makeFolder("tariffs/new.yaml")
    #expect(
      try root.defects() == [
        defect(.fileMissing, in: "intake.yaml"), defect(.folderEmpty(ending: ".yaml"), in: "issuers"),
        defect(.notAFile, in: "tariffs/new.yaml"), defect(.folderMissing, in: "trust"),
      ])
  }

  @Test func aFileThatIsNotReadIsNotPassedOverInSilence() throws {
    let root = try OperatorRoot()
    for name in ["tariffs/2026.yml", "trust/root.p7b"] { try root.write("", to: name) }
    for name in ["tariffs/2021-08.yaml~", "trust/README.md", "issuers/.x.swp"] { try root.write("", to: name) }
    #expect(
      try root.defects() == [
        defect(.fileUnexpected(endings: [".yaml"]), in: "tariffs/2026.yml"),
        defect(.fileUnexpected(endings: [".pem", ".crt", ".cer", ".der", ".crl"]), in: "trust/root.p7b"),
      ])
  }

  @Test func whatIsNotYAMLIsToldWithItsLine() throws {
    let found = try #require(try Self.defects("intake.yaml", "settleTerm: 2s\nparsing:\n\tdepth: 5\n").first)
    guard case .notYAML = found.problem else {
      Issue.record("\(found)")
      return
    }
    #expect(found.place == ConfigurationPlace(source: "intake.yaml", line: 3))
  }

  @Test func aFileThatIsThereAndCannotBeOpenedIsTheWorldsFailure() throws {
    let root = try OperatorRoot()
    try root.remove("courts.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root.root.path)/courts.yaml", withDestinationPath: "courts.yaml")
    #expect(throws: FileFailure("open", "courts.yaml", code: ELOOP)) { try root.load() }
  }

  @Test func textIsUTF8() throws {
    let root = try OperatorRoot()
    try root.write(Data([0x61, 0x3A, 0x20, 0xFF]), to: "courts.yaml")
    #expect(try root.defects() == [defect(.notUTF8, in: "courts.yaml")])
  }

  @Test func aRootThatIsNotThereIsNamed() {
    #expect(throws: ConfigurationDefects([defect(.rootMissing, in: "/nonexistent/root")])) {
      try IntakeConfiguration.load(rootPath: "/nonexistent/root")
    }
  }

  @Test func anOperatorMayLinkToFilesElsewhere() throws {
    let root = try OperatorRoot()
    let elsewhere = try OperatorRoot()
    try root.remove("intake.yaml")
    try root.remove("tariffs")
    for name in ["intake.yaml", "tariffs"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(root.root.path)/\(name)", withDestinationPath: "\(elsewhere.root.path)/\(name)")
    }
    #expect(try root.defects() == [])
  }
}
