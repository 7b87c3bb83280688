import Filing
import FilingStore
import Foundation
import Logging

@testable import Intake

/// A root with the demo's trust in a temporary folder, and runs over it at a given time.
final class DemoIntake {
  let root: Root
  let folder: String
  let configuration: IntakeConfiguration
  let store: RegisterStore

  init(calls: SystemCalls = .live) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "intake-e2e-\(UUID().uuidString)").path
    guard let root = try Root.create(at: folder, calls: calls) else { preconditionFailure("a new folder is empty") }
    self.root = root
    let template = RootTemplate.files.filter { !$0.path.hasPrefix("issuers/") && $0.path != "courts.yaml" }
    let demo = "\(Sample.folder)/demo"
    let own =
      try ["courts.yaml"]
      + ["issuers", "trust"].flatMap { name in
        try FileManager.default.contentsOfDirectory(atPath: "\(demo)/\(name)").map { "\(name)/\($0)" }
      }
    try RootTemplate.write(
      template
        + own.map { RootTemplate.File(path: $0, octets: Array(try Data(contentsOf: URL(filePath: "\(demo)/\($0)")))) },
      into: root)
    try DemoMark.place(in: root)
    configuration = try IntakeConfiguration.load(rootPath: folder, overrides: [.settleTerm: "10ms"])
    store = try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func drop(_ source: String, as name: String, into channel: String) throws {
    let inbox = "\(folder)/inbox/\(channel)"
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: source, toPath: "\(inbox)/\(name)")
  }

  func drop(_ octets: [UInt8], as name: String, into channel: String = "integrators") throws {
    let inbox = "\(folder)/inbox/\(channel)"
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    try Data(octets).write(to: URL(filePath: "\(inbox)/\(name)"))
  }

  /// - Parameter other: Settings and trust in place of the demo's.
  func run(at instant: Instant, with other: IntakeConfiguration? = nil) async throws -> RunSummary {
    try await IntakeRun(
      root: root, configuration: other ?? configuration, store: store, clock: WallClock { instant },
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ).once()
  }

  /// A person at work between two runs.
  func desk(at instant: Instant, with other: IntakeConfiguration? = nil) throws -> ClerkDesk {
    try ClerkDesk(
      root: root, configuration: other ?? configuration, store: store, clock: WallClock { instant },
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// Text of every notice that lies in a recipient's outbox.
  func notices(for recipient: String) throws -> [String] {
    let new = "\(folder)/outbox/\(recipient)/new"
    guard FileManager.default.fileExists(atPath: new) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: new).sorted().map {
      try String(contentsOfFile: "\(new)/\($0)", encoding: .utf8)
    }
  }
}
