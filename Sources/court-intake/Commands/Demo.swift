import ArgumentParser
import FilingStore
import Foundation
import Intake

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a fresh root with demo trust, drops the samples into its inbox, and runs once.",
    discussion: """
      The demo's certificates are good for nothing else: a root that `init` made refuses them, and the keys of the
      samples' issuers were thrown away when the samples were made.
      """)

  @Option(help: ArgumentHelp("Folder of the new root; a temporary one without it.", valueName: "folder"))
  var root: String?

  @Option(help: ArgumentHelp("The samples.", valueName: "folder"), completion: .directory)
  var samples = "inbox-samples"

  func run() async throws {
    try await reporting {
      let folder = try SampleFolder(path: samples)
      let path = root ?? Self.temporaryRoot
      let made = try makeRoot(at: path, files: folder.rootFiles(over: RootTemplate.files))
      try DemoMark.place(in: made)
      for (index, sample) in folder.samples.enumerated() { try sample.drop(into: path, position: index) }
      print(
        "\(folder.samples.count) samples dropped into \(path)/inbox. They lie for two seconds, to show that nobody writes any more."
      )
      let summary = try await RootSession.open(path).runOnce(progress: ProgressBar(isQuiet: false))
      print("\n\(RunReport(summary).text)\n")
      print(folder.comparison(with: summary))
      print(
        """

        Look around:
          \(program) register list --root \(path) --person NAME --reason TEXT
          \(program) register show \(Self.firstNumber(in: summary)) --root \(path) --person NAME --reason TEXT
          \(program) status --root \(path)
          ls \(path)/outbox/integrators/new      one notice an item, in Azerbaijani and English
        """)
    }
  }

  private static var temporaryRoot: String {
    let stamp = CourtCalendar.baku.local(of: WallClock.system.now()).prefix(19).filter(\.isNumber)
    return FileManager.default.temporaryDirectory.appending(path: "court-intake-demo-\(stamp)").path
  }

  /// As the reader started it, so that the lines can be copied.
  private var program: String { CommandLine.arguments[0] }

  private static func firstNumber(in summary: RunSummary) -> String {
    summary.lines.lazy.compactMap { $0.outcome.entry?.number.description }.first ?? "103/2026/000001"
  }
}
