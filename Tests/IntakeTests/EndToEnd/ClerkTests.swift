import Filing
import FilingStore
import Foundation
import Testing

@testable import Intake

/// What a clerk decides on a held item ends as any other decision does.
@Suite("A clerk at the desk")
struct ClerkTests {
  private let intake: DemoIntake
  private let arrival: Instant
  private let later: Instant
  private let statement: ClerkStatement

  init() throws {
    intake = try DemoIntake()
    arrival = try #require(Instant(dateTime: "2026-05-04T06:00:00Z"))
    later = try #require(Instant(dateTime: "2026-05-06T08:30:00Z"))
    statement = try ClerkStatement(person: "Həsənova A.", reason: "etibarnamənin əsli görüldü")
  }

  private func desk(_ other: IntakeConfiguration? = nil) throws -> ClerkDesk { try intake.desk(at: later, with: other) }

  /// Drops samples and runs; the item of the last one.
  private func drop(_ names: String...) async throws -> ItemReference {
    let samples = try Sample.all()
    var last: ItemReference?
    for name in names {
      let sample = try #require(samples.first { $0.name == name })
      try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
      last = try await intake.run(at: arrival).lines.last?.outcome.reference
    }
    return try #require(last)
  }

  private func notice(_ kind: NoticeKind) throws -> String {
    try #require(try intake.notices(for: "integrators").last { $0.contains(" kind=\"\(kind.rawValue)\"") })
  }

