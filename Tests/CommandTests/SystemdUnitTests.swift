import Foundation
import Intake
import Testing

@Suite struct SystemdUnitTests {
  @Test func pathsStandInTheUnitsAsTheyAre() throws {
    let units = SystemdUnits(program: "/opt/a b/court-intake", root: "/srv/100% \"intake\"", user: "intake").units
    #expect(
      units.map(\.name) == ["court-intake.service", "court-intake-nightly.service", "court-intake-nightly.timer"])
    let service = try #require(units.first).text
    #expect(service.contains(#"ExecStart="/opt/a b/court-intake" run --root "/srv/100%% \"intake\"""#))
    #expect(service.contains("User=intake\n"))
    #expect(units[2].text.contains("OnCalendar=*-*-* 02:00:00 Asia/Baku\n"))
  }

  @Test func theyArePrintedOrWrittenOnce() throws {
    let root = try ProgramRoot()
    let arguments = ["service", "install", "--root", root.path, "--user", "intake"]
    let printed = try Program().run(arguments)
    #expect(printed.exitCode == 0)
    #expect(printed.output.contains("### court-intake.service") && printed.output.contains(root.path))
    let folder = try TemporaryFolder()
    #expect(try Program().run(arguments + ["--output", folder.path]).exitCode == 0)
    #expect(
      try names(in: folder.path).sorted()
        == ["court-intake-nightly.service", "court-intake-nightly.timer", "court-intake.service"])
    #expect(try Program().run(arguments + ["--output", folder.path]).exitCode == 73)
    #expect(try Program().run(arguments + ["--output", folder.path, "--force"]).exitCode == 0)
    #expect(try Program().run(["service", "install", "--root", "/nonexistent", "--user", "intake"]).exitCode == 78)
    #expect(try Program().run(["service", "install", "--root", root.path, "--user", "a b"]).exitCode == 64)
  }

  /// systemd's own opinion of the units.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "systemd is not installed"))
  func systemdHasNothingAgainstThem() throws {
    let root = try ProgramRoot()
    let folder = try TemporaryFolder()
    #expect(
      try Program().run([
        "service", "install", "--root", root.path, "--user", "root", "--output", folder.path,
      ]).exitCode == 0)
    let analysis = Process()
    let errors = Pipe()
    analysis.executableURL = URL(filePath: "/usr/bin/systemd-analyze")
    analysis.arguments =
      ["verify", "--man=no"] + (try names(in: folder.path)).sorted().map { "\(folder.path)/\($0)" }
    analysis.standardError = errors
    try analysis.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    analysis.waitUntilExit()
    #expect(analysis.terminationStatus == 0, "\(text)")
    #expect(text.isEmpty, "\(text)")
  }
}
