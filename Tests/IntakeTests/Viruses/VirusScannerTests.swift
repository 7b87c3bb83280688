import Filing
import Testing

@testable import Intake

/// What of a scanner's answers counts, and how long it is waited for.
@Suite struct VirusScannerTests {
  private static func check(
    _ scanner: FakeScanner, _ octets: [UInt8] = Array("octets".utf8),
    change: (inout VirusScanSettings) -> Void = { _ in }
  ) throws -> VirusCheck {
    var settings = scanner.settings
    change(&settings)
    return try VirusScanner(settings).check(DocumentBytes(octets))
  }

  private static func isAway(_ check: VirusCheck) -> Bool {
    if case .scannerAway = check { true } else { false }
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
  func everyOctetIsSent(count: Int) throws {
    let scanner = try FakeScanner(.answer("stream: OK"))
    let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try Self.check(scanner, octets) == .clean)
    #expect(scanner.streams == [octets] && scanner.commands == ["zINSTREAM"])
  }

  @Test(
    arguments: [
      ("stream: OK", .clean), ("stream: Eicar-Test-Signature FOUND", .infected(signature: "Eicar-Test-Signature")),
      ("stream: a b FOUND FOUND", .infected(signature: "a b FOUND")),
      (
        "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND",
        .incomplete(reason: "it goes beyond a limit of the scanner, Heuristics.Limits.Exceeded.MaxFileSize")
      ),
      (
        "INSTREAM size limit exceeded. ERROR",
        .incomplete(reason: "it goes beyond a limit of the scanner, StreamMaxLength")
      ),
      (
        "stream: Can't allocate memory ERROR",
        .scannerAway(reason: "the scanner reports an error (Can't allocate memory)")
      ),
    ] as [(String, VirusCheck)])
  func eachAnswerMeansOneThing(answer: String, check: VirusCheck) throws {
    #expect(try Self.check(FakeScanner(.answer(answer))) == check)
  }

  @Test(arguments: [
    "", "OK", "stream: ok", "stream: OK ", " stream: OK", "stream: OK\n", "stream: FOUND", "stream:  FOUND", "PONG",
    "UNKNOWN COMMAND", "other: OK", "stream: Virus",
  ])
  func whatIsNotUnderstoodIsNotClean(answer: String) throws {
    #expect(Self.isAway(try Self.check(FakeScanner(.answer(answer)))))
  }

  @Test(arguments: [FakeScanner.Behaviour.cutOff, .endless, .talksOn])
  func whoBreaksOffOrTalksOnHasSaidNothing(behaviour: FakeScanner.Behaviour) throws {
    #expect(Self.isAway(try Self.check(FakeScanner(behaviour))))
  }

  @Test func anAnswerBeforeTheEndCountsOnlyAgainstTheDocument() throws {
    let octets = [UInt8](repeating: 7, count: 8 << 20)
    #expect(Self.isAway(try Self.check(FakeScanner(.interrupts("stream: OK")), octets)))
    #expect(try Self.check(FakeScanner(.interrupts("stream: X FOUND")), octets) == .infected(signature: "X"))
    guard case .incomplete = try Self.check(FakeScanner(.interrupts("INSTREAM size limit exceeded. ERROR")), octets)
    else {
      Issue.record("taken for whole")
      return
    }
  }

  @Test func whatIsTooLargeIsNotSent() throws {
    let scanner = try FakeScanner(.answer("stream: OK"))
    let check = try Self.check(scanner, [1, 2, 3, 4]) { $0.largest = 3 }
    #expect(check == .incomplete(reason: "it has 4 octets, and the scanner takes 3"))
    #expect(try Self.check(scanner, [1, 2, 3]) { $0.largest = 3 } == .clean)
    #expect(scanner.streams == [[1, 2, 3]])
  }

  @Test func aScannerThatHangsIsWaitedForOnce() throws {
    let fake = try FakeScanner(.hangs)
    var settings = fake.settings
    settings.timeLimit = .milliseconds(200)
    let scanner = VirusScanner(settings)
    for _ in 0..<100 {
      #expect(try scanner.check(DocumentBytes([1])) == .scannerAway(reason: "no answer within 200ms"))
    }
    #expect(fake.commands == ["zINSTREAM", "zPING"])
  }

  @Test func oneDocumentThatTakesTooLongKeepsNoOther() throws {
    let fake = try FakeScanner(.neverFinishes)
    var settings = fake.settings
    settings.timeLimit = .milliseconds(200)
    let scanner = VirusScanner(settings)
    for _ in 0..<2 { #expect(Self.isAway(try scanner.check(DocumentBytes([1])))) }
    #expect(fake.commands == ["zINSTREAM", "zPING", "zINSTREAM", "zPING"])
  }

  @Test func oneThatIsStartedIsAskedAtOnce() throws {
    let path = FakeScanner.freePath()
    let scanner = VirusScanner(VirusScanSettings(socket: path))
    #expect(
      try scanner.check(DocumentBytes([1]))
        == .scannerAway(reason: "nobody can be reached (connect: No such file or directory)"))
    let fake = try FakeScanner(.answer("stream: OK"), at: path)
    #expect(try withExtendedLifetime(fake) { try scanner.check(DocumentBytes([1])) } == .clean)
  }

  @Test func whoIsAskedWhetherItIsThereSaysSo() throws {
    let fake = try FakeScanner(.answer("stream: OK"))
    #expect(VirusScannerStanding(fake.settings) == .answers && fake.commands == ["zPING"])
    #expect(VirusScannerStanding(nil) == .notConfigured)
    guard case .away = VirusScannerStanding(VirusScanSettings(socket: FakeScanner.freePath())) else {
      Issue.record("nobody answered")
      return
    }
  }
}
