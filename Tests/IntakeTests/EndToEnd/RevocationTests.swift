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
    let entry = try #require(second.lines.first?.outcome.entry)
    #expect(entry.receivedAt == arrival)
    #expect(entry.registeredAt == later)
    #expect(try intake.store.queries.stateCounts().addsUp)
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

  private func configuration(of intake: DemoIntake, listUntil end: Date) throws -> IntakeConfiguration {
    let list = try authority.revocationList(of: [], thisUpdate: TestAuthority.day(2026, 1), nextUpdate: end)
    let demo = intake.configuration
    let profile = IssuerProfile(
      name: "test", issuer: [.init(oid: "2.5.4.3", pattern: "Test CA")],
      personalNumber: .init(oid: "2.5.4.5", pattern: "PNOAZ-{FIN}"), taxNumber: nil)
    return IntakeConfiguration(
      settings: demo.settings,
      reference: ReferenceData(
        courts: demo.reference.courts, issuerProfiles: [profile], tariffs: demo.reference.tariffs),
      trust: TrustStore(anchors: [authority.identity.record], revocationLists: [list]), validation: .standard,
      isDemo: false)
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
