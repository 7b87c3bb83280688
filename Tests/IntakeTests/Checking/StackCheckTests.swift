import Filing
import FilingStore
import Foundation
import Logging
import Testing

@testable import Intake

/// What a check of a root says of scanned stacks: of each harm exactly its code and its place.
@Suite struct StackCheckTests {
  private let test: TestRoot
  private let stacks: StackFolder
  private let id: ULID
  private static let decision = #"{"act":{},"person":"A","reason":"B","at":{"milliseconds":1790000000000}}"#

  init() throws {
    test = try TestRoot()
    stacks = try test.root.stacks()
    let share = try test.root.scannerShare(present(FolderLabel("desk")))
    let monday = "\(test.root.path)/scans/desk/monday"
    try FileManager.default.createDirectory(atPath: monday, withIntermediateDirectories: true)
    for name in ["a.tif", "b.tif"] { try write("octets of \(name)", to: "\(monday)/\(name)") }
    id = test.nextID()
    let sighting = try present(share.look().stacks.first)
    #expect(try share.take(sighting, as: id, at: Instant(milliseconds: 1_790_000_000_000), to: stacks))
    let stack = try present(stacks.stack(id))
    for count in 0..<3 { #expect(try stack.add(Data(Self.decision.utf8), after: count)) }
    try stack.replace(FileName(known: "record.json"), with: Data(#"{"carriedOut":3}"#.utf8))
  }

  private func path(_ place: String) -> String { "\(test.root.path)/stacks/\(id)/\(place)" }

  private func observations() throws -> [String: ObservationCode] {
    let observations = try RootInspection(root: test.root).run().observations
    return Dictionary(uniqueKeysWithValues: observations.map { ($0.place, $0.code) })
  }

  private func expect(_ code: ObservationCode, at place: String) throws {
    #expect(try observations() == ["stacks/\(id)/\(place)": code])
  }

  @Test func aStackThatIsWholeIsClean() throws {
    let inspection = try RootInspection(root: test.root).run()
    #expect(inspection.observations.isEmpty, "\(inspection.observations)")
    #expect(inspection.files == 2 && inspection.octets > 2 * 15)
    try stacks.finish(present(stacks.stack(id)))
    #expect(try observations().isEmpty)
  }

  @Test(arguments: ["octets of c.tif", "octets of b.ti", "octets of b.tif."])
  func octetsThatChangedAreSaid(_ text: String) throws {
    try write(text, to: path("originals/2"))
    try expect(.stackScanAltered, at: "originals/2")
  }

  @Test(arguments: ["originals/1", "originals/2"]) func aScanThatIsGoneIsSaid(_ place: String) throws {
    try FileManager.default.removeItem(atPath: path(place))
    try expect(.stackScanMissing, at: place)
  }

  @Test func aLinkIsNoScan() throws {
    try FileManager.default.moveItem(atPath: path("originals/1"), toPath: path("1"))
    try FileManager.default.createSymbolicLink(atPath: path("originals/1"), withDestinationPath: path("1"))
    try expect(.stackScanMissing, at: "originals/1")
  }

  @Test(arguments: ["", "{}", #"{"channel":"desk","name":"","takenAt":0,"files":[{}]}"#])
  func aManifestThatCannotBeReadIsSaid(_ text: String) throws {
    try write(text, to: path("manifest.json"))
    try expect(.stackUnreadable, at: "manifest.json")
  }

  /// In the middle it leaves a gap; at the end the record tells that it was there.
  @Test(arguments: 1...3) func aDecisionThatIsGoneIsSaid(_ number: Int) throws {
    try FileManager.default.removeItem(atPath: path("decisions/\(number).json"))
    try expect(.stackDecisionMissing, at: "decisions/\(number).json")
  }

  @Test func decisionsThatAreGoneTogetherAreSaidOnce() throws {
    try FileManager.default.removeItem(atPath: path("decisions"))
    try expect(.stackDecisionMissing, at: "decisions/1.json")
  }

  @Test(arguments: ["", "{", #"{"person":"A","reason":"B"}"#, #"{"person":"A","at":{"milliseconds":0}}"#])
  func aDecisionThatCannotBeReadIsSaid(_ text: String) throws {
    try write(text, to: path("decisions/2.json"))
    try expect(.stackDecisionUnreadable, at: "decisions/2.json")
  }

  @Test func aStackInTwoPlacesIsSaid() throws {
    let stacks = "\(test.root.path)/stacks"
    try FileManager.default.copyItem(atPath: "\(stacks)/\(id)", toPath: "\(stacks)/done/\(id)")
    #expect(try observations() == ["stacks/done/\(id)": .stackTwice])
  }

  @Test func strangersAreSaid() throws {
    for place in ["originals/3", "decisions/02.json", "../mine", "../done/mine"] { try write("x", to: path(place)) }
    #expect(
      try observations() == [
        "stacks/\(id)/originals/3": .stranger, "stacks/\(id)/decisions/02.json": .stranger, "stacks/mine": .stranger,
        "stacks/done/mine": .stranger,
      ])
  }

  @Test func whatWasNeverFinishedIsNoDamageAndGoesWithARepair() throws {
    for name in ["\(test.nextID()).part", "done/\(test.nextID()).removed"] {
      let part = "\(test.root.path)/stacks/\(name)"
      try FileManager.default.createDirectory(atPath: "\(part)/originals", withIntermediateDirectories: true)
      try write("half", to: "\(part)/originals/1")
    }
    try write("half", to: path("decisions/4.draft.tmp"))
    let store = try RegisterStore(path: test.root.registerPath) { ContentHash(sha256Of: $0) }
    let inspection = try RootInspection(root: test.root).run()
    #expect(inspection.counts == [.stackTemporary: 3] && inspection.isClean(after: nil))
    let repaired = try RootRepair(
      root: test.root, programs: HandOverPrograms(), store: store,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ).run(after: inspection, redelivers: false)
    #expect(repaired.stackLeftovers == 2)
    // A clerk's command may be at work on its draft.
    try expect(.stackTemporary, at: "decisions/4.draft.tmp")
    #expect(try stacks.all() == [id])
  }
}