  @Test("a held filing that is accepted is registered as of its arrival, and the notice says by whom and why")
  func accepts() async throws {
    let item = try await drop("01-claim-id-card", "31-representative-unproven")
    guard case .done(let outcome) = try await desk().accept(item, by: statement) else {
      Issue.record("not accepted")
      return
    }
    let entry = try #require(outcome.entry)
    #expect(entry.number.description == "050/2026/000002")
    #expect(entry.receivedAt == arrival && entry.registeredAt == later)
    #expect(entry.draft.officialFilingDate.description == "2026-05-04")
    #expect(entry.draft.disposition == .acceptedByClerk)
    #expect(entry.findings.map(\.code) == [.representativeAuthorityUnproven, .clerkAccepted])
    #expect(entry.findings.map(\.severity) == [.warning, .info])
    #expect(!entry.draft.payments.isEmpty && !entry.draft.documents.isEmpty)
    let action = try #require(try intake.store.queries.clerkAction(on: entry))
    #expect(action.statement == statement && action.at == later)
    #expect(action.codes == [.representativeAuthorityUnproven])

    let told = try notice(.registered)
    for words in [
      "accepted it in spite of REPRESENTATIVE_AUTHORITY_UNPROVEN. Reason: “etibarnamənin əsli görüldü”.",
      "buna baxmayaraq qəbul etdi: REPRESENTATIVE_AUTHORITY_UNPROVEN. Səbəb: “etibarnamənin əsli görüldü”.",
      "disposition=\"accepted-by-clerk\"",
    ] { #expect(told.contains(words), "\(words)") }
    // That somebody will decide was said before.
    let text = try #require(told.firstRange(of: "<Text xml:lang=\"en\">"))
    #expect(!told[text.upperBound...].contains("a clerk will examine"))
    // Who decided is the court's to know.
    #expect(!told.contains("Həsənova"))
    #expect(try ReadNotice(Array(told.utf8)).faults == [])
    let counts = try intake.store.queries.stateCounts()
    #expect(counts.addsUp && counts[state: .held] == 0)
  }

  @Test("what is accepted already is not accepted again")
  func acceptsOnce() async throws {
    let item = try await drop("31-representative-unproven")
    _ = try await desk().accept(item, by: statement)
    guard case .notHeld(let page) = try await desk().accept(item, by: statement) else {
      Issue.record("accepted twice")
      return
    }
    #expect(page.outcome.entry?.number.description == "050/2026/000001")
    guard case .unknown = try await desk().accept(ItemReference(item.package, 7), by: statement) else {
      Issue.record("there is no such item")
      return
    }
  }

  @Test("a held filing that is refused is rejected with the clerk's reason in both languages")
  func refuses() async throws {
    let item = try await drop("31-representative-unproven")
    guard case .done(let outcome) = try await desk().refuse(item, by: statement) else {
      Issue.record("not refused")
      return
    }
    #expect(outcome.state == .rejected)
    let told = try notice(.rejected)
    for words in [
      "did not accept it. Reason: “etibarnamənin əsli görüldü”.", "qəbul etmədi. Səbəb: “etibarnamənin əsli görüldü”.",
      "[CLERK_REFUSED]", "[REPRESENTATIVE_AUTHORITY_UNPROVEN]",
    ] { #expect(told.contains(words), "\(words)") }
    #expect(try ReadNotice(Array(told.utf8)).faults == [])
    // Only a registration uses a message id up: the filing may come again.
    #expect(try await drop("31-representative-unproven").package != item.package)
    #expect(try intake.store.queries.waitingItems(.held).count == 1)
  }

  @Test("what nobody may override keeps a filing from being accepted, and says why")
  func keepsWhatCannotBeOverridden() async throws {
    let item = try await drop("31-representative-unproven")
    let demo = intake.configuration
    // The issuer's anchor was taken away since: nothing proves the signer any more.
    let untrusting = IntakeConfiguration(
      settings: demo.settings, reference: demo.reference, trust: .init(anchors: []), validation: demo.validation,
      seal: nil, isDemo: false)
    let notices = try intake.notices(for: "integrators")
    guard case .kept(let findings) = try await desk(untrusting).accept(item, by: statement) else {
      Issue.record("accepted what is not proven")
      return
    }
    #expect(findings.map(\.code).contains(.certificateChainNotFound))
    #expect(findings.allSatisfy { $0.severity.blocks })
    #expect(try intake.store.queries.item(item)?.outcome.state == .held)
    #expect(try intake.store.queries.item(item)?.action == nil)
    #expect(try intake.notices(for: "integrators") == notices)
  }

  @Test("a filing that was registered meanwhile is a duplicate, and stays held")
  func keepsADuplicate() async throws {
    let first = try await drop("31-representative-unproven")
    let second = try await drop("31-representative-unproven")
    _ = try await desk().accept(second, by: statement)
    guard case .kept(let findings) = try await desk().accept(first, by: statement) else {
      Issue.record("registered twice")
      return
    }
    #expect(findings.map(\.code) == [.submissionDuplicate])
    #expect(try intake.store.queries.item(first)?.outcome.state == .held)
  }

  @Test("a finding that the clerk has not seen is not overridden: the item is held anew")
  func holdsAnew() async throws {
    let item = try await drop("31-representative-unproven")
    let demo = intake.configuration
    let without = IntakeConfiguration(
      settings: demo.settings,
      reference: ReferenceData(
        courts: demo.reference.courts, issuerProfiles: demo.reference.issuerProfiles,
        tariffs: try TariffSchedule([Tariff(effectiveFrom: try #require(LocalDay("2021-08-01")), lines: [])])),
      trust: demo.trust, validation: demo.validation, seal: nil, isDemo: true)
    guard case .heldAnew(let outcome) = try await desk(without).accept(item, by: statement) else {
      Issue.record("not held anew")
      return
    }
    let codes: Set<FindingCode> = [.representativeAuthorityUnproven, .feeActUnknown]
    #expect(outcome.state == .held && Set(outcome.findings.map(\.code)) == codes)
    #expect(outcome.findings.filter(\.isOverridable).count == 2)
    guard case .done(let accepted) = try await desk(without).accept(item, by: statement) else {
      Issue.record("not accepted the second time")
      return
    }
    let entry = try #require(accepted.entry)
    #expect(try intake.store.queries.clerkAction(on: entry).map { Set($0.codes) } == codes)
  }

  @Test("where the outbox fails after the commit, the notice is owed, and a later run delivers it")
  func outboxFailsAfterTheCommit() async throws {
    let item = try await drop("31-representative-unproven")
    let outbox = "\(intake.folder)/outbox/integrators"
    try FileManager.default.moveItem(atPath: outbox, toPath: outbox + ".away")
    try Data().write(to: URL(filePath: outbox))
    guard case .done = try await desk().accept(item, by: statement) else {
      Issue.record("not accepted")
      return
    }
    #expect(try intake.store.queries.item(item)?.outcome.entry != nil)
    #expect(try intake.store.queries.undeliveredNoticeCount() == 1)
    try FileManager.default.removeItem(atPath: outbox)
    try FileManager.default.moveItem(atPath: outbox + ".away", toPath: outbox)
    _ = try await intake.run(at: later.advanced(byMilliseconds: 5000))
    #expect(try notice(.registered).contains("CLERK_ACCEPTED"))
  }

  // MARK: Quarantine

  private func crash(_ name: String) async throws -> PackageID {
    let sample = try Sample.named(name)
    try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    return try await crash(in: sample.channel)
  }

  /// Takes in what lies there and stops, as often as a package may crash the intake; the next run sets it aside.
  private func crash(in name: String) async throws -> PackageID {
    let channel = try intake.root.channel(try #require(FolderLabel(name)))
    let arrival = arrival
    let reception = try Reception(
      root: intake.root, store: intake.store, clock: WallClock { arrival },
      settings: intake.configuration.settings)
    var settling = Settling(term: .zero)
    let now = SuspendingClock.now
    _ = settling.take(try channel.look(), at: now)
    let drops = settling.take(try channel.look(), at: now.advanced(by: .nanoseconds(1))).complete
    let received = try await reception.take(drops.map { (channel, $0) }, from: .inbox).received
    let id = try #require(received.first?.record.id)
    for _ in 1..<intake.configuration.settings.attemptsBeforeQuarantine {
      _ = try intake.store.commit { try $0.recordAttempt([id]) }
    }
    let outcome = try #require(try await intake.run(at: arrival).lines.first?.outcome)
    #expect(outcome.state == .quarantined && outcome.findings.map(\.code) == [.packageCrashedIntake])
    return id
  }

  @Test(
    "a package that crashed the intake is released, and judged as if it came now",
    arguments: [
      "01-claim-id-card", "02-claim-folder",
    ])
  func releases(_ name: String) async throws {
    let id = try await crash(name)
    guard case .released(let package) = try desk().release(id, by: statement) else {
      Issue.record("not released")
      return
    }
    #expect(package.arrivedAt == later && package.attempts == 0)
    let line = try #require(try await intake.run(at: later).lines.first)
    #expect(line.outcome.package == package.id)
    #expect(line.outcome.entry?.receivedAt == later)
    #expect(try intake.store.queries.stateCounts().addsUp)
    // What was decided stays decided, and is off the list.
    #expect(try intake.root.quarantinePages(in: intake.store.queries, includingHandled: false).isEmpty)
    let all = try intake.root.quarantinePages(in: intake.store.queries, includingHandled: true)
    #expect(all.map(\.package.id) == [id])
    guard case .handled(let action) = try desk().release(id, by: statement) else {
      Issue.record("released twice")
      return
    }
    #expect(action.releasedAs == package.id)
  }

  @Test("a released folder is judged with what of it could not be copied, however often it is released")
  func releasesAFolderWithItsFaults() async throws {
    let sample = try Sample.named("02-claim-folder")
    try intake.drop(sample.path, as: sample.dropName, into: sample.channel)
    let nested = "\(intake.folder)/inbox/\(sample.channel)/\(sample.dropName)/more"
    try FileManager.default.createDirectory(atPath: nested, withIntermediateDirectories: true)
    var id = try await crash(in: sample.channel)
    for _ in 1...2 {
      guard case .released(let package) = try desk().release(id, by: statement) else {
        Issue.record("not released")
        return
      }
      id = package.id
      let attempts = intake.configuration.settings.attemptsBeforeQuarantine
      _ = try (0..<attempts).map { _ in try intake.store.commit { try $0.recordAttempt([id]) } }
      #expect(try await intake.run(at: later).lines.map(\.outcome.state) == [.quarantined])
    }
    guard case .released = try desk().release(id, by: statement) else {
      Issue.record("not released")
      return
    }
    let outcome = try #require(try await intake.run(at: later).lines.first?.outcome)
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.packageEntryForbidden])
  }

  @Test("what was discarded is off the list, and its octets stay")
  func discards() async throws {
    try intake.drop(Array("no package".utf8), as: "letter.xml")
    let folder = "\(intake.folder)/inbox/integrators/nested"
    try FileManager.default.createDirectory(atPath: folder + "/more", withIntermediateDirectories: true)
    try Data("<a/>".utf8).write(to: URL(filePath: folder + "/submission.xml"))
    try Data("only copy".utf8).write(to: URL(filePath: folder + "/more/only-copy"))
    let ids = try await intake.run(at: arrival).lines.map(\.outcome.package)
    let queries = intake.store.queries
    // The folder is rejected for what is in it, and what of it could not be copied is kept.
    #expect(try intake.root.quarantinePages(in: queries, includingHandled: false).map(\.package.id) == ids)
    for id in ids {
      guard case .discarded = try desk().discard(id, by: statement),
        case .handled = try desk().discard(id, by: statement)
      else {
        Issue.record("not discarded once")
        return
      }
    }
    #expect(try intake.root.quarantinePages(in: queries, includingHandled: false).isEmpty)
    #expect(try intake.root.quarantinePages(in: queries, includingHandled: true).count == 2)
    let kept = try #require(try intake.root.quarantine.entries().first?.name.fileName.escaped)
    let only = "\(intake.folder)/quarantine/\(kept)/more/only-copy"
    #expect(FileManager.default.contents(atPath: only) == Data("only copy".utf8))
    guard case .unknown = try desk().discard(PackageID(77), by: statement) else {
      Issue.record("there is no such entry")
      return
    }
  }

  @Test("what was never taken in is not released")
  func doesNotReleaseWhatIsNotStored() async throws {
    try FileManager.default.createDirectory(
      atPath: "\(intake.folder)/inbox/integrators", withIntermediateDirectories: true)
    #expect(symlink("/nowhere", "\(intake.folder)/inbox/integrators/link.xml") == 0)
    let id = try #require(try await intake.run(at: arrival).lines.first?.outcome.package)
    guard case .notStored = try desk().release(id, by: statement) else {
      Issue.record("released")
      return
    }
  }

  // MARK: Outbox

  @Test("a notice that was lost is delivered again, octet by octet")
  func reissues() async throws {
    _ = try await drop("01-claim-id-card")
    let new = "\(intake.folder)/outbox/integrators/new"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: new).first)
    let octets = FileManager.default.contents(atPath: "\(new)/\(name)")
    let number = try #require(RegistrationNumber("050/2026/000001"))
    let notice = try #require(try intake.store.queries.notices(of: number).first?.intent.id)
    for isLost in [true, false] {
      if isLost { try FileManager.default.removeItem(atPath: "\(new)/\(name)") }
      guard case .delivered = try desk().reissue(notice) else {
        Issue.record("not delivered")
        return
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: new) == [name])
      #expect(FileManager.default.contents(atPath: "\(new)/\(name)") == octets)
    }
    #expect(try intake.store.queries.undeliveredNoticeCount() == 0)
    guard case .deliveredBefore = try await desk().retry(notice), case .unknown = try await desk().retry(IntentID(99))
    else {
      Issue.record("nothing is owed")
      return
    }
  }

  @Test("a notice that something was in the way of is delivered when asked for")
  func retries() async throws {
    let new = "\(intake.folder)/outbox/integrators/new"
    try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
    let planted = "\(new)/20260504T060000-000000001-registered.xml"
    try Data("planted".utf8).write(to: URL(filePath: planted))
    _ = try await drop("01-claim-id-card")
    let owed = try #require(try intake.store.queries.notices(onlyUndelivered: true, limit: 9).first?.intent.id)
    guard case .inTheWay = try await desk().retry(owed), case .notDelivered = try desk().reissue(owed) else {
      Issue.record("delivered over another file")
      return
    }
    #expect(FileManager.default.contents(atPath: planted) == Data("planted".utf8))
    try FileManager.default.removeItem(atPath: planted)
    guard case .delivered(let notice) = try await desk().retry(owed) else {
      Issue.record("not delivered")
      return
    }
    #expect(FileManager.default.contents(atPath: planted) == Data(try intake.root.store.octets(of: notice)))
  }

  @Test("a corrected entry is told to everyone who was told of it, in the channel and in cabinets, and is proven")
  func corrects() async throws {
    let court = try CirculationFixture()
    let cabinet = try await court.openCabinet()
    _ = try await court.submit(court.claim("m-1"), by: court.aysel)
    let number = try #require(RegistrationNumber("050/2026/000001"))
    let value = try CorrectedValue("Borcun tutulması", at: EntryPlace(.title))
    let desk = try court.intake.desk(at: later, with: court.configuration())
    guard case .done(_, let intents) = try await desk.correct(number, to: value, by: statement) else {
      Issue.record("not corrected")
      return
    }
    #expect(intents.map(\.recipient) == ["integrators", cabinet.recipient])
    let lain = try #require(try desk.queries.placements(in: cabinet.id, limit: 1).first)
    #expect(lain.isCorrection && lain.number == number && lain.title == "Borcun tutulması")
    #expect(try court.names(in: "new", of: cabinet).contains { $0.hasSuffix("-corrected.xml") })
    let proofs = try court.proofs().filter { $0.kind == .corrected }
    #expect(proofs.count == 2 && proofs.allSatisfy { $0.previous?.notice.hasSuffix("-registered") == true })
    for proof in proofs {
      let examination = ReceiptExamination(of: proof, seal: try await court.noSeal())
      #expect(!examination.isRefuted && examination.statements.filter { $0.standing == .proven }.count == 3)
    }
    #expect(try desk.queries.verifyLog(against: proofs.map(\.head)).faults.isEmpty)
    let told = try #require(try court.intake.notices(for: "integrators").last { $0.contains("kind=\"corrected\"") })
    #expect(try ReadNotice(Array(told.utf8)).faults == [])
    #expect(told.contains("It said: Pul tələbi\nIt says now: Borcun tutulması\n") && told.contains("Həsənova A."))
  }
}
