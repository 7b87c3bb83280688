import Foundation
import Testing

/// `backup` and `restore` as an operator types them.
struct BackupCommandTests {
  @Test func aBackupIsRestoredCheckedAndSaysWhatItDoesNotKnow() async throws {
    let root = try await DemoRoot(dropping: ["01-claim-id-card", "59-not-xml"])
    let (backup, restored) = (root.surroundings.path + "/backup", root.surroundings.path + "/restored")
    let saved = try root.run("backup", "--to", backup)
    #expect(saved.exitCode == 0 && saved.output.contains("2 packages, 1 entries"), "\(saved.errors)")
    let program = Program()
    let result = try program.run(["restore", "--from", backup, "--root", restored])
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains("clean: 2 packages"))
    #expect(result.output.contains("will be given out AGAIN") && result.output.contains("      050/2026/000001\n"))
    #expect(try program.run(["fsck", "--root", restored]).exitCode == 0)
    let look = ["--root", restored, "--person", "A. Clerk", "--reason", "After the restoration"]
    #expect(try program.run(["register", "show", "050/2026/000001"] + look).exitCode == 0)

    #expect(try program.run(["restore", "--from", backup, "--root", restored]).exitCode == 73)
    #expect(try root.run("backup", "--to", backup).exitCode == 73)
    #expect(try root.run("backup", "--to", root.path + "/backup").exitCode == 73)
    try FileManager.default.removeItem(atPath: "\(backup)/courts.yaml")
    let refused = try program.run(["restore", "--from", backup, "--root", restored + "-2"])
    #expect(refused.exitCode == 65 && refused.errors.contains("courts.yaml is missing"))
    #expect(!FileManager.default.fileExists(atPath: restored + "-2"))
  }
}
