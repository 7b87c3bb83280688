import Filing
import FilingStore
import Foundation
import Synchronization
import Testing

@testable import Intake

/// Notices that are handed over to programs.
@Suite("The hand-over of notices", .timeLimit(.minutes(10)))
struct HandOverTests {
  private let intake: DemoIntake
  private let taken: String

  init() throws {
    intake = try DemoIntake()
    taken = "\(intake.folder)/taken"
    try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
  }

  private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: taken).sorted() } }

  private func run(after seconds: Int64, _ program: HandOverPrograms.Program?) async throws {
    _ = try await intake.run(after: seconds) { $0.handOver.byRecipient["integrators"] = program }
  }

  private var handOvers: [FilingStore.NoticePage.HandOver?] { get throws { try intake.pages.map(\.handOver) } }

  @Test("a program is given path and id as its last arguments, and exactly the notice's octets")
  func handsOver() async throws {
    try intake.dropStranger(1)
    try intake.dropStranger(2, into: "participants")
    let program = try intake.program("test \"$1\" = first && cp \"$2\" '\(taken)'/\"$3\"")
    try await run(after: 0, program)
    let page = try #require(try intake.pages.first)
    #expect(try names == ["N-000000001-quarantined"])
    let octets = FileManager.default.contents(atPath: intake.path("new", try #require(page.fileName)))
    #expect(octets != nil && FileManager.default.contents(atPath: "\(taken)/N-000000001-quarantined") == octets)
    #expect(page.handOver?.doneAt == DemoIntake.start)
    #expect(try handOvers.last == .some(nil), "who has no program is handed nothing over")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(intake.folder)/state/hand-over").isEmpty)
    // Once handed over, never again.
    try FileManager.default.removeItem(atPath: "\(taken)/N-000000001-quarantined")
    try await run(after: 3600, program)
    #expect(try names.isEmpty)
  }

  @Test("one that fails is asked again after the same pauses; why is recorded, what it wrote is kept apart")
  func fails() async throws {
    try intake.dropStranger(1)
    let failing = try intake.program("echo Aysel Numuneyeva >&2; exit 3")
    try await run(after: 0, failing)
    let failure = try #require(try handOvers.first??.failure)
    #expect(failure.reason.contains("ended with 3") && !failure.reason.contains("Aysel"))
    #expect(failure.attempts == 1 && failure.nextTry == DemoIntake.start.advanced(byMilliseconds: 5000))
    let output = "\(intake.folder)/state/hand-over/integrators.output"
    #expect(FileManager.default.contents(atPath: output) == Data("Aysel Numuneyeva\n".utf8))
    let mode = try FileManager.default.attributesOfItem(atPath: output)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    // Who starts a run wants it tried, however long it was to wait; once.
    try await run(after: 4, failing)
    #expect(try handOvers.first??.failure?.attempts == 2)
    #expect(try handOvers.first??.failure?.nextTry == DemoIntake.start.advanced(byMilliseconds: 14_000))
    // The notice stands in its folder all the time, and a person may have it tried at once.
    #expect(try intake.names("new").count == 1)
    let notice = try #require(try intake.pages.first?.intent.id)
    let now = DemoIntake.start.advanced(byMilliseconds: 6000)
    guard case .handedOverAgain = try await intake.desk(at: now).retry(notice) else {
      Issue.record("not due")
      return
    }
    try await run(after: 6, try intake.program("cp \"$2\" '\(taken)'/\"$3\""))
    #expect(try names.count == 1 && !FileManager.default.fileExists(atPath: output))
  }

  @Test("a notice that is never taken keeps no other waiting for long")
  func poison() async throws {
    for number in 1...4 { try intake.dropStranger(number) }
    let program = try intake.program("case $3 in N-000000002-*) exit 1;; esac; cp \"$2\" '\(taken)'/\"$3\"")
    try await run(after: 0, program)
    #expect(try names.count == 3)
    #expect(try handOvers.count { $0?.doneAt == nil } == 1)
  }

  @Test("what does not begin, or does not end, has not taken the notice; all that it started is ended")
  func ends() async throws {
    try intake.dropStranger(1)
    try await run(after: 0, HandOverPrograms.Program(arguments: ["\(intake.folder)/nothing"]))
    #expect(try handOvers.first??.failure?.reason.contains("cannot be run") == true)
    // Its end is seen by whoever reads what it holds open for writing.
    let pipe = "\(intake.folder)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    var slow = try intake.program("exec 3>'\(pipe)'; trap '' TERM; sleep 1000 & wait; sleep 1000")
    slow.timeLimit = .milliseconds(200)
    try await run(after: 5, slow)
    #expect(try handOvers.first??.failure?.reason.contains("took longer than 200ms") == true)
    _ = fcntl(reader, F_SETFL, 0)
    var octet: UInt8 = 0
    #expect(read(reader, &octet, 1) == 0)
  }

  @Test("output without end neither blocks nor fills anything")
  func floods() async throws {
    try intake.dropStranger(1)
    try await run(after: 0, try intake.program("head -c 3000000 /dev/zero; exit 1"))
    let output = "\(intake.folder)/state/hand-over/integrators.output"
    #expect(FileManager.default.contents(atPath: output)?.count == 4096)
  }

  @Test("without a program notices wait, and go to the one that is named next")
  func withoutProgram() async throws {
    try intake.dropStranger(1)
    try await run(after: 0, try intake.program("exit 1"))
    try await run(after: 60, nil)
    #expect(try intake.store.queries.recipientStandings(countsAll: true).first?.notHandedOver == 1)
    try await run(after: 120, try intake.program("cp \"$2\" '\(taken)'/\"$3\""))
    #expect(try names.count == 1)
  }

  @Test("a service goes on while a program hangs, ends it when it is stopped, and the next start hands over again")
  func service() async throws {
    let pipe = "\(intake.folder)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let hanging = try intake.program("echo started >'\(pipe)'; exec sleep 1000")
    let reader = open(pipe, O_RDWR)
    defer { close(reader) }
    let service = try await RunningService(
      intake,
      intake.configured {
        $0.settleTerm = .milliseconds(10)
        $0.handOver.everyone = hanging
      })
    try intake.dropStranger(1)
    _ = await service.scan()
    var octets = [UInt8](repeating: 0, count: 8)
    #expect(read(reader, &octets, 8) == 8)
    for number in 2...20 { try intake.dropStranger(number, into: "participants") }
    _ = await service.scan()
    #expect(try service.counts.received == 20)
    try await service.until("others are told") { try intake.names("new", of: "participants").count == 19 }
    _ = try await service.stop()
    #expect(try handOvers.allSatisfy { $0?.doneAt == nil })
    #expect(try handOvers.first??.failure == nil, "that the service stopped is not the program's fault")
    let program = try intake.program("cp \"$2\" '\(taken)'/\"$3\"", named: "other")
    let later = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + 60_000)
    _ = try await intake.run(at: later, with: intake.configured { $0.handOver.everyone = program })
    #expect(try names.count == 20)
  }
}
