import ArgumentParser
import Foundation
import Intake
import Logging

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes in what lies in the inbox: scan, let settle, validate, register, answer.",
    discussion: """
      With --once it ends when the inbox is done, as cron wants it. If another process works on the root it ends with 75.
      Refused filings are ordinary work: the exit code is 0, unless --strict asks for 1.
      """)

  @Flag(help: "Do one run and end. (The daemon is not part of this version.)")
  var once = false

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Flag(help: "End with 1 if an item was not registered.")
  var strict = false

  @Flag(help: "One JSON object a line: each item, then the totals.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress, and no table but the totals.")
  var quiet = false

  @Option(help: ArgumentHelp("How long a drop must lie unchanged, such as 2s.", valueName: "duration"))
  var settleTerm: String?

  @Option(help: ArgumentHelp("Packages verified at the same time.", valueName: "count"))
  var workers: String?

  func validate() throws {
    guard once else { throw ValidationError("Say --once: this version works once and ends; call it from cron.") }
  }

  func run() async throws {
    try await reporting {
      var overrides: [SettingKey: String] = [:]
      overrides[.settleTerm] = settleTerm
      overrides[.workers] = workers
      let session = try RootSession.open(root, overrides: overrides)
      let summary = try await session.runOnce(progress: ProgressBar(isQuiet: quiet || json))
      let report = RunReport(summary)
      print(json ? report.jsonLines : quiet ? report.totals : report.text)
      if !summary.undecided.isEmpty { throw ExitCode.temporary }
      if strict, summary.totals.received != summary.totals[state: .registered] { throw ExitCode.findings }
    }
  }
}
