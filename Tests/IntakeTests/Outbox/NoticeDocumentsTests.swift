import Filing
import Foundation
import Testing

@testable import Intake

/// Documents lie beside a notice before it does, whole, whatever stopped an earlier attempt.
struct NoticeDocumentsTests {
  private let test: TestRoot
  private let recipient: FolderLabel

  init() throws {
    test = try TestRoot()
    recipient = try #require(FolderLabel("cabinet-abcd"))
  }

  private func notice(_ name: String = "20260504T100000-000000001-served.xml") throws -> Notice {
    Notice(recipient: recipient, name: try #require(FileName(name)), bytes: Array("<a/>".utf8))
  }

  private func documents(_ texts: [String: String]) throws -> NoticeDocuments {
    NoticeDocuments(
      folder: try #require(FileName("20260504T100000-000000001-served")),
      files: try texts.sorted { $0.key < $1.key }.map {
        NoticeDocuments.File(name: try #require(FileName($0.key)), content: .memory(Array($0.value.utf8)))
      })
  }

  private func path(_ folder: String) -> String { "\(test.root.path)/outbox/cabinet-abcd/\(folder)" }

  @Test func theyLieBesideTheNoticeAndMayBePlacedAgain() throws {
    let relay = test.root.outbox.relay()
    for _ in 0..<2 {
      let outcome = try relay.deliver([try notice()], with: [0: try documents(["a.pdf": "A", "b.pdf": ""])])
      #expect(outcome.unreachable.isEmpty && outcome.obstacles.isEmpty)
    }
    #expect(
      try test.names(in: path("new")) == ["20260504T100000-000000001-served", "20260504T100000-000000001-served.xml"])
    #expect(try test.names(in: path("new/20260504T100000-000000001-served")) == ["a.pdf", "b.pdf"])
    #expect(try test.names(in: path("tmp")).isEmpty)
  }

  @Test func whatAnAttemptLeftIsMadeAnew() throws {
    let left = path("tmp/20260504T100000-000000001-served")
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: URL(filePath: "\(left)/a.pdf"))
    _ = try test.root.outbox.relay().deliver([try notice()], with: [0: try documents(["a.pdf": "whole"])])
    let placed = try Data(contentsOf: URL(filePath: path("new/20260504T100000-000000001-served/a.pdf")))
    #expect(String(decoding: placed, as: UTF8.self) == "whole")
  }

  @Test func whereTheyCannotBePlacedTheNoticeWaits() throws {
    try FileManager.default.createDirectory(atPath: path(""), withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: path("tmp")))
    let outcome = try test.root.outbox.relay().deliver([try notice()], with: [0: try documents(["a.pdf": "A"])])
    #expect(outcome.unreachable.keys.contains(recipient))
    #expect(!FileManager.default.fileExists(atPath: path("new/20260504T100000-000000001-served.xml")))
  }

  @Test func manyCabinetsAreServedWithFewFoldersOpen() throws {
    let count = 3 * OutboxRelay.mostOpen + 5
    let notices = try (0..<count).map { number in
      Notice(
        recipient: try #require(FolderLabel("cabinet-\(number)")), name: try #require(FileName("a.xml")),
        bytes: Array("<a/>".utf8))
    }
    let last = try #require(FolderLabel("cabinet-\(count - 1)"))
    let files = [count - 1: try documents(["a.pdf": "A"])]
    #expect(try test.root.outbox.relay().deliver(notices, with: files).unreachable.isEmpty)
    #expect(try test.names(in: "\(test.root.path)/outbox").count == count)
    #expect(try test.names(in: "\(test.root.path)/outbox/\(last)/new").count == 2)
  }
}
