import Filing
import Foundation
import Intake

@testable import court_intake

/// A root with the demo's trust in which samples were taken in at a given time.
final class DemoRoot {
  let surroundings: TemporaryFolder
  let path: String

  /// 2026-05-04T10:00:00+04:00
  static let arrival = Instant(milliseconds: 1_777_874_400_000)

  static let samples = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "../../../inbox-samples").standardizedFileURL.path

  init(dropping names: [String]) async throws {
    surroundings = try TemporaryFolder()
    path = surroundings.path + "/root"
    let folder = try SampleFolder(path: Self.samples)
    // Payments are taken on the filers' word, so that no sample needs the bank's statement.
    let treasury = RootTemplate.files.filter { $0.path == "treasury.yaml" }
    let files = try folder.rootFiles(over: RootTemplate.files).filter { $0.path != "treasury.yaml" } + treasury
    try DemoMark.place(in: makeRoot(at: path, files: files))
    let chosen = folder.samples.filter { names.contains($0.name) }
    for (index, sample) in chosen.enumerated() { try sample.drop(into: path, position: index) }
    _ = try await RootSession.open(path, overrides: [.settleTerm: "10ms"])
      .runOnce(clock: WallClock { Self.arrival }, progress: ProgressBar(isQuiet: true))
  }

  func run(_ arguments: String..., with statement: Bool = false) throws -> Program.Result {
    try run(arguments, with: statement)
  }

  /// - Parameter statement: Whether a clerk says who decides and why.
  func run(_ arguments: [String], with statement: Bool = false) throws -> Program.Result {
    let person = statement ? ["--person", "Həsənova A.", "--reason", "etibarnamənin əsli görüldü"] : []
    return try Program(environment: ["COURT_INTAKE_SETTLE_TERM": "10ms"]).run(arguments + ["--root", path] + person)
  }

  func start(_ arguments: String...) throws -> RunningProgram {
    try Program().start(arguments + ["--root", path, "--person", "Həsənova A.", "--reason", "etibarnamə görüldü"])
  }
}
