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

  /// - Parameter evidence: What payments are taken on. The demo's own is the bank's word, for which its statement must be dropped.
  init(calls: SystemCalls = .live, evidence: Treasury.Evidence = .declared) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "intake-e2e-\(UUID().uuidString)").path
    guard let root = try Root.create(at: folder, calls: calls) else { preconditionFailure("a new folder is empty") }
    self.root = root
    let files = ["courts.yaml", "treasury.yaml"]
    let template = RootTemplate.files.filter { !$0.path.hasPrefix("issuers/") && !files.contains($0.path) }
    let demo = "\(Sample.folder)/demo"
    let own =
      try files
      + ["issuers", "trust"].flatMap { name in
        try FileManager.default.contentsOfDirectory(atPath: "\(demo)/\(name)").map { "\(name)/\($0)" }
      }
    try RootTemplate.write(
      template
        + own.map { path in
          var octets = Array(try Data(contentsOf: URL(filePath: "\(demo)/\(path)")))
          if path == "treasury.yaml", evidence == .declared { octets = Self.takingTheFilersWord(octets) }
          return RootTemplate.File(path: path, octets: octets)
        },
      into: root)
    try DemoMark.place(in: root)
    configuration = try IntakeConfiguration.load(rootPath: folder, overrides: [.settleTerm: "10ms"])
    store = try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
  }

  private static func takingTheFilersWord(_ treasury: [UInt8]) -> [UInt8] {
    Array(
      String(decoding: treasury, as: UTF8.self)
        .replacing("evidence: statement", with: "evidence: declared").utf8)
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
