import ArgumentParser
import Filing
import FilingStore
import Intake

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Saves a root as it stands at one moment, also while the service works on it.",
    discussion: """
      The register, every stored octet that it names, quarantine, settings, trust and what else lies in the root; not drops \
      that nobody accepted yet. The files are listed with their SHA-256 in SHA256SUMS, which is written last: without it, it is \
      no backup. `sha256sum --check SHA256SUMS` checks it anywhere. A seal's key is in it where it lies in the root: keep the \
      backup as you keep the root.
      """)

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Option(help: ArgumentHelp("A new or empty folder, on another disk.", valueName: "folder"), completion: .directory)
  var to: String

  func run() async throws {
    try await reporting {
      let summary = try RootBackup(root: Root.open(at: root)).run(to: to)
      for entry in summary.leftOut {
        StandardError.write("Left out, because it cannot be read or is hardly there: \(entry)")
      }
      print(
        """
        Saved \(root) as it stood at \(ListTime.zoned(summary.at)): \(summary.packages) packages, \(summary.entries) \
        entries, in \(summary.files) files.
        To try it: court-intake restore --from \(to) --root NEW
        """)
    }
  }
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a root of a backup, in a new or empty folder, and checks it.",
    discussion: """
      Every octet is compared with the backup's SHA256SUMS; a damaged backup is refused, with the file that is damaged. Nothing \
      is known of what was registered after the backup: its numbers are given again, to other filings.
      """)

  @Option(help: ArgumentHelp("The backup.", valueName: "folder"), completion: .directory)
  var from: String

  @Option(help: ArgumentHelp("A new or empty folder.", valueName: "folder"), completion: .directory)
  var root: String

  func run() async throws {
    try await reporting {
      let restored = try RootRestoration(from: from).run(to: root)
      let inspection = try RootInspection(root: restored).run()
      print(FsckReport(inspection, repaired: nil, language: .english).text)
      let numbers = try RegisterQueries(path: restored.registerPath).lastNumbers()
      print("\n\(Self.warning(root, after: numbers))")
      if !inspection.isClean(after: nil) { throw ExitCode.findings }
    }
  }

  /// What nobody may overlook.
  private static func warning(_ root: String, after numbers: [RegistrationNumber]) -> String {
    var lines = [
      "\(root) is the root as it was when the backup was made. What was accepted or registered since is not in it:",
      "  - numbers given out since will be given out AGAIN, to other filings. Last ones here:",
    ]
    lines += numbers.isEmpty ? ["      none"] : numbers.suffix(20).map { "      \($0)" }
    lines += [
      "  - a filing registered since can be sent again and gets another number; a payment used since can be used again.",
      "  - notices owed then go out again, with the same names and octets; recipients know them by their ids.",
      "Use it only if the newer root is lost. Then, before the first run: compare the numbers above with the newest notices in",
      "the old outbox and with recipients, and have whoever holds a later number send that filing again.",
      "Mend the rights of inbox/ and outbox/ (chown, setfacl): they are made anew.",
    ]
    return lines.joined(separator: "\n")
  }
}
