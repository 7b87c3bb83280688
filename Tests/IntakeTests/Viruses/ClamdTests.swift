import Filing
import FilingStore
import Foundation
import Synchronization
import Testing

@testable import Intake

/// The whole way with Debian's clamd.
@Suite(.enabled(if: RealScanner.isInstalled)) struct ClamdTests {
  @Test func theTestFileInsideAScanIsFoundAndItsNeighbourIsRegistered() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try RealScanner()
    try scanner.start()
    try fixture.drop([VirusScanFixture.infected, VirusScanFixture.good])
    let outcomes = try await fixture.run(scanner.settings)
    #expect(outcomes.map(\.state) == [.rejected, .registered], "\(outcomes.map(\.findings))")
    #expect(outcomes.first?.findings.map(\.code) == [.documentInfected])
    #expect(
      outcomes.first?.findings.first?.arguments.last?.value.hasPrefix("Eicar-Test-Signature") == true)
  }

  @Test func itsOwnLimitMakesNothingClean() throws {
    let scanner = try RealScanner()
    try scanner.start()
    // Settings promise more than it takes: it ends the connection in the middle.
    let octets = [UInt8](repeating: 0x41, count: 3 << 20)
    let check = try VirusScanner(scanner.settings).check(DocumentBytes(octets))
    #expect(check == .incomplete(reason: "it goes beyond a limit of the scanner, StreamMaxLength"))
  }

  @Test func aServiceGoesOnByItselfWhenItIsStarted() async throws {
    let fixture = try VirusScanFixture()
    let scanner = try RealScanner()
    let now = Mutex(fixture.arrival)
    try fixture.drop([VirusScanFixture.infected, VirusScanFixture.good])
    let service = try await RunningService(
      fixture.intake, fixture.configuration(scanner.settings), clock: WallClock { now.withLock { $0 } })
    try await service.until("both wait") { try service.counts[state: .deferred] == 2 }

    try scanner.start()
    now.withLock { $0 = fixture.arrival.advanced(byMilliseconds: 61_000) }
    try await service.until("both are decided") {
      try service.counts[state: .rejected] == 1 && service.counts[state: .registered] == 1
    }
    #expect(try await service.stop().addsUp)
  }
}
