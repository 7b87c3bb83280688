import Foundation
import Glibc

/// An empty folder of our own, for as long as this lives.
///
/// Parties' documents lie in it, and nothing is to be left of them. Whoever holds a folder holds a lock on it, which the kernel
/// takes back however a program ends; what a killed program has left, the next one that starts takes away.
package final class WorkFolder: Sendable {
  package let path: String
  private let lock: Int32

  package init() throws(ScanFailure) {
    _ = Self.sweptAtStart
    while true {
      let path = try Self.make()
      // Whoever sweeps may have come before the lock: then the folder is gone, or about to be.
      if let lock = try Self.lock(path) {
        (self.path, self.lock) = (path, lock)
        return
      }
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    close(lock)
  }

  func octets(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map(Array.init)
  }

  /// Another name for a file: where roots lie is not for programs to read, and some take a comma in a path for more than that.
  ///
  /// - Parameter target: Its full path.
  package func link(to target: String, as name: String) throws(ScanFailure) -> String {
    let path = "\(path)/\(name)"
    guard symlink(target, path) == 0 else { throw ScanFailure("make \(path)") }
    return path
  }

  /// A program that met a full disk has left it full.
  func checkRoom() throws(ScanFailure) {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { throw ScanFailure("look at the disk under \(path)") }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    // Where a file system makes inodes as it needs them, it counts none.
    guard free >= Self.leastRoom, status.f_files == 0 || status.f_favail >= Self.leastFiles else {
      throw ScanFailure("look into a scan under \(path)", code: ENOSPC)
    }
  }

  /// In octets.
  private static let leastRoom: UInt64 = 4 << 20
  private static let leastFiles: UInt = 16

  func remove(_ name: String) { unlink("\(path)/\(name)") }

  func write(_ octets: [UInt8], as name: String) throws(ScanFailure) -> String {
    let file = "\(path)/\(name)"
    guard let stream = fopen(file, "wb") else { throw ScanFailure("make \(file)") }
    let count = fwrite(octets, 1, octets.count, stream)
    guard fclose(stream) == 0, count == octets.count else { throw ScanFailure("write \(file)") }
    return file
  }
}

// MARK: Locks

extension WorkFolder {
  private static let prefix = "court-intake-pages-"

  private static var parent: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// Once for each program that makes such folders.
  private static let sweptAtStart: Void = removeAbandoned()

  private static func make() throws(ScanFailure) -> String {
    var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ScanFailure("make a folder in \(parent)") }
    return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? parent }
  }

  /// Nil where another holds it, or it is not there any more.
  private static func lock(_ path: String) throws(ScanFailure) -> Int32? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else {
      if errno == ENOENT { return nil }
      throw ScanFailure("open \(path)")
    }
    var status = stat()
    guard flock(folder, LOCK_EX | LOCK_NB) == 0, fstat(folder, &status) == 0, status.st_nlink > 0 else {
      close(folder)
      return nil
    }
    return folder
  }

  /// Takes away what programs have left that were killed, and nothing that is another user's or in use.
  package static func removeAbandoned() {
    let parent = parent
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode == S_IFDIR | 0o700, status.st_uid == geteuid(),
        let lock = try? lock(path)
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
      close(lock)
    }
  }
}
