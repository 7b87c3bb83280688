import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// Cabinets, from files alone.
@Suite("Electronic cabinets")
struct CabinetTests {
  private let court: CirculationFixture

  init() throws { court = try CirculationFixture() }

  @Test("a signed request opens a cabinet under a name that tells nothing, and both are told")
  func opens() async throws {
    let cabinet = try await court.openCabinet("<Email>aysel@example.az</Email><Language>az</Language>")
    #expect(cabinet.isOpen && cabinet.preferences.email == "aysel@example.az")
    #expect(!cabinet.userName.uppercased().contains("5TEST01") && cabinet.userName.count == 14)
    let own = try court.intake.notices(for: cabinet.recipient)
    #expect(own.count == 1 && own[0].contains(cabinet.userName))
    // In the language that its holder wants.
    #expect(own[0].contains("<Text xml:lang=\"az\">") && !own[0].contains("<Text xml:lang=\"en\">"))
    #expect(try court.intake.notices(for: "integrators").count == 1)
  }

  @Test("a cabinet is the signer's, whatever the text says")
  func holder() async throws {
    let outcome = try await court.submit(
      court.request("r-1", "<Open/>", fin: "6TEST02"), by: court.aysel)
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.cabinetHolderDiffers])
    let stated = try #require(PartyNumber(key: "FIN:6TEST02"))
    #expect(try court.intake.store.queries.cabinet(of: stated) == nil)
  }

  @Test("everyone has one cabinet for ever: it is changed, closed, and opened again under its name")
  func life() async throws {
    let cabinet = try await court.openCabinet("<Phone>+994501112233</Phone>")
    let again = try await court.submit(court.request("r-2", "<Open/>"), by: court.aysel)
    #expect(again.findings.map(\.code) == [.cabinetAlreadyOpen])
    let change = try await court.submit(
      court.request("r-3", "<Change><Notices>daily</Notices></Change>"), by: court.aysel)
    #expect(change.findings.map(\.code) == [.cabinetChanged])
    #expect(try court.cabinet().preferences.notices == .daily)
    #expect(try court.cabinet().preferences.phone == "+994501112233")
    let close = try await court.submit(court.request("r-4", "<Close/>"), by: court.aysel)
    #expect(close.findings.map(\.code) == [.cabinetClosed])
    #expect(try !court.cabinet().isOpen)
    let late = try await court.submit(court.request("r-5", "<Renew/>"), by: court.aysel)
    #expect(late.findings.map(\.code) == [.cabinetNotOpen])
    let reopened = try await court.submit(court.request("r-6", "<Open/>"), by: court.aysel)
    #expect(reopened.findings.map(\.code) == [.cabinetOpened])
    #expect(try court.cabinet().userName == cabinet.userName && court.cabinet().isOpen)
  }

  @Test("a renewal records another certificate of the same holder")
  func renewal() async throws {
    try await court.openCabinet()
    let same = try await court.submit(court.request("r-2", "<Renew/>"), by: court.aysel)
    #expect(same.findings.map(\.code) == [.cabinetCertificateKnown])
    let new = try court.authority.issue([([2, 5, 4, 3], "Aysel"), ([2, 5, 4, 5], "PNOAZ-5TEST01")])
    let renewed = try await court.submit(court.request("r-3", "<Renew/>"), by: new)
    #expect(renewed.findings.map(\.code) == [.cabinetRenewed])
    #expect(try court.cabinet().certificate == ContentHash(sha256Of: new.encoded))
  }

  @Test("a request that is sent again does nothing, also after another one; its id is used up")
  func replay() async throws {
    try await court.openCabinet()
    _ = try await court.submit(court.request("r-2", "<Close/>"), by: court.aysel)
    let replay = try await court.submit(court.request("open-1", "<Open></Open>"), by: court.aysel)
    #expect(replay.state == .recorded && replay.findings.map(\.code) == [.requestRepeated])
    #expect(try !court.cabinet().isOpen)
    let other = try await court.submit(court.request("open-1", "<Open><Phone>1</Phone></Open>"), by: court.aysel)
    #expect(other.state == .rejected && other.findings.map(\.code) == [.messageIDUsed])
  }

  @Test(
    "by policy a filer without a cabinet is let pass, warned, or refused",
    arguments: [
      (CabinetRequirement.no, ItemState.registered, []),
      (.warn, .registered, [FindingCode.filerWithoutCabinet]),
      (.refuse, .rejected, [.filerCabinetRequired]),
    ])
  func policy(_ required: CabinetRequirement, _ state: ItemState, _ codes: [FindingCode]) async throws {
    let outcome = try await court.submit(court.claim("m-1"), by: court.aysel, required)
    #expect(outcome.state == state && outcome.findings.map(\.code) == codes, "\(outcome.findings)")
    try await court.openCabinet()
    let registered = try await court.submit(court.claim("m-2"), by: court.aysel, required)
    #expect(registered.state == .registered && registered.findings.isEmpty, "\(registered.findings)")
  }

  // MARK: Powers of attorney

  @Test("a representative is held, unless the filer herself put a power on record; then she is told of the filing")
  func power() async throws {
    let cabinet = try await court.openCabinet()
    let held = try await court.submit(court.claim("m-1", isRepresented: true), by: court.orxan)
    #expect(held.state == .held && held.findings.map(\.code) == [.representativeAuthorityUnproven])
    let granted = try await court.submit(court.request("p-1", CirculationFixture.power("PA-1")), by: court.aysel)
    #expect(granted.findings.map(\.code) == [.powerRecorded], "\(granted.findings)")
    let outcome = try await court.submit(court.claim("m-2", isRepresented: true), by: court.orxan)
    #expect(outcome.state == .registered, "\(outcome.findings)")
    #expect(outcome.findings.map(\.code) == [.representativePowerOnRecord])
    let told = try court.intake.notices(for: cabinet.recipient)
    #expect(told.filter { $0.contains("kind=\"registered\"") }.count == 1)
    // Of what is held in her name she is told, too.
    #expect(told.filter { $0.contains("kind=\"held\"") }.count == 1)
  }

  @Test(
    "a power that ended, was taken back, or is for something else gives its own finding",
    arguments: [
      (CirculationFixture.power("PA-1", until: "2026-05-05"), false, FindingCode.representativePowerExpired),
      (CirculationFixture.power("PA-1"), true, .representativePowerRevoked),
      (
        CirculationFixture.power("PA-1", scope: "<Procedure>commercial</Procedure>"), false,
        .representativePowerNotCovering
      ),
      (
        CirculationFixture.power("PA-1", scope: "<CaseNumber>2(050)-17/2026</CaseNumber>"), false,
        .representativePowerNotCovering
      ),
    ])
  func powerThatDoesNotHold(_ power: String, _ isRevoked: Bool, _ code: FindingCode) async throws {
    try await court.openCabinet()
    let granted = try await court.submit(court.request("p-1", power), by: court.aysel)
    #expect(granted.state == .recorded, "\(granted.findings)")
    if isRevoked {
      let revoked = try await court.submit(
        court.request("p-2", "<RevokePower><Number>PA-1</Number></RevokePower>"), by: court.aysel)
      #expect(revoked.findings.map(\.code) == [.powerRevoked])
    }
    let held = try await court.submit(court.claim("m-1", isRepresented: true), by: court.orxan, days: 3)
    #expect(held.state == .held && held.findings.map(\.code) == [code], "\(held.findings)")
    let answer = try await court.intake.desk(
      at: court.arrival.advanced(byMilliseconds: 3 * CirculationFixture.day), with: court.configuration()
    ).accept(held.reference, by: try ClerkStatement(person: "A. Clerk", reason: "Shown at the counter"))
    guard case .done(let outcome) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(outcome.state == .registered && outcome.findings.map(\.code).contains(code))
    #expect(outcome.entry?.draft.disposition == .acceptedByClerk)
  }

  @Test("what comes together is decided in the order in which it came")
  func order() async throws {
    let packages = [
      (court.request("open-1", "<Open/>"), court.aysel), (court.request("open-2", "<Open/>"), court.aysel),
      (court.request("p-1", CirculationFixture.power("PA-1")), court.aysel),
      (court.claim("m-1", isRepresented: true), court.orxan),
    ]
    for (index, (content, signer)) in packages.enumerated() {
      try court.intake.drop(try court.package(content, by: signer), as: "\(index).xml")
    }
    let lines = try await court.run().lines.map(\.outcome)
    #expect(
      lines.map { $0.findings.map(\.code) } == [
        [.cabinetOpened], [.cabinetAlreadyOpen], [.powerRecorded], [.representativePowerOnRecord],
      ])
  }

  @Test("who was told that a filing is held is told when a clerk refuses it")
  func refusal() async throws {
    let cabinet = try await court.openCabinet()
    let held = try await court.submit(court.claim("m-1", isRepresented: true), by: court.orxan)
    _ = try await court.intake.desk(at: court.arrival, with: court.configuration()).refuse(
      held.reference, by: try ClerkStatement(person: "A. Clerk", reason: "No power was shown"))
    let told = try court.intake.notices(for: cabinet.recipient)
    #expect(told.contains { $0.contains("kind=\"rejected\"") && $0.contains("No power was shown") })
    let states = try court.intake.store.queries.placements(in: cabinet.id, limit: 10).map(\.state)
    #expect(states == [.rejected, .held, .recorded])
  }

  @Test("nobody gives himself a power in another's name, and numbers are used once")
  func powerOfOthers() async throws {
    try await court.openCabinet()
    let own = try await court.submit(
      court.request("p-1", CirculationFixture.power("PA-1"), fin: "5TEST01"), by: court.orxan)
    #expect(own.findings.map(\.code) == [.cabinetHolderDiffers])
    let past = try await court.submit(
      court.request("p-2", CirculationFixture.power("PA-1", until: "2026-05-03")), by: court.aysel)
    #expect(past.findings.map(\.code) == [.powerTermInvalid])
    _ = try await court.submit(court.request("p-3", CirculationFixture.power("PA-1")), by: court.aysel)
    let twice = try await court.submit(court.request("p-4", CirculationFixture.power("PA-1")), by: court.aysel)
    #expect(twice.findings.map(\.code) == [.powerNumberUsed])
    let unknown = try await court.submit(
      court.request("p-5", "<RevokePower><Number>PA-9</Number></RevokePower>"), by: court.aysel)
    #expect(unknown.findings.map(\.code) == [.powerUnknown])
  }
}
