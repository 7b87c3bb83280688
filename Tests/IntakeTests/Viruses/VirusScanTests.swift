import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// Every document passes the scanner before it is registered, and none is clean because nobody looked.
@Suite struct VirusScanTests {
  @Test func whatIsCleanIsRegistered() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try FakeScanner(.answer("stream: OK"))
    try fixture.drop([VirusScanFixture.good, VirusScanFixture.good])
    let outcomes = try await fixture.run(scanner.settings)
    #expect(outcomes.map(\.state) == [.registered, .registered], "\(outcomes.map(\.findings))")
    #expect(scanner.streams == [VirusScanFixture.good, VirusScanFixture.good])
  }

  @Test func whatIsFoundIsRefusedAndNamed() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try FakeScanner(.answer("stream: Win.Test.EICAR FOUND"))
    try fixture.drop([VirusScanFixture.good])
    let outcome = try #require(try await fixture.run(scanner.settings).first)
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.documentInfected])
    #expect(outcome.findings.first?.arguments.map(\.value) == ["scan-1.pdf", "Win.Test.EICAR"])
    #expect(try fixture.intake.notices(for: VirusScanFixture.channel).last?.contains("DOCUMENT_INFECTED") == true)
  }

  @Test func whileTheScannerIsAwayTheItemWaitsAndThenGoesOn() async throws {
    let fixture = try VirusScanFixture()
    try fixture.drop([VirusScanFixture.good, VirusScanFixture.good])
    let path = FakeScanner.freePath()
    let settings = VirusScanSettings(socket: path)
    let first = try await fixture.run(settings)
    #expect(first.map(\.state) == [.deferred, .deferred])
    #expect(first.allSatisfy { $0.findings.map(\.code) == [.virusScannerAway] })

    // After one minute, then after as long as it has waited already.
    var looks: [Int64] = []
    for minute in Int64(1)...9 where try await !fixture.run(minutes: minute, settings).isEmpty { looks.append(minute) }
    #expect(looks == [1, 2, 4, 8])

    let scanner = try FakeScanner(.answer("stream: OK"), at: path)
    let outcomes = try await fixture.run(minutes: 16, scanner.settings)
    #expect(outcomes.map(\.state) == [.registered, .registered])
    #expect(outcomes.allSatisfy { $0.entry?.receivedAt == fixture.arrival })
    #expect(try fixture.intake.store.queries.stateCounts().addsUp)
  }

  @Test func whatTheScannerCannotLookAtIsHeldForAClerk() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try FakeScanner(.answer("stream: OK"))
    var settings = scanner.settings
    settings.largest = Int64(VirusScanFixture.good.count - 1)
    try fixture.drop([VirusScanFixture.good])
    let outcome = try #require(try await fixture.run(settings).first)
    #expect(outcome.state == .held && outcome.findings.map(\.code) == [.documentNotScanned])

    let statement = try ClerkStatement(person: "A. Həsənova", reason: "looked at elsewhere")
    let desk = try fixture.intake.desk(at: fixture.arrival, with: fixture.configuration(settings))
    guard case .done(let accepted) = try await desk.accept(outcome.reference, by: statement) else {
      Issue.record("not accepted")
      return
    }
    #expect(accepted.state == .registered)
  }

  @Test func settingsMayRefuseWhatTheScannerCannotLookAt() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try FakeScanner(.answer("INSTREAM size limit exceeded. ERROR"))
    try fixture.drop([VirusScanFixture.good])
    let configuration = try fixture.configuration(scanner.settings, severities: [.documentNotScanned: .fatal])
    let run = try await fixture.intake.run(at: fixture.arrival, with: configuration)
    #expect(run.lines.map(\.outcome.state) == [.rejected])
  }

  @Test func aClerkCannotAcceptWhatTheScannerIsAskedAboutInVain() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try FakeScanner(.answer("INSTREAM size limit exceeded. ERROR"))
    try fixture.drop([VirusScanFixture.good])
    let outcome = try #require(try await fixture.run(scanner.settings).first)
    let statement = try ClerkStatement(person: "A. Həsənova", reason: "looked at elsewhere")
    let away = try fixture.configuration(VirusScanSettings(socket: FakeScanner.freePath()))
    let desk = try fixture.intake.desk(at: fixture.arrival, with: away)
    guard case .kept(let findings) = try await desk.accept(outcome.reference, by: statement) else {
      Issue.record("accepted")
      return
    }
    #expect(findings.map(\.code) == [.virusScannerAway])
  }

  @Test func whatIsRefusedAnywayIsNotKeptWaiting() async throws {
    let fixture = try VirusScanFixture()
    try fixture.drop([VirusScanFixture.good], caseNumber: "2(050)-l/2026")
    let outcome = try #require(
      try await fixture.run(VirusScanSettings(socket: FakeScanner.freePath())).first)
    #expect(outcome.state == .rejected)
    #expect(Set(outcome.findings.map(\.code)).isSuperset(of: [.caseNumberMalformed, .virusScannerAway]))
  }

  @Test func aScannerThatIsNeverBackMakesAClerkDecide() async throws {
    let fixture = try VirusScanFixture()
    try fixture.drop([VirusScanFixture.good])
    let settings = VirusScanSettings(socket: FakeScanner.freePath())
    _ = try await fixture.run(settings)
    let outcome = try #require(try await fixture.run(minutes: 8 * 1440, settings).first)
    #expect(outcome.state == .held && outcome.findings.map(\.code) == [.virusScannerAway, .deferralExpired])
  }
}
