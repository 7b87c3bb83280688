import Filing
import Foundation
import Glibc
import Testing

@testable import Intake

/// When a folder package is whole: by its own list of files, its sender's marker, or because it changes no more.
@Suite("A folder package")
struct CompletenessTests {
  private static let arrival = Instant(milliseconds: 1_777_874_400_000)
  private let intake: DemoIntake
  private let path: String

  init() throws {
    intake = try DemoIntake()
    path = "\(intake.folder)/inbox/integrators/claim"
    let sample = try Sample.named("02-claim-folder")
    try intake.drop(sample.path, as: "claim", into: "integrators")
  }

  @Test("waits in its inbox for a file that it lists", arguments: ["akt.tif", "erize.pdf", "hesab.xml"])
  func lateFile(_ name: String) async throws {
    let octets = try take(name)
    for length in [nil, octets.count / 2] {
      if let length { try octets.prefix(length).write(to: URL(filePath: "\(path)/\(name)")) }
      let summary = try await intake.run(at: Self.arrival)
      #expect(summary.lines.isEmpty && summary.leftAlone.map(\.reason) == ["fileMissing"])
    }
    try octets.write(to: URL(filePath: "\(path)/\(name)"))
    #expect(try await intake.run(at: Self.arrival).totals[state: .registered] == 1)
  }

  @Test("waits for the end of its main file")
  func lateSubmission() async throws {
    let octets = try Data(contentsOf: URL(filePath: "\(path)/submission.xml"))
    let sender = try #require(FileHandle(forWritingAtPath: "\(path)/submission.xml"))
    try sender.truncate(atOffset: UInt64(octets.count / 2))
    #expect(try await intake.run(at: Self.arrival).lines.isEmpty)
    try sender.write(contentsOf: octets.dropFirst(octets.count / 2))
    #expect(try await intake.run(at: Self.arrival).totals[state: .registered] == 1)
  }

  @Test("waits among the claims for a file that has its size and not yet its octets")
  func reservedFile() async throws {
    let octets = try Data(contentsOf: URL(filePath: "\(path)/akt.tif"))
    let sender = try #require(FileHandle(forWritingAtPath: "\(path)/akt.tif"))
    try sender.write(contentsOf: Data(repeating: 0x20, count: octets.count))
    for _ in 0..<2 {
      let summary = try await intake.run(at: Self.arrival)
      #expect(summary.lines.isEmpty && summary.leftAlone.map(\.reason) == ["manifest"])
    }
    try sender.seek(toOffset: 0)
    try sender.write(contentsOf: octets)
    #expect(try await intake.run(at: Self.arrival).totals[state: .registered] == 1)
  }

  enum Defect: CaseIterable { case missing, other }

  @Test("is kept for a person when what it lists has not come in its term", arguments: Defect.allCases)
  func overdue(_ defect: Defect) async throws {
    try damage(defect)
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    #expect(try await intake.run(at: now).lines.isEmpty)
    let tomorrow = Instant(milliseconds: now.milliseconds + 25 * 3_600_000)
    let outcome = try #require(try await intake.run(at: tomorrow).lines.first?.outcome)
    #expect(outcome.state == .quarantined && outcome.findings.map(\.code) == [.packageIncomplete])
  }

