import Crypto
import Filing
import FilingStore
import Foundation
import GRDB
import Testing

@testable import Intake

/// Each place at which a run may stop while it takes drops in, made by hand, and then one run of the program: every byte
/// is where it belongs, and everything ends as if nothing had happened.
@Suite struct CrashWindowTests {
  private static let submission = Data("<a/>".utf8)

  @Test func aFolderThatWasAcceptedKeepsWhatWasNotCopied() throws {
    let root = try ProgramRoot()
    let files = try nested("a")
    try root.putFolder("a", files)
    try StoppedRun(root).accept()
    #expect(try names(in: root.claims).count == 1)

    let items = try root.run().objects.dropLast()
    // As without the crash: the nested folder is a finding that refuses the package.
    #expect(items.map { $0["verdict"] as? String } == ["REJECTED"])
    #expect(codes(of: items.first) == ["PACKAGE_ENTRY_FORBIDDEN"])
    #expect(try names(in: root.claims).isEmpty)
    let kept = try present(try names(in: root.quarantine).first)
    #expect(
      FileManager.default.contents(atPath: "\(root.quarantine)/\(kept)/more/only-copy") == files["more/only-copy"])
  }

  @Test func aFolderThatWasAlreadyKeptIsJudgedWithItsFaults() throws {
    let root = try ProgramRoot()
    try root.putFolder("a", try nested("a"))
    try StoppedRun(root).accept()
    let claim = try present(try names(in: root.claims).first)
    try FileManager.default.moveItem(atPath: "\(root.claims)/\(claim)", toPath: "\(root.quarantine)/\(claim)")
    let items = try root.run().objects.dropLast()
    #expect(codes(of: items.first) == ["PACKAGE_ENTRY_FORBIDDEN"])
    #expect(try names(in: root.quarantine) == [claim])
  }

  @Test func aClaimThatWasHalfReleasedGoes() throws {
    let root = try ProgramRoot()
    let document = Filer.document("a")
    try root.putFolder(
      "a",
      ["submission.xml": try Filer.shared.get().claim("a", document: document, file: "a.pdf"), "a.pdf": document])
    try StoppedRun(root).accept()
    let claim = try present(try names(in: root.claims).first)
    try FileManager.default.removeItem(atPath: "\(root.claims)/\(claim)/submission.xml")
    let run = try root.run()
    #expect(try run.objects.dropLast().map { $0["verdict"] as? String } == ["REGISTERED"])
    #expect(try run.objects.last?["leftAlone"] as? Int == 0)
    #expect(try names(in: root.claims).isEmpty && names(in: root.quarantine).isEmpty)
  }

  /// Claimed, or claimed and accepted, and not yet in quarantine.
  @Test(arguments: [false, true])
  func aForbiddenEntryIsToldOfOnceAndOnItsOwnChannel(isAccepted: Bool) throws {
    let root = try ProgramRoot()
    let participants = "\(root.path)/inbox/.claims/participants"
    try FileManager.default.createDirectory(atPath: participants, withIntermediateDirectories: true)
    let claim = "01M82DZCBZNB27XJ60XR7GAFXZ~link.xml"
    #expect(symlink("/etc/passwd", "\(participants)/\(claim)") == 0)
    if isAccepted { try StoppedRun(root).accept(unopened: claim, named: "link.xml", channel: "participants") }

    let items = try root.run().objects.dropLast()
    #expect(items.map { $0["channel"] as? String } == ["participants"])
    #expect(codes(of: items.first) == ["PACKAGE_ENTRY_FORBIDDEN"])
    #expect(try names(in: root.quarantine) == [claim] && names(in: participants).isEmpty)
    #expect(try names(in: "\(root.path)/outbox") == ["participants"])
    #expect(try root.run().objects.last?["received"] as? Int == 0)
  }

  @Test func claimsAreTakenUpInTheOrderInWhichTheyWereMade() throws {
    let root = try ProgramRoot()
    let filer = try Filer.shared.get()
    var ids = ULIDSource()
    let order = (0..<30).shuffled()
    for number in order {
      let octets = try filer.claim("same", title: "№ \(number)", document: Filer.document("same"))
      let name = try present(FileName("\(number).xml"))
      let claim = ClaimName(ids.next(milliseconds: 1_790_000_000_000), original: name).fileName.escaped
      try FileManager.default.createDirectory(atPath: root.claims, withIntermediateDirectories: true)
      try octets.write(to: URL(filePath: "\(root.claims)/\(claim)"))
    }
    let items = try root.run().objects.dropLast()
    #expect(items.map { $0["package"] as? String } == order.map { "\($0).xml" })
    #expect(items.map { $0["verdict"] as? String } == ["REGISTERED"] + order.dropFirst().map { _ in "CONFLICT" })
  }

  /// The identifier in a claim's name says when it was claimed: in 1970.
  @Test(arguments: [true, false])
  func aClaimThatNeverBecameWholeIsKeptAfterItsTerm(isFolder: Bool) throws {
    let root = try ProgramRoot()
    let claim = "00000000010000000000000000~a"
    if isFolder {
      try FileManager.default.createDirectory(atPath: "\(root.claims)/\(claim)", withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(filePath: "\(root.claims)/\(claim)/scan.pdf"))
    } else {
      try FileManager.default.createDirectory(atPath: root.claims, withIntermediateDirectories: true)
      try Data("%PDF-1.4\n".utf8).write(to: URL(filePath: "\(root.claims)/\(claim)"))
    }
    let items = try root.run().objects.dropLast()
    #expect(items.map { $0["verdict"] as? String } == ["QUARANTINED"])
    #expect(codes(of: items.first) == ["PACKAGE_INCOMPLETE"])
    #expect(try names(in: root.quarantine) == [claim])
    #expect(try names(in: root.claims).isEmpty)
  }

  @Test func whatIsNotWholeIsReportedEachTime() throws {
    let root = try ProgramRoot()
    try root.put("a.pdf", Data("%PDF-1.4\n".utf8))
    for _ in 0..<3 {
      let totals = try present(try root.run().objects.last)
      #expect(totals["received"] as? Int == 0 && totals["leftAlone"] as? Int == 1)
    }
    // Its sender finds it under its name.
    #expect(try names(in: root.inbox) == ["a.pdf"])
    #expect(try names(in: root.claims).isEmpty)
  }

  /// Large enough for a file of its own in the store, which nothing would ever point to.
  @Test func whatIsNotCompleteIsNotCopied() throws {
    let root = try ProgramRoot()
    try root.put("a.pdf", Data("%PDF-1.4\n".utf8) + Data(repeating: 0x20, count: 1 << 20))
    #expect(try root.run().objects.last?["leftAlone"] as? Int == 1)
    #expect(try names(in: "\(root.path)/state/store") == ["packs", "tmp"])
  }

  /// While its files and the folder itself are swapped for links, only what lies in the folder is ever stored.
  @Test func aFolderSwappedForALinkIsNeverFollowed() throws {
    let root = try ProgramRoot()
    let outside = try Outside(beside: root)
    let swapper = Swapper(inbox: root.inbox, outside: outside.path)
    swapper.start()
    defer { swapper.end() }
    let stopped = try StoppedRun(root)
    var stored = 0
    for _ in 0..<2_000 {
      for package in try stopped.copy() {
        stored += 1
        for file in package.files {
          let octets = try stopped.root.store.open(file).bytes()
          #expect(Data(octets).range(of: Data(Outside.secret.utf8)) == nil)
        }
        try stopped.discard(package)
      }
      swapper.next()
    }
    print("swapped folders: \(stored) of 2000 looks stored a package")
    #expect(try names(in: outside.path) == ["linked.pdf", "submission.xml"])
  }

  /// A recipient may write into the folder that it reads.
  @Test func aFileUnderTheNameOfANoticeHoldsUpNothingElse() throws {
    let root = try ProgramRoot()
    let new = "\(root.path)/outbox/integrators/new"
    try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
    // The first notice bears the second of its making.
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = .gmt
    form.dateFormat = "yyyyMMdd'T'HHmmss"
    let planted = (0..<120).map { second in
      "\(form.string(from: Date(timeIntervalSinceNow: Double(second))))-000000001-quarantined.xml"
    }
    for name in planted { try Data("planted".utf8).write(to: URL(filePath: "\(new)/\(name)")) }
    try root.put("a.xml", "<a/>")
    try root.put("b.xml", "<a/>")

    let run = try root.run()
    #expect(run.exitCode == 0 && run.errors.contains("-000000001-quarantined.xml"), "\(run.errors)")
    #expect(try root.run().exitCode == 0)
    #expect(try root.status()["undeliveredNotices"] as? Int == 1)
    #expect(try names(in: new).count == planted.count + 1)
    for name in planted {
      #expect(FileManager.default.contents(atPath: "\(new)/\(name)") == Data("planted".utf8))
      try FileManager.default.removeItem(atPath: "\(new)/\(name)")
    }
    #expect(try root.run().exitCode == 0)
    #expect(try root.status()["undeliveredNotices"] as? Int == 0)
    #expect(try names(in: new).count == 2)
  }

  private func nested(_ message: String) throws -> [String: Data] {
    let document = Filer.document(message)
    return [
      "submission.xml": try Filer.shared.get().claim(message, document: document, file: "a.pdf"), "a.pdf": document,
      "more/only-copy": Data("only copy".utf8),
    ]
  }

  private func codes(of item: [String: Any]?) -> [String] {
    (item?["findings"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
  }
}

/// A run that goes on step by step in this process, and stops where a test wants it.
private final class StoppedRun {
  let root: Root
  private let channel: Channel
  private let writer: ByteStoreWriter
  private let path: String
  private var ids = ULIDSource()

  init(_ root: ProgramRoot) throws {
    path = root.path
    self.root = try Root.open(at: root.path)
    channel = try self.root.channel(present(FolderLabel("integrators")))
    writer = try ByteStoreWriter(self.root.store)
  }

  /// Claims and copies what lies in the inbox.
  func copy() throws -> [StoredPackage] {
    var settling = Settling(term: .zero)
    let now = SuspendingClock.now
    _ = settling.take(try channel.look(), at: now)
    for drop in settling.take(try channel.look(), at: now.advanced(by: .nanoseconds(1))).complete {
      guard case .claimed(let claim) = try channel.claim(drop, id: ids.next(milliseconds: 1_790_000_000_000)) else {
        continue
      }
      _ = try writer.copy(claim)
    }
    return try writer.sync()
  }

  /// Claims, copies and accepts, and stops.
  func accept() throws {
    let packages = try copy().map { AcceptedPackage($0, arrivedAt: WallClock.system.now()) }
    try store().commit { _ = try $0.accept(packages, openedAtOnce: true) }
  }

  func accept(unopened claim: String, named name: String, channel: String) throws {
    let package = AcceptedPackage(
      channel: channel, originalName: name, form: .xml, arrivedAt: WallClock.system.now(), size: 0,
      hash: ContentHash(sha256Of: []), claim: claim, files: [])
    try store().commit { _ = try $0.accept([package], openedAtOnce: false) }
  }

  func discard(_ package: StoredPackage) throws {
    _ = try root.quarantine.take(claim: package.claim, from: channel)
  }

  private func store() throws -> RegisterStore {
    try RegisterStore(path: root.registerPath) { ContentHash(SHA256.hash(data: $0)) }
  }
}

/// Someone who swaps a folder and its files for links while they are looked at.
private final class Swapper {
  private let inbox: String
  private let outside: String
  private let condition = NSCondition()
  private var thread: Thread?

  init(inbox: String, outside: String) {
    self.inbox = inbox
    self.outside = outside
  }

  /// A new package, if the last one was taken.
  func next() {
    let manager = FileManager.default
    guard !manager.fileExists(atPath: "\(inbox)/swapped") else { return }
    try? manager.createDirectory(atPath: "\(inbox)/swapped", withIntermediateDirectories: true)
    try? Data("<a/>".utf8).write(to: URL(filePath: "\(inbox)/swapped/submission.xml"))
    try? Data("%PDF".utf8).write(to: URL(filePath: "\(inbox)/swapped/linked.pdf"))
  }

  func start() {
    next()
    let (inbox, outside, condition) = (inbox, outside, condition)
    let thread = Thread {
      let folder = "\(inbox)/swapped"
      while !Thread.current.isCancelled {
        // A file for a link, and back.
        _ = symlink("\(outside)/linked.pdf", "\(inbox)/.link")
        _ = rename("\(folder)/linked.pdf", "\(inbox)/.file")
        _ = rename("\(inbox)/.link", "\(folder)/linked.pdf")
        _ = rename("\(inbox)/.file", "\(folder)/linked.pdf")
        // The folder for a link, and back.
        guard rename(folder, "\(inbox)/.folder") == 0 else { continue }
        _ = symlink(outside, folder)
        _ = unlink(folder)
        _ = rename("\(inbox)/.folder", folder)
      }
      condition.lock()
      condition.signal()
      condition.unlock()
    }
    self.thread = thread
    thread.start()
  }

  func end() {
    condition.lock()
    thread?.cancel()
    condition.wait()
    condition.unlock()
  }
}
