import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// What a monitoring system reads of an intake.
@Suite("Metrics", .timeLimit(.minutes(10)))
struct MetricsTests {
  private func read(_ intake: DemoIntake, _ path: String = "reports/metrics.prom") throws -> Exposition {
    try Exposition(String(contentsOfFile: path.hasPrefix("/") ? path : "\(intake.folder)/\(path)", encoding: .utf8))
  }

  @Test("a run leaves them, in the form and by the names that the format wants")
  func run() async throws {
    let intake = try DemoIntake()
    for sample in try Sample.all().prefix(20) {
      try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    }
    try Data().write(to: URL(filePath: "\(intake.folder)/outbox/court-103"))
    try intake.dropStranger(1, into: "court-103")
    _ = try await intake.run(after: 0)
    let metrics = try read(intake)
    let counts = try intake.store.queries.stateCounts()
    for state in ItemState.allCases {
      #expect(
        metrics.values["court_intake_items{state=\"\(state.rawValue.lowercased())\"}"] == Double(counts[state: state]))
    }
    let waits = "court_intake_recipient_failed_tries{recipient=\"court-103\"}"
    #expect(metrics.values[waits] == 1)
    #expect(try #require(metrics.values["court_intake_notices_owed{recipient=\"court-103\"}"]) >= 1)
    #expect(try #require(metrics.values["court_intake_notices_delivered_total{recipient=\"integrators\"}"]) > 0)
    #expect(metrics.values["court_intake_channel_reachable{channel=\"integrators\"}"] == 1)
    #expect(try #require(metrics.values["court_intake_disk_free_bytes"]) > 0)
    #expect(try #require(metrics.values["court_intake_database_size_bytes"]) > 0)
    #expect(
      metrics.values["court_intake_last_run_start_timestamp_seconds"] == Double(DemoIntake.start.milliseconds) / 1000)
    for (name, type) in metrics.types {
      #expect(name.hasPrefix("court_intake_"))
      #expect(name.hasSuffix("_total") == (type == "counter"), "\(name)")
    }
    // Nothing of a filing.
    let text = try String(contentsOfFile: "\(intake.folder)/reports/metrics.prom", encoding: .utf8)
    #expect(!text.contains("Nümunə") && !text.contains("5TEST"))
  }

  @Test("a service keeps them up to date, and one that cannot be written stops nothing")
  func service() async throws {
    let intake = try DemoIntake()
    let path = "\(intake.folder)/elsewhere.prom"
    let service = try await RunningService(
      intake,
      intake.configured {
        $0.settleTerm = .milliseconds(10)
        $0.metricsInterval = .milliseconds(20)
        $0.metricsFile = path
      })
    try intake.dropStranger(1)
    try await service.until("the packages are counted") {
      guard let metrics = try? read(intake, path) else { return false }
      return metrics.values["court_intake_packages_accepted_total"] == 1
    }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try intake.dropStranger(2)
    try await service.until("it goes on") { try service.counts.received == 2 }
    _ = try await service.stop()
  }

  @Test("values and labels are written so that any reader takes them apart again")
  func format() throws {
    var text = MetricsText()
    text.add("a_total", .counter, "Help with \\ and\nlines", [([("label", "a\"b\\c\nd")], 1), ([("label", "e")], 0.5)])
    text.add("b", .gauge, "Nothing", nil)
    text.add("c", .gauge, "Large", 1_790_000_000.25)
    let read = try Exposition(text.text)
    #expect(read.values.count == 3 && read.values["c"] == 1_790_000_000.25)
    #expect(read.values["a_total{label=\"a\\\"b\\\\c\\nd\"}"] == 1)
  }
}
