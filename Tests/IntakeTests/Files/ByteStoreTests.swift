import Crypto
import Foundation
import Synchronization
import Testing

@testable import Intake

@Suite struct ByteStoreTests {
  @Test(arguments: [4, 5, 8192, 256 << 10, (256 << 10) + 1, 3 << 20])
  func bytesComeBackAsTheyCame(_ size: Int) throws {
    let test = try TestRoot()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
    test.put(Array("a.xml".utf8), bytes)
    let claim = try test.claimDrop()
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(claim) == .copied)
    let file = try #require(try writer.sync().first?.files.first)
    #expect(file.hash.bytes == Array(SHA256.hash(data: bytes)))
    #expect(file.size == size)
    #expect(file.bytes == (size <= 256 << 10 ? bytes : nil))
    #expect(try test.root.store.open(file).bytes() == bytes)
    if size > 256 << 10 {
      let hash = file.hash.hexadecimal
      #expect(try test.names(in: "\(test.root.path)/state/store/\(hash.prefix(2))") == [hash])
      #expect(try test.names(in: "\(test.root.path)/state/store/tmp").isEmpty)
    }
  }

  @Test func aGroupSharesOneSync() throws {
    let syncs = Mutex(0)
    var calls = SystemCalls.live
    calls.syncData = { file in
      syncs.withLock { $0 += 1 }
      return SystemCalls.live.syncData(file)
    }
    let test = try TestRoot(calls: calls)
    for index in 0..<20 { test.put("\(index).xml", "<a\(index)/>") }
    let writer = try ByteStoreWriter(test.root.store)
    for drop in try test.settle().complete {
      guard case .claimed(let claim) = try test.channel.claim(drop, id: test.nextID()) else { continue }
      #expect(try writer.copy(claim) == .copied)
    }
    let packages = try writer.sync()
    #expect(packages.count == 20)
    #expect(syncs.withLock { $0 } == 1)
    for package in packages {
      let file = try #require(package.files.first)
      #expect(try test.root.store.open(file).bytes() == file.bytes)
      #expect(file.name == package.claim.original)
    }
    #expect(try writer.sync().isEmpty)
  }

  @Test func aWriterGoesOnAfterShortWritesAndInterruptions() throws {
    let turn = Mutex(0)
    var calls = SystemCalls.live
    calls.write = { file, bytes in
      let now = turn.withLock { value in
        value += 1
        return value
      }
      if now % 3 == 0 { return -Int(EINTR) }
      return SystemCalls.live.write(file, UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 1000)]))
    }
    calls.read = { file, buffer, offset in
      let now = turn.withLock { value in
        value += 1
        return value
      }
      if now % 4 == 0 { return -Int(EINTR) }
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, 777)])
      return SystemCalls.live.read(file, part, offset)
    }
    let test = try TestRoot(calls: calls)
    for size in [10_000, 300_000] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
      test.put(Array("\(size).xml".utf8), bytes)
      let writer = try ByteStoreWriter(test.root.store)
      #expect(try writer.copy(test.claimDrop()) == .copied)
      let file = try #require(try writer.sync().first?.files.first)
      #expect(try test.root.store.open(file).bytes() == bytes)
    }
  }

  @Test(arguments: [8192, 1 << 20])
  func afterAFailedSyncEverythingIsWrittenOnceMoreToAnotherInode(_ size: Int) throws {
    let synced = Mutex<[String]>([])
    let isArmed = Mutex(false)
    let failing: @Sendable (Int32) -> Int32 = { file in
      let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(file)")) ?? ""
      guard isArmed.withLock({ $0 }), path.hasSuffix(".pack") || path.contains("/store/tmp/") else { return 0 }
      return synced.withLock { paths in
        paths.append(path)
        return paths.count == 1 ? -EIO : 0
      }
    }
    var calls = SystemCalls.live
    calls.sync = failing
    calls.syncData = failing
    let test = try TestRoot(calls: calls)
    let writer = try ByteStoreWriter(test.root.store)
    test.put("earlier.xml", "<a/>")
    #expect(try writer.copy(test.claimDrop()) == .copied)
    _ = try writer.sync()
    isArmed.withLock { $0 = true }
    let bytes = [UInt8](repeating: 0x41, count: size)
    test.put(Array("a.xml".utf8), bytes)
    #expect(try writer.copy(test.claimDrop()) == .copied)
    let file = try #require(try writer.sync().first?.files.first)
    #expect(try test.root.store.open(file).bytes() == bytes)
    let paths = synced.withLock { $0 }
    #expect(paths.count == 2 && Set(paths).count == 2)
  }

  @Test func aSecondFailedSyncIsAFailureOfTheWorld() throws {
    var calls = SystemCalls.live
    calls.syncData = { _ in -EIO }
    let test = try TestRoot(calls: calls)
    test.put("a.xml", "<a/>")
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(test.claimDrop()) == .copied)
    #expect(throws: FileFailure("fdatasync", "state/store/packs/0000000002.pack", code: EIO)) { try writer.sync() }
    #expect(try test.names(in: test.claimsPath).count == 1)
  }

  @Test func aTornEndIsLeftBehind() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let first = try ByteStoreWriter(test.root.store)
    #expect(try first.copy(test.claimDrop()) == .copied)
    let before = try #require(try first.sync().first?.files.first)
    let segment = try #require(FileHandle(forWritingAtPath: "\(test.root.path)/state/store/packs/0000000001.pack"))
    try segment.seekToEnd()
    segment.write(Data("CIPK\u{1}\0\0\0\u{FF}".utf8))
    try segment.close()

    test.put("b.xml", "<b/>")
    let second = try ByteStoreWriter(test.root.store)
    #expect(try second.copy(test.claimDrop()) == .copied)
    let after = try #require(try second.sync().first?.files.first)
    #expect(after.place == .pack(segment: 2, offset: 48))
    #expect(try test.root.store.open(before).bytes() == Array("<a/>".utf8))
    #expect(try test.root.store.open(after).bytes() == Array("<b/>".utf8))
  }

  @Test func aFullSegmentGetsASuccessor() throws {
    let test = try TestRoot()
    let writer = try ByteStoreWriter(test.root.store, segmentLimit: 50)
    var places: [StoredPlace] = []
    for name in ["a", "b"] {
      test.put(name, "<\(name)/>")
      #expect(try writer.copy(test.claimDrop()) == .copied)
      places += try writer.sync().flatMap(\.files).map(\.place)
    }
    #expect(places == [.pack(segment: 1, offset: 48), .pack(segment: 2, offset: 48)])
  }

  @Test func aPlaceThatHoldsSomethingElseIsRefused() throws {
    let test = try TestRoot()
    test.put("a.xml", "<a/>")
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(test.claimDrop()) == .copied)
    let file = try #require(try writer.sync().first?.files.first)
    #expect(throws: FileFailure.self) { try test.root.store.open(file.place, size: file.size + 1, hash: file.hash) }
  }

  @Test func bytesBeyondTheMemoryLimitAreGivenBackToTheStore() throws {
    let test = try TestRoot()
    let text = String(repeating: "x", count: 250_000)
    var files = ["submission.xml": "<a/>"]
    for index in 0..<70 { files["\(index).pdf"] = "\(index)\(text)" }
    try test.putFolder("scan", files)
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(test.claimDrop()) == .copied)
    let stored = try #require(try writer.sync().first)
    #expect(stored.files.count == 71)
    #expect(stored.files.contains { $0.bytes == nil })
    for file in stored.files {
      #expect(try String(decoding: test.root.store.open(file).bytes(), as: UTF8.self) == files[file.name.escaped])
    }
  }

  @Test func aSourceThatChangesDuringTheCopyIsNotStored() throws {
    let path = Mutex<String?>(nil)
    var calls = SystemCalls.live
    calls.read = { file, buffer, offset in
      let count = SystemCalls.live.read(file, buffer, offset)
      if let path = path.withLock({ $0 }), let handle = FileHandle(forWritingAtPath: path) {
        _ = try? handle.seekToEnd()
        handle.write(Data("more".utf8))
      }
      return count
    }
    let test = try TestRoot(calls: calls)
    for size in [100, 300_000] {
      path.withLock { $0 = nil }
      test.put(Array("\(size)".utf8), [UInt8](repeating: 0x61, count: size))
      let claim = try test.claimDrop()
      path.withLock { $0 = "\(test.claimsPath)/\(claim.name.fileName.escaped)" }
      let writer = try ByteStoreWriter(test.root.store)
      #expect(try writer.copy(claim) == .changed)
      #expect(try writer.sync().isEmpty)
      #expect(try test.names(in: "\(test.root.path)/state/store/tmp").isEmpty)
    }
  }

  @Test func aFileThatEndsTooEarlyIsIncomplete() throws {
    let test = try TestRoot()
    test.put(Array("a.xml".utf8), Array("<a>".utf8) + [UInt8](repeating: 0, count: 4096))
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(test.claimDrop()) == .incomplete(.trailingNULs))
    #expect(try writer.sync().isEmpty)
  }

  @Test func unfinishedCopiesOfAnEarlierRunAreRemoved() throws {
    let test = try TestRoot()
    let path = "\(test.root.path)/state/store/tmp/copy-1"
    try write("half", to: path)
    _ = try ByteStoreWriter(test.root.store)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

@Suite struct FolderPackageTests {
  @Test func everyFileIsStored() throws {
    let test = try TestRoot()
    let big = String(repeating: "x", count: 400_000)
    try test.putFolder("scan", ["submission.xml": "<a/>", "a.pdf": "a", "big.tif": big, "Thumbs.db": "litter"])
    let claim = try test.claimDrop()
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(claim) == .copied)
    let package = try #require(try writer.sync().first)
    #expect(package.files.map(\.name.escaped) == ["a.pdf", "big.tif", "submission.xml"])
    #expect(package.files.map(\.size) == [1, 400_000, 4])
    #expect(package.defects.isEmpty)
  }

  @Test func whatIsNoPlainFileIsReportedAndNotOpened() throws {
    let test = try TestRoot()
    try test.putFolder("scan", ["submission.xml": "<a/>", "nested/x.pdf": "x", "one": "1"])
    #expect(symlink("/etc/passwd", "\(test.inboxPath)/scan/link") == 0)
    #expect(mkfifo("\(test.inboxPath)/scan/pipe", 0o644) == 0)
    #expect(link("\(test.inboxPath)/scan/one", "\(test.root.path)/reports/two") == 0)
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(test.claimDrop()) == .copied)
    let package = try #require(try writer.sync().first)
    #expect(package.files.map(\.name.escaped) == ["submission.xml"])
    #expect(
      package.defects == [
        FolderDefect(path: "link", kind: .forbidden(.symbolicLink)), FolderDefect(path: "nested", kind: .nestedFolder),
        FolderDefect(path: "one", kind: .forbidden(.hardLink)), FolderDefect(path: "pipe", kind: .forbidden(.fifo)),
      ])
  }

  @Test(arguments: ["added", "removed", "rewritten", "swapped for a link"])
  func aFolderThatChangesAfterItSettledIsNotStored(_ change: String) throws {
    let test = try TestRoot()
    try test.putFolder("scan", ["submission.xml": "<a/>", "a.pdf": "a"])
    let claim = try test.claimDrop()
    let folder = "\(test.claimsPath)/\(claim.name.fileName.escaped)"
    switch change {
    case "added": try write("", to: "\(folder)/b.pdf")
    case "removed": #expect(unlink("\(folder)/a.pdf") == 0)
    case "rewritten": try write("bb", to: "\(folder)/a.pdf")
    default:
      #expect(unlink("\(folder)/a.pdf") == 0)
      #expect(symlink("/etc/passwd", "\(folder)/a.pdf") == 0)
    }
    let writer = try ByteStoreWriter(test.root.store)
    #expect(try writer.copy(claim) == .changed)
    #expect(try writer.sync().isEmpty)
  }
}

@Suite struct FullDiskTests {
  @Test(arguments: [100, 300_000])
  func aFullDiskIsAFailureOfTheWorldAndLosesNothing(_ size: Int) throws {
    let isFull = Mutex(true)
    var calls = SystemCalls.live
    calls.write = { file, bytes in isFull.withLock { $0 } ? -Int(ENOSPC) : SystemCalls.live.write(file, bytes) }
    let test = try TestRoot(calls: calls)
    test.put([UInt8](repeating: 0x61, count: 5), [UInt8](repeating: 0x61, count: size))
    let claim = try test.claimDrop()
    let writer = try ByteStoreWriter(test.root.store)
    #expect(throws: FileFailure.self) {
      _ = try writer.copy(claim)
      _ = try writer.sync()
    }
    #expect(try test.names(in: "\(test.root.path)/state/store/tmp").isEmpty)
    isFull.withLock { $0 = false }
    #expect(try writer.copy(claim) == .copied)
    let file = try #require(try writer.sync().first?.files.first)
    #expect(try test.root.store.open(file).size == size)
  }
}
