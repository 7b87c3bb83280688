import ArgumentParser
import Foundation
import Intake
import Logging

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes in what lies in the inbox: scan, let settle, validate, register, answer.",
    discussion: """
      Without --once it goes on until it is stopped (SIGTERM, SIGINT: what is begun is finished), and reads its settings
      again on SIGHUP; settings with defects change nothing. Under systemd it says when it is ready and that it lives.

      With --once it ends when the inbox is done, as cron wants it. Beside a running service it asks that to look now, waits,
      and shows what came of it; if another run works on the root it ends with 75.
      Refused filings are ordinary work: the exit code is 0, unless --strict asks for 1.
      """)

  @Flag(help: "Do one run and end.")
  var once = false

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Flag(help: "With --once: end with 1 if an item was not registered.")
  var strict = false

  @Flag(help: "With --once: one JSON object a line, each item, then the totals.")
  var json = false

  @Flag(name: .shortAndLong, help: "With --once: no progress, and no table but the totals.")
  var quiet = false

  @Flag(help: "With --once: where the time went, stage by stage, and the totals. --json always has both.")
  var timings = false

  @Option(help: ArgumentHelp("How long a drop must lie unchanged, such as 2s.", valueName: "duration"))
  var settleTerm: String?

  @Option(help: ArgumentHelp("Packages verified at the same time.", valueName: "count"))
  var workers: String?

  func validate() throws {
    if !once, strict || json || quiet || timings {
      throw ValidationError("--strict, --json, --quiet and --timings are about what one run did; say --once.")
    }
  }

  func run() async throws {
    try await reporting {
      if once { try await runOnce() } else { try await ServiceRun(root: root, overrides: overrides).run() }
    }
  }

  private var overrides: [SettingKey: String] {
    var overrides: [SettingKey: String] = [:]
    overrides[.settleTerm] = settleTerm
    overrides[.workers] = workers
    return overrides
  }

  private func runOnce() async throws {
    do {
      let session = try RootSession.open(root, overrides: overrides)
      let (summary, scans) = try await session.runOnceWithScans(progress: ProgressBar(isQuiet: quiet || json))
      try finish(ScanAnswer(summary, scans, as: form))
    } catch let busy as Failure where busy.code == .temporary {
      guard let answer = try ControlSocket.ask(ScanAnswer.request(form), of: Root.open(at: root)) else { throw busy }
      try finish(ScanAnswer(parsing: answer))
    }
  }

  private var form: ScanAnswer.Form { json ? .json : timings ? .timings : quiet ? .totals : .text }

  private func finish(_ answer: ScanAnswer) throws {
    print(answer.text)
    if answer.undecided > 0 { throw ExitCode.temporary }
    if strict, answer.notRegistered > 0 { throw ExitCode.findings }
  }
}
