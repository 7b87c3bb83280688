package import Filing
package import Foundation
import Glibc

/// A stack that is ours: `manifest.json` and `originals/` never change; `decisions/` grows; all else is made from these, and may be
/// made anew.
package struct StoredStack {
  package let id: ULID
  package let manifest: StackManifest
  package let isDone: Bool
  private let directory: Directory
  private let path: String

  static let originals = FileName(known: "originals")
  static let manifest = FileName(known: "manifest.json")
  static let decisions = FileName(known: "decisions")

  /// - Throws: ``FileFailure``; ``StackDefect`` where somebody has been at the files.
  init(id: ULID, directory: Directory, isDone: Bool) throws {
    (self.id, self.directory, self.isDone) = (id, directory, isDone)
    path = directory.path
    guard let octets = try directory.octets(of: Self.manifest),
      let manifest = try? JSONDecoder().decode(StackManifest.self, from: Data(octets))
    else { throw StackDefect(path: directory.path, file: "manifest.json") }
    self.manifest = manifest
  }

  /// One file as it lay on the share.
  package struct Original: Sendable {
    package let name: String
    package let path: String
    package let size: Int64
    package let hash: ContentHash
    fileprivate let stored: FileName
    fileprivate let folder: Directory

    package func open() throws(FileFailure) -> OpenFile { try folder.file(stored) }
  }

  /// - Parameter root: As it was given: other programs open the files by their path.
  package func originals(under root: Root) throws -> [Original] {
    let folder = try directory.folder(Self.originals)
    // Whoever opens them works in another folder.
    guard let resolved = realpath(root.path, nil) else { throw FileFailure("open", root.path) }
    defer { free(resolved) }
    let place = "\(String(cString: resolved))/\(path)/originals"
    return try manifest.files.enumerated().map { index, file in
      guard let hash = ContentHash(hexadecimal: file.sha256) else {
        throw StackDefect(path: path, file: "manifest.json")
      }
      return Original(
        name: file.name, path: "\(place)/\(index + 1)", size: file.size, hash: hash,
        stored: StackManifest.fileName(index + 1), folder: folder)
    }
  }

  // MARK: Decisions

  /// In their order.
  package func decisions() throws -> [Data] {
    guard try directory.status(of: Self.decisions) != nil else { return [] }
    let folder = try directory.folder(Self.decisions)
    var decisions: [Data] = []
    while let octets = try folder.octets(of: Self.decisionName(decisions.count + 1)) { decisions.append(Data(octets)) }
    return decisions
  }

  /// Adds a decision, durably.
  ///
  /// - Parameter count: How many stood there when the person decided.
  /// - Returns: False where somebody else was quicker; nothing was added then.
  package func add(_ decision: Data, after count: Int) throws -> Bool {
    let folder = try directory.makeFolder(Self.decisions, mode: 0o700)
    try directory.sync()
    let (name, draft) = (Self.decisionName(count + 1), FileName.ofOurs("\(count + 1).\(UUID().uuidString).tmp"))
    guard try folder.status(of: name) == nil else { return false }
    try folder.writeNew([UInt8](decision), as: draft, mode: 0o600)
    let outcome = try folder.move(draft, to: folder, as: name)
    if outcome != .moved { try folder.remove(draft) }
    try folder.sync()
    return outcome == .moved
  }

  static func decisionName(_ number: Int) -> FileName {
    .ofOurs("\(number).json")
  }

  /// From 1; nil where it is no decision's name.
  static func decisionNumber(of name: FileName) -> Int? {
    guard let number = Int(String(decoding: name.bytes.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)), number > 0,
      decisionName(number) == name
    else { return nil }
    return number
  }

  // MARK: Backup

  /// Copies what cannot be made anew. Decisions are never changed, and those that come meanwhile may be there or not.
  func copy(to target: Directory, at place: [FileName]) throws -> BackupManifest {
    var copy = TreeCopy()
    for name in [Self.manifest, Self.originals, Self.decisions] where try directory.status(of: name) != nil {
      guard name == Self.decisions else {
        try copy.copy(name, from: directory, to: target, at: place)
        continue
      }
      let (source, decisions) = (try directory.folder(name), try target.makeFolder(name, mode: 0o700))
      for number in try 1..<(self.decisions().count + 1) {
        try copy.copy(Self.decisionName(number), from: source, to: decisions, at: place + [name])
      }
    }
    return copy.manifest
  }

  // MARK: What is made from them

  private static let open = FileName(known: "open")

  /// How many of its documents a clerk must decide about, as the last round saw it; nil before the first.
  package func openCount() throws -> Int? {
    try directory.octets(of: Self.open).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  package func write(openCount: Int) throws { try replace(Self.open, with: Data(String(openCount).utf8)) }

  private static let attempts = FileName(known: "attempts")

  /// How often the program has begun to look into it, and come to no end.
  package func attempts() throws -> Int {
    try directory.octets(of: Self.attempts).flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
  }

  package func write(attempts: Int) throws { try replace(Self.attempts, with: Data(String(attempts).utf8)) }

  package func octets(of name: FileName) throws -> Data? { try directory.octets(of: name).map { Data($0) } }

  package func replace(_ name: FileName, with octets: Data) throws {
    try directory.writeWhole([UInt8](octets), as: name, mode: 0o600)
    try directory.sync()
  }
}

/// Files of ours are not as we write them.
package struct StackDefect: Error, CustomStringConvertible {
  let path: String
  let file: String

  package init(path: String, file: String) { (self.path, self.file) = (path, file) }

  package var description: String { "\(path)/\(file) is not as this program writes it" }
}
