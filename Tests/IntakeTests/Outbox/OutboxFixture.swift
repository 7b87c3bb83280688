import Filing
import FilingStore
import Foundation
import Logging
import Testing

@testable import Intake

/// What tests of the relay do with a root: drop what is told of at once, and look into recipients' folders.
extension DemoIntake {
  static let start = Instant(milliseconds: 1_790_000_000_000)

  /// Drops octets that are no package, which puts a notice into the channel's outbox.
  func dropStranger(_ number: Int = 1, into channel: String = "integrators") throws {
    try drop(Array("no package, number \(number)".utf8), as: "\(number).xml", into: channel)
  }

  func names(_ folder: String, of recipient: String = "integrators") throws -> [String] {
    let path = "\(self.folder)/outbox/\(recipient)/\(folder)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  func path(_ folder: String, _ name: String, of recipient: String = "integrators") -> String {
    "\(self.folder)/outbox/\(recipient)/\(folder)/\(name)"
  }

  var pages: [FilingStore.NoticePage] {
    get throws { try store.queries.notices(onlyUndelivered: false, limit: 1000) }
  }

  /// A run some seconds after ``start``.
  func run(after seconds: Int64, _ change: (inout Settings) -> Void = { _ in }) async throws -> RunSummary {
    try await run(at: Self.start.advanced(byMilliseconds: seconds * 1000), with: configured(change))
  }

  /// What a service does for recipients some seconds after ``start``.
  func makeRounds(after seconds: Int64, _ change: (inout Settings) -> Void = { _ in }) throws {
    let configuration = configured(change)
    let clock = WallClock { Self.start.advanced(byMilliseconds: seconds * 1000) }
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let notices = try NoticeDesk(root: root, configuration: configuration, store: store, clock: clock, logger: logger)
    let rounds = try OutboxRounds(
      root: root, settings: configuration.settings, store: store, work: WorkCounters(), clock: clock, logger: logger)
    while try rounds.make(with: notices, configuration.settings) {}
  }

  /// A program of a few lines, for the hand-over of notices.
  func program(_ lines: String, named name: String = "program") throws -> HandOverPrograms.Program {
    let path = "\(folder)/\(name)"
    try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return HandOverPrograms.Program(arguments: [path, "first"])
  }
}
