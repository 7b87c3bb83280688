import ArgumentParser
import Foundation
import Glibc
import Intake

/// A file that appears under its name only when it is whole: written beside it, synced, renamed.
final class OutputFile {
  let descriptor: Int32
  private let path: String
  private let folder: String
  private let temporary: String
  private let replaces: Bool
  private var isInPlace = false

  /// - Parameter replaces: Whether a file of this name may be there already.
  init(_ path: String, replacing replaces: Bool) throws {
    let url = URL(filePath: path)
    self.path = path
    self.replaces = replaces
    folder = url.deletingLastPathComponent().path
    temporary = "\(folder)/.\(url.lastPathComponent).\(UUID().uuidString).tmp"
    if !replaces, access(path, F_OK) == 0 { throw Self.taken(path) }
    descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(message: "Cannot make \(path): \(String(cString: strerror(errno))).", code: .cannotCreate)
    }
  }

  deinit {
    close(descriptor)
    if !isInPlace { unlink(temporary) }
  }

  func write(_ octets: [UInt8]) throws {
    do {
      try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: octets)
    } catch {
      throw Failure(message: "Cannot write \(path): \(error.localizedDescription).", code: .inputOutput)
    }
  }

  func commit() throws {
    guard fsync(descriptor) == 0 else { throw failed("sync") }
    if replaces {
      guard rename(temporary, path) == 0 else { throw failed("put in place") }
    } else if link(temporary, path) == 0 {
      unlink(temporary)
    } else {
      guard errno != EEXIST, access(path, F_OK) != 0 else { throw Self.taken(path) }
      // A file system without links.
      guard rename(temporary, path) == 0 else { throw failed("put in place") }
    }
    isInPlace = true
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(directory) }
    guard directory >= 0, fsync(directory) == 0 else { throw failed("sync the folder of") }
  }

  private func failed(_ operation: String) -> Failure {
    Failure(message: "Cannot \(operation) \(path): \(String(cString: strerror(errno))).", code: .inputOutput)
  }

  private static func taken(_ path: String) -> Failure {
    Failure(
      message: "\(path) is there already, and nothing is overwritten. Name another file, or add --force.",
      code: .cannotCreate)
  }
}

extension OutputFile {
  /// Writes a report as a page, in place of one that may be there.
  static func write(_ sheet: Sheet, to path: String) throws {
    let file = try OutputFile(path, replacing: true)
    try file.write(Array(SheetPage(of: sheet).text.utf8))
    try file.commit()
  }
}
