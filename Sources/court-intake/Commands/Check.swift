import ArgumentParser
import Filing
import FilingStore
import Foundation
import Intake

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what would become of packages, with every finding. Nothing is stored.",
    discussion: """
      A package is an XML file or a folder with submission.xml. With --root the settings, courts, tariffs and trust of that
      root hold; without it those that `init` would write, and nobody is trusted. Earlier filings and cabinets are not
      looked at: a duplicate is found only when it is dropped.
      """)

  @Argument(help: "Packages.", completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("Root whose settings hold.", valueName: "folder"), completion: .directory)
  var root: String?

  @Option(help: "Channel that the packages would be dropped into.")
  var channel = "integrators"

  @Flag(help: "One JSON object a line, one line an item.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one package.") }
  }

  func run() async throws {
    try await reporting {
      var isClean = true
      for file in files {
        let summary = try await self.summary(of: file)
        isClean =
          isClean && summary.lines.allSatisfy { [.registered, .recorded].contains($0.outcome.state) }
          && !summary.lines.isEmpty
        print(json ? RunReport(summary).itemLines : CheckReport(file: file, summary).text)
      }
      if !isClean { throw ExitCode.findings }
    }
  }

  /// A real run over a root that is thrown away: what it says is what the intake would say.
  private func summary(of file: String) async throws -> RunSummary {
    let manager = FileManager.default
    guard manager.fileExists(atPath: file) else {
      throw Failure(message: "There is no file or folder \(file).", code: .inputOutput)
    }
    let folder = manager.temporaryDirectory.appending(path: "court-intake-check-\(UUID().uuidString)").path
    _ = try makeRoot(at: folder, files: RootTemplate.files)
    defer { try? manager.removeItem(atPath: folder) }
    let session = try RootSession.open(folder, settingsOf: root ?? folder, overrides: [.settleTerm: "10ms"])
    guard session.channels.contains(channel) else {
      throw Failure(
        message: "There is no channel \"\(channel)\". There are \(session.channels.joined(separator: ", ")).",
        code: ExitCode(64))
    }
    let inbox = "\(folder)/inbox/\(channel)"
    do {
      try manager.createDirectory(atPath: inbox, withIntermediateDirectories: true)
      let name = URL(filePath: file).standardizedFileURL.lastPathComponent
      try manager.copyItem(atPath: URL(filePath: file).resolvingSymlinksInPath().path, toPath: "\(inbox)/\(name)")
    } catch {
      throw Failure(message: "Cannot copy \(file): \(error.localizedDescription)", code: .inputOutput)
    }
    return try await session.runOnce(progress: ProgressBar(isQuiet: true))
  }
}
