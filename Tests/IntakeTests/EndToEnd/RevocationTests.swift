import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// A revocation source that has nothing fresh to say is the world's failure, not the filer's.
@Suite("Revocation data that is out of date")
struct RevocationTests {
  private let authority: TestAuthority
  private let signer: TestIdentity
  private let arrival: Instant

  init() throws {
    authority = try TestAuthority(root: "Test CA")
    signer = try authority.issue([([2, 5, 4, 3], "Aysel"), ([2, 5, 4, 5], "PNOAZ-5TEST01")])
    arrival = try #require(Instant(dateTime: "2026-05-04T06:00:00Z"))
  }

  @Test("an item waits for a fresh list, and is registered with the time at which it arrived")
  func waitsForAFreshList() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(try package().utf8), as: "objection.xml")

    let first = try await intake.run(
      at: arrival, with: configuration(of: intake, listUntil: TestAuthority.day(2026, 2)))
    #expect(first.lines.map(\.outcome.state) == [.deferred])
    #expect(first.lines.first?.outcome.findings.map(\.code) == [.certificateRevocationUnknown])

    let tooEarly = try await intake.run(
      at: arrival.advanced(byMilliseconds: 60_000),
      with: configuration(of: intake, listUntil: TestAuthority.day(2026, 6)))
    #expect(tooEarly.lines.isEmpty)

    let later = arrival.advanced(byMilliseconds: 2 * 3_600_000)
    let second = try await intake.run(at: later, with: configuration(of: intake, listUntil: TestAuthority.day(2026, 6)))
    let item = try #require(second.lines.first?.outcome.reference)
    let entry = try #require(try intake.store.queries.item(item)?.outcome.entry)
    #expect(entry.receivedAt == arrival)
    #expect(entry.registeredAt == later)
    #expect(try intake.store.queries.stateCounts().addsUp)
  }

  @Test("an item that a person asks for is looked at by the next run, whatever its time")
  func isLookedAtWhenAskedFor() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(try package().utf8), as: "objection.xml")
    let first = try await intake.run(
      at: arrival, with: configuration(of: intake, listUntil: TestAuthority.day(2026, 2)))
    let item = try #require(first.lines.first?.outcome.reference)
    let soon = arrival.advanced(byMilliseconds: 60_000)
    let desk = try intake.desk(at: soon)
    #expect(try desk.retryDeferred(ItemReference(item.package, 2)).isEmpty)
    #expect(try desk.retryDeferred(item) == [item])
    #expect(try desk.retryDeferred(nil).isEmpty)
    let second = try await intake.run(at: soon, with: configuration(of: intake, listUntil: TestAuthority.day(2026, 6)))
    #expect(second.lines.first?.outcome.entry?.receivedAt == arrival)
  }

  @Test("however often an item waits, it is never taken for one that crashes the intake")
  func waitingCostsNoAttempt() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(try package().utf8), as: "objection.xml")
    let stale = try configuration(of: intake, listUntil: TestAuthority.day(2026, 2))
    for hour in 0..<6 {
      let summary = try await intake.run(at: arrival.advanced(byMilliseconds: Int64(hour) * 2 * 3_600_000), with: stale)
      #expect(summary.lines.map(\.outcome.state) == [.deferred])
    }
  }

  @Test(
    "an item that waits for longer than the term is held for a clerk, is never refused for it, and can be looked at again"
  )
  func expires() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(try package().utf8), as: "objection.xml")
    let day: Int64 = 86_400_000
    var stale = try configuration(of: intake, listUntil: TestAuthority.day(2026, 2))
    let first = try await intake.run(at: arrival, with: stale)
    let item = try #require(first.lines.first?.outcome.reference)
    #expect(
      try await intake.run(at: arrival.advanced(byMilliseconds: 6 * day), with: stale).totals[state: .deferred] == 1)

    let expiry = arrival.advanced(byMilliseconds: 8 * day)
    let held = try await intake.run(at: expiry, with: stale)
    #expect(held.lines.map(\.outcome.state) == [.held])
    #expect(held.lines.first?.outcome.findings.map(\.code) == [.certificateRevocationUnknown, .deferralExpired])
    #expect(try intake.notices(for: "integrators").last?.contains("DEFERRAL_EXPIRED") == true)
    #expect(try intake.store.queries.waiting(at: expiry, limit: 9)[.held].entries.map(\.code) == [.deferralExpired])

    // Nobody lets pass what is not proven.
    let statement = try ClerkStatement(person: "A. Həsənova", reason: "seen")
    guard case .kept = try await intake.desk(at: expiry, with: stale).accept(item, by: statement) else {
      Issue.record("accepted")
      return
    }
    #expect(try intake.desk(at: expiry, with: stale).retryDeferred(item) == [item])
    let again = try await intake.run(at: expiry, with: stale)
    #expect(again.lines.map(\.outcome.state) == [.held])

    // With a fresh list, looking at it again is enough; so is the clerk's word.
    let fresh = try configuration(of: intake, listUntil: TestAuthority.day(2026, 6))
    #expect(try intake.desk(at: expiry, with: fresh).retryDeferred(nil) == [item])
    let registered = try await intake.run(at: expiry, with: fresh)
    #expect(registered.lines.first?.outcome.entry?.receivedAt == arrival)
    #expect(try intake.store.queries.stateCounts().addsUp)

    // A longer term, and it still waits.
    let other = try DemoIntake()
    try other.drop(Array(try package().utf8), as: "objection.xml")
    stale = try configuration(of: other, listUntil: TestAuthority.day(2026, 2)) {
      $0.deferralTerm = .seconds(30 * 86_400)
    }
    for instant in [arrival, expiry] {
      #expect(try await other.run(at: instant, with: stale).lines.map(\.outcome.state) == [.deferred])
    }
  }

  @Test("an item waits while the responder is away, and is registered when it answers")
  func waitsForTheResponder() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(try package().utf8), as: "objection.xml")
    let away = try LoopbackServer { _ in .octets([], status: 503) }
    let first = try await intake.run(at: arrival, with: configuration(of: intake, asking: away))
    #expect(first.lines.map(\.outcome.state) == [.deferred])
    #expect(first.lines.first?.outcome.findings.map(\.code) == [.certificateRevocationUnknown])
    #expect(away.received.count == 1)

    let octets = try answer(.good)
    let server = try LoopbackServer { _ in .octets(octets) }
    let later = arrival.advanced(byMilliseconds: 2 * 3_600_000)
    let second = try await intake.run(at: later, with: configuration(of: intake, asking: server))
    #expect(second.lines.first?.outcome.entry?.receivedAt == arrival)
  }

  @Test("where settings say so, an item goes on with a warning while the responder is away")
  func warnsWhileTheResponderIsAway() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array(try package().utf8), as: "objection.xml")
    let away = try LoopbackServer { _ in .silence }
    var configuration = try configuration(of: intake, asking: away) {
      $0.whenAway = .warn
      $0.timeLimit = .milliseconds(200)
    }
    let run = try await intake.run(at: arrival, with: configuration)
    #expect(run.lines.first?.outcome.entry != nil)
    #expect(run.lines.first?.outcome.findings.map(\.code).contains(.certificateRevocationUnknown) == true)

    // Not even an old list of the trust folder makes it wait.
    let second = try DemoIntake()
    try second.drop(Array(try package().utf8), as: "objection.xml")
    let list = try authority.revocationList(
      of: [], thisUpdate: TestAuthority.day(2026, 1), nextUpdate: TestAuthority.day(2026, 2))
    configuration = try self.configuration(of: second, asking: away, lists: [list]) {
      $0.whenAway = .warn
      $0.timeLimit = .milliseconds(200)
    }
    #expect(try await second.run(at: arrival, with: configuration).lines.first?.outcome.entry != nil)
  }

  @Test("what the responder says of a revoked signer is a reason to refuse")
  func refusesARevokedSigner() async throws {
    for whenAway in RevocationSettings.WhenAway.allCases {
      let intake = try DemoIntake()
      try intake.drop(Array(try package().utf8), as: "objection.xml")
      let octets = try answer(.revoked(at: TestAuthority.day(2026, 3)))
      let server = try LoopbackServer { _ in .octets(octets) }
      let run = try await intake.run(
        at: arrival, with: configuration(of: intake, asking: server) { $0.whenAway = whenAway })
      #expect(run.lines.map(\.outcome.state) == [.rejected])
      #expect(run.lines.first?.outcome.findings.map(\.code).contains(.certificateRevoked) == true)
    }
  }

  private func answer(_ status: TestResponder.Status) throws -> [UInt8] {
    let time = Date(timeIntervalSince1970: Double(arrival.milliseconds / 1000))
    return try TestResponder(authority.identity, producedAt: time).response([
      TestResponder.Single(signer, of: authority.identity, status, thisUpdate: time)
    ])
  }

  private func configuration(
    of intake: DemoIntake, asking server: LoopbackServer, lists: [RevocationList] = [],
    change: (inout RevocationSettings) -> Void = { _ in }
  ) throws -> IntakeConfiguration {
    var settings = intake.configuration.settings
    settings.revocation.sources = [
      .init(kind: .answers, address: try #require(URL(webAddress: server.address)))
    ]
    // Long enough for a machine with other work; what tests silence shortens it.
    settings.revocation.timeLimit = .seconds(60)
    change(&settings.revocation)
    return configuration(of: intake, settings, lists)
  }

  private func configuration(
    of intake: DemoIntake, listUntil end: Date, change: (inout Settings) -> Void = { _ in }
  ) throws -> IntakeConfiguration {
    let list = try authority.revocationList(of: [], thisUpdate: TestAuthority.day(2026, 1), nextUpdate: end)
    var settings = intake.configuration.settings
    change(&settings)
    return configuration(of: intake, settings, [list])
  }

  private func configuration(
    of intake: DemoIntake, _ settings: Settings, _ lists: [RevocationList]
  ) -> IntakeConfiguration {
    let demo = intake.configuration
    let profile = IssuerProfile(
      name: "test", issuer: [.init(oid: "2.5.4.3", pattern: "Test CA")],
      personalNumber: .init(oid: "2.5.4.5", pattern: "PNOAZ-{FIN}"), taxNumber: nil)
    return IntakeConfiguration(
      settings: settings,
      reference: ReferenceData(
        courts: demo.reference.courts, issuerProfiles: [profile], tariffs: demo.reference.tariffs),
      trust: TrustStore(anchors: [authority.identity.record], revocationLists: lists), validation: .standard,
      seal: nil, isDemo: false)
  }

  private func package() throws -> String {
    let pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\n"
    let document = Data((pdf + "startxref\n45\n%%EOF\n").utf8).base64EncodedString()
    return try TestSigner(signer).sign(
      """
      <SubmissionPackage xmlns="urn:court-intake:submission:1">
        <Submission Id="filing">
          <MessageId>revocation-1</MessageId>
          <Destination><Court>050</Court></Destination>
          <Case><Number>2(050)-12/2026</Number></Case>
          <Procedure>civil</Procedure>
          <DocumentType>objection</DocumentType>
          <Participants>
            <Participant Id="p1"><Role>respondent</Role>
              <Person><FIN>5TEST01</FIN><Surname>Nümunəyeva</Surname><GivenName>Aysel</GivenName></Person>
            </Participant>
          </Participants>
          <Filer participant="p1"/>
          <LeadDocument>
            <Name>etiraz.pdf</Name><MediaType>application/pdf</MediaType><Content>\(document)</Content>
          </LeadDocument>
        </Submission>
        <Signatures>\(TestSigner.mark)</Signatures>
      </SubmissionPackage>
      """, element: "filing")
  }
}
