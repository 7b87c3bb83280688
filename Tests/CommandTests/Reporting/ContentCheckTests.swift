import Foundation
import Testing

@testable import Intake

/// `status` says what cannot be checked of documents.
@Suite struct ContentCheckTests {
  private static func append(_ text: String, to root: ProgramRoot) throws {
    let file = "\(root.path)/intake.yaml"
    try (try String(contentsOfFile: file, encoding: .utf8) + text).write(
      toFile: file, atomically: false, encoding: .utf8)
  }

  @Test func aScannerThatIsAwayIsNamedOnceWithACommand() throws {
    let root = try ProgramRoot()
    try Self.append("\nvirusScan: {socket: /nonexistent/clamd.ctl}\n", to: root)
    #expect(try root.run().exitCode == 0)
    let status = try root.status()
    let concerns = try present(status["concerns"] as? [[String: Any]])
    let concern = try present(concerns.first { $0["concern"] as? String == "virusScannerAway" })
    #expect(concern["commands"] as? [String] == ["systemctl status clamav-daemon"])
    let checks = try present(status["checks"] as? [String: Any])
    #expect((checks["virusScanner"] as? [String: Any])?["answers"] as? Bool == false)
    let text = try root.program.run(["status", "--root", root.path]).output
    #expect(text.components(separatedBy: "The virus scanner does not answer").count == 2, "\(text)")
  }

  @Test func whereNothingIsToBeCheckedNothingIsSaid() throws {
    let root = try ProgramRoot()
    #expect(try root.run().exitCode == 0)
    let checks = try present(root.status()["checks"] as? [String: Any])
    #expect((checks["missingPrograms"] as? [Any])?.isEmpty == true && checks["virusScanner"] is NSNull)
    // Settings with defects are for a run to tell.
    try Self.append("\nvirusScan: {}\n", to: root)
    #expect(try root.status()["checks"] is NSNull)
  }

  @Test func programsThatAreMissingAreNamedWithTheirPackages() throws {
    let missing = [
      ContentChecks.MissingProgram(name: "qpdf", debianPackage: "qpdf"),
      ContentChecks.MissingProgram(name: "pdfinfo", debianPackage: "poppler-utils"),
      ContentChecks.MissingProgram(name: "pdffonts", debianPackage: "poppler-utils"),
    ]
    var settings = Settings()
    #expect(ContentChecks(settings, missingPrograms: missing).concerns.isEmpty)
    let root = try ScanningCourt().root
    settings = try IntakeConfiguration.load(rootPath: root.path).settings
    let concern = Concern.scanProgramsMissing(
      programs: ["qpdf", "pdfinfo", "pdffonts"], packages: ["poppler-utils", "qpdf"])
    #expect(ContentChecks(settings, missingPrograms: missing).concerns == [concern])
    #expect(concern.commands(root: root.path).map(\.text) == ["apt-get install poppler-utils qpdf"])
  }
}
