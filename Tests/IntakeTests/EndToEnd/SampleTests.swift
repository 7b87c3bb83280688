import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// The samples are documentation first: what `expected.json` says of each is what the intake does with it.
@Suite("Samples end as their expected.json says")
struct SampleTests {
  @Test("verdicts, findings, places and duties of every sample, dropped one after another")
  func everySample() async throws {
    let samples = try Sample.all()
    #expect(samples.count >= 24)
    let intake = try DemoIntake(evidence: .statement)
    for sample in samples {
      try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
      let clock = try #require(Instant(dateTime: sample.clock))
      let summary = try await intake.run(at: clock)
      try expect(sample, of: summary)
    }
    let counts = try intake.store.queries.stateCounts()
    #expect(counts.addsUp)
    #expect(counts.received == samples.reduce(0) { $0 + $1.items.count })
  }

  @Test("every refusal names the code, the place and the remedy in both languages")
  func noticesOfRefusals() async throws {
    let samples = try Sample.all()
    let intake = try DemoIntake(evidence: .statement)
    for sample in samples { try intake.drop(sample.path, as: sample.dropName, into: sample.channel) }
    let clock = try #require(Instant(dateTime: samples[0].clock))
    let summary = try await intake.run(at: clock)
    let notices = try ["integrators", "participants", "court-103", "treasury"].flatMap(intake.notices)
    // A package takes some time in each stage, and those that are not read are not verified.
    #expect(summary.times.packages == Set(summary.lines.map(\.outcome.package)).count)
    #expect(StageTimes.Stage.allCases.allSatisfy { summary.times[$0] > .zero })
    // A duplicate has its own notice, and the first receipt lies there already under its name.
    #expect(notices.count == summary.lines.count)
    for line in summary.lines where line.outcome.state == .rejected {
      let told = notices.filter {
        $0.contains("<Outcome state=\"REJECTED\"") && $0.contains(">\(line.package)</Package>")
      }
      for finding in line.outcome.findings {
        #expect(told.contains { $0.contains("code=\"\(finding.code.rawValue)\"") }, "\(line.package)")
        for language in FindingCatalogue.Language.allCases {
          let remedy = finding.text(in: language).remedy.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          #expect(told.contains { $0.contains(remedy) }, "\(line.package): \(remedy)")
        }
      }
    }
  }

  private func expect(_ sample: Sample, of summary: RunSummary) throws {
    #expect(summary.undecided.isEmpty, "\(sample.name)")
    guard summary.lines.count == sample.items.count else {
      Issue.record("\(sample.name): \(summary.lines.count) items where \(sample.items.count) are expected")
      return
    }
    for (line, item) in zip(summary.lines, sample.items) {
      let outcome = line.outcome
      let place = "\(sample.name), item \(item.item)"
      #expect(outcome.state.rawValue == item.verdict, "\(place)")
      #expect(outcome.findings.map(\.code.rawValue).sorted() == item.findings.sorted(), "\(place)")
      #expect((outcome.senderItemID ?? String(outcome.ordinal)) == item.item, "\(place)")
      if let duty = item.duty, outcome.state == .registered {
        #expect(outcome.entry?.duty?.decimal == duty, "\(place)")
      }
      let paths = outcome.findings.compactMap { $0.location?.path }
      for path in item.at ?? [] { #expect(paths.contains(path), "\(place): \(path) in \(paths)") }
    }
  }
}
