import Filing
package import FilingStore
import Foundation
import Glibc
package import TransparencyLog
import XMLSignature

/// Writes the register so that somebody who trusts neither the court nor this program can examine it: every leaf of the log,
/// every entry, the octets as they came, and the heads that witnesses were told.
///
/// The form is described in the documentation of `TransparencyLog`; a verifier in Python stands under `Tests/Log`.
package struct RegisterExport {
  package struct Summary: Sendable {
    package let leaves: Int
    package let entries: Int
    package internal(set) var files = 0
    package internal(set) var octets: Int64 = 0
    package internal(set) var heads = 0
    package let head: TreeHead
  }

  private let root: Root
  private let queries: RegisterQueries
  private let folder: URL

  /// - Parameter folder: New or empty.
  package init(root: Root, queries: RegisterQueries, folder: String) {
    self.root = root
    self.queries = queries
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
  }

  /// - Throws: ``FileFailure``, ``StoreFailure``, and what writing files throws.
  package func write() throws -> Summary {
    var edge = MerkleFrontier()
    let leaves = try lines("log.jsonl")
    let extent = try queries.forEachLeaf { index, octets in
      edge.append(MerkleTree.leafHash(octets))
      try leaves.write(["index": JSONValue(index), "leaf": .string(Self.base64(octets))])
    }
    try leaves.close()
    let head = try lines("head.json")
    try head.write(["root": .string(edge.root.hexadecimal), "size": JSONValue(edge.size)])
    try head.close()
    var summary = Summary(leaves: extent.leaves, entries: extent.entries, head: edge.head)
    let entries = try lines("entries.jsonl")
    try queries.forEachEntry(upTo: extent.entries) { entry in
      try entries.write([
        "id": JSONValue(Int(entry.id.value)), "number": .string(entry.number.description),
        "octets": .string(Self.base64(entry.canonicalOctets)),
      ])
    }
    try entries.close()
    try writeFiles(of: extent.packages, &summary)
    summary.heads = try writeHeads(upTo: extent.leaves)
    return summary
  }

  private func writeFiles(of packages: Int, _ summary: inout Summary) throws {
    let list = try lines("files.jsonl")
    try queries.forEachPackage(upTo: packages) { package, files in
      let place = "bytes/\(package.id.value)"
      if !files.isEmpty { try makeFolder(place) }
      for (number, file) in files.inOrderOfNames.enumerated() {
        var line: [(String, JSONValue)] = []
        if package.form == .folder { line.append(("name", .string(file.name))) }
        line += [
          ("package", JSONValue(Int(package.id.value))), ("path", .string("\(place)/\(number)")),
          ("sha256", .string(file.hash.hexadecimal)), ("size", JSONValue(Int(file.size))),
        ]
        try list.write(.object(line))
        try copy(file, to: "\(place)/\(number)")
        summary.files += 1
        summary.octets += file.size
      }
    }
    try list.close()
  }

  private func copy(_ file: FilingStore.StoredFile, to place: String) throws {
    let stored = try root.store.open(StoredPlace(file.place), size: file.size, hash: file.hash)
    let url = folder.appending(path: place)
    try Data().write(to: url, options: .withoutOverwriting)
    let copy = try FileHandle(forWritingTo: url)
    var position: Int64 = 0
    while position < file.size {
      let octets = try stored.read(at: position, count: 1 << 20)
      guard !octets.isEmpty else { throw stored.file.failure("read", code: EBADMSG) }
      try copy.write(contentsOf: octets)
      position += Int64(octets.count)
    }
    try copy.close()
  }

  private func writeHeads(upTo leaves: Int) throws -> Int {
    try makeFolder("heads")
    let notices = try queries.headNotices(upTo: leaves)
    for notice in notices {
      try Data(root.store.octets(of: notice)).write(
        to: folder.appending(path: "heads/\(notice.fileName)"), options: .withoutOverwriting)
    }
    return notices.count
  }

  private func makeFolder(_ place: String) throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: place, directoryHint: .isDirectory), withIntermediateDirectories: true)
  }

  private func lines(_ name: String) throws -> LineFile { try LineFile(folder.appending(path: name)) }

  private static func base64(_ octets: [UInt8]) -> String { Data(octets).base64EncodedString() }
}

/// A file of JSON objects, one a line.
private final class LineFile {
  private let handle: FileHandle
  private var buffer = Data()

  init(_ url: URL) throws {
    try Data().write(to: url, options: .withoutOverwriting)
    handle = try FileHandle(forWritingTo: url)
  }

  func write(_ value: JSONValue) throws {
    buffer.append(contentsOf: Array((value.line + "\n").utf8))
    if buffer.count > 1 << 20 { try flush() }
  }

  func close() throws {
    try flush()
    try handle.synchronize()
    try handle.close()
  }

  private func flush() throws {
    try handle.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
