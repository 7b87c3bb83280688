import Foundation
import TestSupport
import Testing

/// Receipts, heads and the register prove themselves to whoever types the commands.
struct ReceiptCommandTests {
  private let root: ProgramRoot
  private let court: TestIdentity
  private var certificate: String { "\(root.path)/seal.pem" }

  /// A root with a seal and a witness, in which one filing was registered and one drop set aside.
  init() throws {
    root = try ProgramRoot()
    let authority = try TestAuthority()
    court = try authority.issue([(TestAuthority.organizationName, "Bakı Apellyasiya Məhkəməsi")])
    try court.key.pem.write(toFile: "\(root.path)/seal.key", atomically: false, encoding: .utf8)
    try court.certificatePEM.write(toFile: certificate, atomically: false, encoding: .utf8)
    let settings = URL(filePath: "\(root.path)/intake.yaml")
    let added = "\nseal: {key: seal.key, certificate: seal.pem}\nwitnesses: [bar-association]\n"
    try (String(contentsOf: settings, encoding: .utf8) + added).write(
      to: settings, atomically: false, encoding: .utf8)
    try root.put("a.xml", claim())
    try root.put("b.xml", "<a/>")
    #expect(try root.run().exitCode == 0)
  }

  private func claim() throws -> Data { try Filer.shared.get().claim("message-1", document: Filer.document("a")) }

  private func notice(_ kind: String, to recipient: String = "integrators") throws -> String {
    let folder = "\(root.path)/outbox/\(recipient)/new"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return "\(folder)/\(try present(names.first { $0.hasSuffix("-\(kind).xml") }))"
  }

  private func examine(_ file: String, _ options: [String] = []) throws -> Program.Result {
    try root.program.run(["receipt", "verify", file] + options)
  }

  /// `SEAL proven` and so on.
  private func statements(_ result: Program.Result) throws -> [String] {
    let statements = try present(result.objects.first?["statements"] as? [[String: Any]])
    return statements.map { "\($0["subject"] ?? "") \($0["standing"] ?? "")" }
  }