  @Test("is answered at once when its sender says that nothing more comes", arguments: Defect.allCases, [true, false])
  func marked(_ defect: Defect, beside: Bool) async throws {
    try damage(defect)
    try write("", to: beside ? "\(path).done" : "\(path)/.done")
    let outcome = try #require(try await intake.run(at: Self.arrival).lines.first?.outcome)
    #expect(outcome.state == .rejected)
    #expect(
      outcome.findings.map(\.code).contains(defect == .missing ? .documentFileMissing : .documentHashMismatch))
    #expect(!FileManager.default.fileExists(atPath: "\(path).done"))
  }

  @Test("is answered at once where its channel asks for no list", arguments: Defect.allCases)
  func settledChannel(_ defect: Defect) async throws {
    try damage(defect)
    #expect(try await intake.run(at: Self.arrival, with: configured(.settled)).totals[state: .rejected] == 1)
  }

  @Test("is taken by its marker alone where its channel asks for one")
  func markerChannel() async throws {
    let summary = try await intake.run(at: Self.arrival, with: configured(.marker))
    #expect(summary.lines.isEmpty && summary.leftAlone.map(\.reason) == ["markerMissing"])
    try write("", to: "\(path).done")
    #expect(try await intake.run(at: Self.arrival, with: configured(.marker)).totals[state: .registered] == 1)
  }

  @Test("that ended the program while its list was read is taken without reading it again")
  func poison() async throws {
    try damage(.other)
    var status = stat()
    #expect(stat("\(path)/submission.xml", &status) == 0)
    try write("\(status.st_dev) \(status.st_ino)", to: "\(intake.folder)/state/opening")
    #expect(try await intake.run(at: Self.arrival).totals[state: .rejected] == 1)
  }

  @Test("is shown to the operator while it waits")
  func survey() async throws {
    try damage(.missing)
    _ = try await intake.run(at: Self.arrival)
    let channel = try intake.root.channel(try #require(FolderLabel("integrators")))
    let later = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + 7_200_000)
    #expect(try InboxSurvey(of: channel, at: later).leftAlone.map(\.reason) == [.unfinished])
  }

  private func damage(_ defect: Defect) throws {
    let octets = try take("akt.tif")
    guard defect == .other else { return }
    try Data(repeating: 0x20, count: octets.count).write(to: URL(filePath: "\(path)/akt.tif"))
  }

  private func take(_ name: String) throws -> Data {
    let file = URL(filePath: "\(path)/\(name)")
    defer { try? FileManager.default.removeItem(at: file) }
    return try Data(contentsOf: file)
  }

  private func configured(_ completeness: ChannelPolicy.Completeness) -> IntakeConfiguration {
    intake.configured { settings in
      for index in settings.channels.indices { settings.channels[index].completeness = completeness }
    }
  }
}

@Suite("A single file")
struct UnfinishedFileTests {
  private static let arrival = Instant(milliseconds: 1_777_874_400_000)

  @Test("that ends anywhere before its end is left for its sender to finish")
  func everyPrefix() async throws {
    let sample = try Sample.named("01-claim-id-card")
    let octets = Array(try Data(contentsOf: URL(filePath: sample.path)))
    // A line break at the end says nothing.
    let end = try #require(octets.lastIndex(of: UInt8(ascii: ">")))
    for length in Array(0...80) + stride(from: 100, to: end - 40, by: 997) + Array(end - 40...end) {
      #expect(EndCheck(of: Array(octets.prefix(length))) != .complete, "\(length) of \(octets.count) octets")
      let reserved = octets.prefix(length) + [UInt8](repeating: 0, count: octets.count - length)
      #expect(EndCheck(of: Array(reserved)) != .complete, "\(length) of \(octets.count) octets, the rest reserved")
      let scattered = [UInt8](repeating: 0, count: length) + octets.dropFirst(length)
      #expect(length == 0 || EndCheck(of: scattered) != .complete, "without its first \(length) octets")
    }
    #expect(EndCheck(of: octets) == .complete)
  }

  @Test("that its sender marked and that does not end is kept for a person after its term")
  func marked() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array("<a>".utf8), as: "a.xml")
    try intake.drop([], as: "a.xml.done")
    let summary = try await intake.run(at: Self.arrival)
    #expect(summary.lines.isEmpty && summary.leftAlone.map(\.reason) == ["beginningMissing"])
    let tomorrow = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + 25 * 3_600_000)
    #expect(try await intake.run(at: tomorrow).totals[state: .quarantined] == 1)
  }

  @Test("that never got its end is kept for a person after its term, from the inbox too")
  func overdue() async throws {
    let intake = try DemoIntake()
    try intake.drop(Array("<a><b/>".utf8), as: "a.xml")
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    #expect(try await intake.run(at: Instant(milliseconds: now)).leftAlone.map(\.reason) == ["xmlEndMissing"])
    let outcome = try await intake.run(at: Instant(milliseconds: now + 25 * 3_600_000)).lines.first?.outcome
    #expect(outcome?.state == .quarantined && outcome?.findings.map(\.code) == [.packageIncomplete])
  }

  @Test("sent twice more in one group gets the one receipt, twice owed and once written")
  func duplicatesTogether() async throws {
    let intake = try DemoIntake()
    let sample = try Sample.named("01-claim-id-card")
    try intake.drop(sample.path, as: "first.xml", into: sample.channel)
    _ = try await intake.run(at: Self.arrival)
    for name in ["second.xml", "third.xml"] { try intake.drop(sample.path, as: name, into: sample.channel) }
    #expect(try await intake.run(at: Self.arrival).totals[state: .duplicate] == 2)
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
  }
}
