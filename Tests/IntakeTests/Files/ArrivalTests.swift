import Filing
import FilingStore
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Intake

/// What must be durable before a package is accepted, so that after a power loss it has arrived once.
@Suite struct ArrivalTests {
  @Test func nothingIsAcceptedWhoseClaimMayNotLast() async throws {
    let test = try TestRoot(calls: .failingToSync("inbox/.claims/portal"))
    let store = try RegisterStore(path: test.root.registerPath) { ContentHash(sha256Of: $0) }
    test.put("a.xml", "<a/>")
    let drop = try test.settledDrop()
    await #expect(throws: FileFailure("fsync", "inbox/.claims/portal", code: EIO)) {
      _ = try await reception(test, store).take([(test.channel, drop)], from: .inbox)
    }
    #expect(try store.queries.undecidedPackages().isEmpty)
    #expect(try test.names(in: test.claimsPath).count == 1)
  }

  @Test func nothingIsKeptWhoseClaimMayNotLast() async throws {
    let test = try TestRoot(calls: .failingToSync("inbox/.claims/portal"))
    let store = try RegisterStore(path: test.root.registerPath) { ContentHash(sha256Of: $0) }
    #expect(symlink("/nowhere", "\(test.inboxPath)/link") == 0)
    let entry = try #require(try test.settle().forbidden.first)
    await #expect(throws: FileFailure("fsync", "inbox/.claims/portal", code: EIO)) {
      _ = try await reception(test, store).quarantine(entry, of: test.channel)
    }
    #expect(try store.queries.undecidedPackages().isEmpty)
    #expect(try test.names(in: test.claimsPath).count == 1)
  }

  @Test func aNewChannelHasFoldersThatLast() throws {
    let synced = Mutex<[String]>([])
    var calls = SystemCalls.live
    calls.sync = { file in
      synced.withLock { $0.append(path(of: file)) }
      return SystemCalls.live.sync(file)
    }
    let test = try TestRoot(calls: calls)
    synced.withLock { $0.removeAll() }
    _ = try test.root.channel(try #require(FolderLabel("court-103")))
    #expect(synced.withLock { $0.map { $0.hasSuffix("/inbox") } } == [true, false])
    #expect(synced.withLock { $0.last }?.hasSuffix("/inbox/.claims") == true)
    // Its maker may have been killed before it came to that.
    synced.withLock { $0.removeAll() }
    try test.root.syncNames()
    #expect(synced.withLock { $0.map { URL(filePath: $0).lastPathComponent } } == ["state", ".claims", "inbox"])
  }

  /// Where a claim is a link and an unlink, an accepted one may lie in the inbox too.
  @Test func anAcceptedClaimThatIsStillInTheInboxDoesNotArriveAgain() async throws {
    let test = try TestRoot()
    let store = try RegisterStore(path: test.root.registerPath) { ContentHash(sha256Of: $0) }
    let reception = try reception(test, store)
    test.put("a.xml", "<a/>")
    let received = try await reception.take([(test.channel, test.settledDrop())], from: .inbox).received
    let claim = try #require(received.first).record.claim
    test.put("a.xml", "<a/>")
    #expect(link("\(test.inboxPath)/a.xml", "\(test.claimsPath)/\(claim)") == 0)
    try await reception.finishAccepted(of: [test.channel])
    #expect(try test.names(in: test.claimsPath).isEmpty)
    #expect(try test.names(in: test.inboxPath).isEmpty)
  }

  private func reception(_ test: TestRoot, _ store: RegisterStore) throws -> Reception {
    try Reception(
      root: test.root, store: store, clock: WallClock { Instant(milliseconds: 1_790_000_000_000) },
      settings: Settings())
  }
}

/// Where an open file or folder lies.
private func path(of file: Int32) -> String {
  (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(file)")) ?? ""
}

extension SystemCalls {
  /// A disk that cannot keep the names in one folder, which is given relative to the root.
  fileprivate static func failingToSync(_ folder: String) -> SystemCalls {
    var calls = SystemCalls.live
    calls.sync = { path(of: $0).hasSuffix("/" + folder) ? -EIO : SystemCalls.live.sync($0) }
    return calls
  }
}
