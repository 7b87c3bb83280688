import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

@Suite struct RootInspectionTests {
  @Test func aRootThatTookEverySampleIsClean() async throws {
    let samples = try Sample.all()
    let intake = try DemoIntake(evidence: .statement)
    for sample in samples { try intake.drop(sample.path, as: sample.dropName, into: sample.channel) }
    let summary = try await intake.run(at: try #require(Instant(dateTime: samples[0].clock)))
    let inspection = try RootInspection(root: intake.root).run()
    #expect(inspection.observations.isEmpty, "\(inspection.observations)")
    #expect(inspection.isClean(after: nil))
    #expect(inspection.entries == summary.totals[state: .registered] && inspection.notices == summary.lines.count)
  }

  /// In a row the names are escaped, which puts them in another order.
  @Test func aFolderIsHashedInTheOrderOfItsNamesOctets() throws {
    let root = try TestRoot()
    try root.putFolder("a", ["submission.xml": "<a/>", "\u{1}z": "1", " z": "2"])
    let writer = try ByteStoreWriter(root.root.store)
    #expect(try writer.copy(try root.claimDrop()) == .copied)
    let packages = try writer.sync().map { AcceptedPackage($0, arrivedAt: Instant(milliseconds: 0)) }
    let store = try RegisterStore(path: root.root.registerPath) { ContentHash(sha256Of: $0) }
    _ = try store.commit { try $0.accept(packages, openedAtOnce: false) }
    let inspection = try RootInspection(root: root.root).run()
    #expect(inspection.observations.map(\.code) == [.claimAccepted] && inspection.files == 3)
  }

  @Test(arguments: ObservationCode.allCases) func eachCodeSaysWhatIsWrongAndWhatToDo(_ code: ObservationCode) {
    let texts = FindingCatalogue.Language.allCases.map {
      Observation(code: code, place: "", detail: nil).text(in: $0)
    }
    for text in texts {
      #expect(text.cause.hasSuffix(".") && text.remedy.last?.isPunctuation == true)
    }
    #expect(Set(texts.map(\.cause)).count == texts.count)
    #expect(ObservationCode.allCases.filter { $0.textInEnglish.cause == code.textInEnglish.cause } == [code])
  }

  @Test func ofTheSameDamageSoMuchIsKeptAsAPersonCanActOn() {
    let log = ObservationLog()
    for number in 1...5000 { log.report(.stranger, at: "\(number)") }
    log.report(.chainBroken, at: "entry")
    #expect(log.observations.count == ObservationLog.keptOfEach + 1)
    #expect(log.counts == [.stranger: 5000, .chainBroken: 1])
    #expect(log.observations.first?.code == .chainBroken)
  }

  @Test(arguments: [[0x61], [0x25, 0x30, 0x31], [0x01, 0xFF, 0x25, 0xC9], Array("ərizə №1.xml".utf8)] as [[UInt8]])
  func anEscapedNameGivesItsOctetsBack(_ octets: [UInt8]) {
    #expect(PercentEscape.octets(of: PercentEscape.text(octets)) == octets)
  }

  @Test func aNoticeIsKnownByItsName() {
    #expect(NoticePage.intent(named: "20260504T100000-000000123-registered.xml")?.value == 123)
    for name in ["a", "20260504T100000-000000123-mine.xml", "20260504T100000-12-registered.xml", "registered.xml"] {
      #expect(NoticePage.intent(named: name) == nil)
    }
  }
}