  @Test func aReceiptProvesItselfToWhoHasTheCourtsCertificate() throws {
    let other = root.surroundings.path + "/other.xml"
    try Data("another".utf8).write(to: URL(filePath: other))
    let page = root.surroundings.path + "/receipt.html"
    let receipt = try notice("registered")
    let options = ["--certificate", certificate, "--package", try stored("a.xml")]
    let result = try examine(receipt, options + ["--html", page])
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("registered under 050/"))
    #expect(
      try statements(examine(receipt, options + ["--json"])) == [
        "SEAL proven", "LOG proven", "ARRIVAL proven", "EVENT proven", "PACKAGE proven",
      ])
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("The notice") && html.contains("What comes next:") && !html.contains("Bundan sonra"))
    #expect(try examine(receipt, ["--certificate", certificate, "--package", other]).exitCode == 1)
  }

  /// The octets that were dropped under a name, from the export.
  private func stored(_ name: String) throws -> String {
    let folder = root.surroundings.path + "/export-\(UUID().uuidString)"
    #expect(try root.program.run(["register", "export", folder, "--root", root.path]).exitCode == 0)
    let leaves = try String(contentsOfFile: "\(folder)/log.jsonl", encoding: .utf8).split(separator: "\n")
    for leaf in leaves {
      let object = try JSONSerialization.jsonObject(with: Data(leaf.utf8)) as? [String: Any]
      let octets = try present((object?["leaf"] as? String).flatMap { Data(base64Encoded: $0) })
      let text = String(decoding: octets, as: UTF8.self)
      guard text.contains("\nname \(name.utf8.count) \(name)\n"),
        let package = text.firstMatch(of: /\npackage \d+ (\d+)\n/)
      else { continue }
      return "\(folder)/bytes/\(package.1)/0"
    }
    throw MissingValue()
  }

  @Test func whatIsNotProvenIsSaid() throws {
    let setAside = try notice("quarantined")
    #expect(try statements(examine(setAside, ["--json"])).first == "SEAL open")
    #expect(try examine(setAside).exitCode == 1)
    let other = root.surroundings.path + "/other.pem"
    try TestAuthority().identity.certificatePEM.write(toFile: other, atomically: false, encoding: .utf8)
    #expect(try statements(examine(setAside, ["--json", "--certificate", other])).first != "SEAL proven")
    #expect(try examine(setAside, ["--certificate", certificate, "--previous", setAside]).exitCode == 1)
    #expect(try examine("\(root.path)/intake.yaml").exitCode == 65)
  }

  /// By one who holds the seal's key, and so can seal it again: each of these is found without the seal.
  @Test(arguments: [
    ("<RegistrationNumber>050/", "<RegistrationNumber>051/", "EVENT refuted"),
    ("<ReceivedAt utc=\"20", "<ReceivedAt utc=\"19", "ARRIVAL refuted"),
    ("<DecidedAt utc=\"20", "<DecidedAt utc=\"19", "EVENT refuted"),
    ("</Package>", "x</Package>", "ARRIVAL refuted"), ("<TreeHead size=\"", "<TreeHead size=\"1", "LOG refuted"),
    ("<Leaf index=\"0\"", "<Leaf index=\"1\"", "LOG refuted"),
  ])
  func anAlteredReceiptIsRefuted(_ before: String, _ after: String, _ statement: String) throws {
    let whole = try String(contentsOfFile: notice("registered"), encoding: .utf8)
    let altered = root.surroundings.path + "/altered.xml"
    let text = whole.replacing(before, with: after, maxReplacements: 1)
    try #require(text != whole)
    try text.write(toFile: altered, atomically: false, encoding: .utf8)
    let found = try statements(examine(altered, ["--json", "--certificate", certificate]))
    #expect(found.contains(statement) && found.first == "SEAL refuted")
    #expect(try examine(altered, ["--certificate", certificate]).exitCode == 1)
  }

  @Test func theRegisterIsProvenByHeadsThatOthersKeep() throws {
    let head = try notice("head", to: "bar-association")
    #expect(
      try statements(examine(head, ["--json", "--certificate", certificate])) == ["SEAL proven", "CONSISTENCY proven"])
    let heads = ["--head", head, "--head", try notice("registered")]
    let verified = try root.program.run(["register", "verify", "--root", root.path] + heads)
    #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
    #expect(verified.output.contains("2 heads from outside compared"))
    // A forger with every right makes the log fit again: only the head tells.
    try root.intrude(
      """
      UPDATE package SET arrived_at = arrived_at - 86400000 WHERE id = 1;
      UPDATE event SET at = at - 86400000 WHERE kind = 'SubmissionAcceptance' AND package = 1;
      DELETE FROM log_head;
      """)
    let found = try root.program.run(["register", "verify", "--json", "--root", root.path] + heads)
    #expect(found.exitCode == 1)
    let codes = Set(try found.objects.compactMap { $0["code"] as? String })
    #expect(codes.contains("LOG_BROKEN"))
    #expect(try found.objects.contains { ($0["place"] as? String)?.hasPrefix("head of") == true })
  }

  @Test func whatWasProvenBeforeABackupIsProvenAfterItsRestoration() throws {
    let receipt = try notice("registered")
    let (backup, restored) = (root.surroundings.path + "/backup", root.surroundings.path + "/restored")
    // Under load: a service takes in what comes meanwhile.
    let service = try root.startService()
    for number in 0..<5 {
      try root.put(
        "more-\(number).xml", try Filer.shared.get().claim("m-\(number)", document: Filer.document("\(number)")))
    }
    let saved = try root.program.run(["backup", "--root", root.path, "--to", backup])
    #expect(saved.exitCode == 0, "\(saved.errors)")
    try root.stop(service)
    #expect(try root.program.run(["restore", "--from", backup, "--root", restored]).exitCode == 0)
    #expect(try root.program.run(["fsck", "--root", restored]).exitCode == 0)
    let verified = try root.program.run([
      "register", "verify", "--root", restored, "--head", receipt, "--head", notice("head", to: "bar-association"),
    ])
    #expect(verified.exitCode == 0, "\(verified.output)")
    #expect(try examine(receipt, ["--certificate", certificate]).exitCode == 0)
  }
}
