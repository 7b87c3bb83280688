package import Filing
import Foundation
import Glibc
package import Intake
package import ScanInspection

/// One file of a scanner's folder: our copy of it, which nobody changes while it is looked at.
package struct ScannedFile: Sendable {
  package let name: String
  /// Of the copy.
  package let path: String
  package let size: Int64
  package let hash: ContentHash
  /// Nil where the octets are no scan.
  package let kind: Scan.Kind?
  /// What the first look found.
  package let findings: [Finding]
}

/// The files of a scanner's folder, as copies that nobody changes.
package struct ScanFolder: Sendable {
  package private(set) var files: [ScannedFile] = []
  /// The octets of the index; nil where there is none.
  package private(set) var index: [UInt8]?
  /// What lies there and is no file, by name.
  package private(set) var others: [String] = []
  /// Holds the copies, or other names of what is ours already.
  private let work: WorkFolder

  private static let longestIndex: Int64 = 16 << 20

  /// Copies a folder as the scanner left it.
  ///
  /// - Parameter limit: Octets of the largest file.
  /// - Throws: `FileFailure` and `ScanFailure` when the computer fails.
  package init(at path: String, index indexName: String, limit: Int64) throws {
    let work = try WorkFolder()
    self.work = work
    let (folder, copies) = (try Directory.opened(at: path), try Directory.opened(at: work.path))
    var transfer = FileTransfer()
    for (position, name) in try Self.names(in: folder).enumerated() {
      if let status = try folder.status(of: name), status.kind != .regular {
        others.append(name.text)
        continue
      }
      let file = try folder.file(name)
      let length = try file.status().state.size
      if name.text == indexName, length <= Self.longestIndex {
        index = try file.read(at: 0, count: Int(length))
        continue
      }
      let copyName = FileName.ofOurs("scan-\(position)")
      guard let copy = try copies.createFile(copyName, mode: 0o600) else {
        throw FileFailure("create", "\(work.path)/scan-\(position)", code: EEXIST)
      }
      // Of one that is too large nothing more is needed than its size.
      let (hash, size) = try transfer.copy(file, into: copy, atMost: limit)
      files.append(
        try ScannedFile(
          copy, named: name.text, at: "\(work.path)/scan-\(position)", size: max(size, length), hash: hash,
          limit: limit))
    }
  }

  /// A stack that is ours already.
  package init(_ originals: [StoredStack.Original], index indexName: String, limit: Int64) throws {
    let work = try WorkFolder()
    self.work = work
    for (position, original) in originals.enumerated() {
      let file = try original.open()
      if original.name == indexName, original.size <= Self.longestIndex {
        index = try file.read(at: 0, count: Int(original.size))
      } else {
        files.append(
          try ScannedFile(
            file, named: original.name, at: work.link(to: original.path, as: "scan-\(position)"), size: original.size,
            hash: original.hash, limit: limit))
      }
    }
  }

  /// In the order in which scanners count: 2 before 10. What is hidden, or still being written, is nobody's scan yet.
  private static func names(in folder: Directory) throws(FileFailure) -> [Intake.FileName] {
    try folder.names().filter { name in
      let text = name.text
      return !text.hasPrefix(".") && !text.hasSuffix(".part") && !text.hasSuffix(".tmp") && text != "Thumbs.db"
    }.sorted { $0.text.compare($1.text, options: .numeric) == .orderedAscending }
  }
}

extension Intake.FileName {
  /// As the person at the scanner, and the index, write it.
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension ScannedFile {
  /// - Parameter file: The copy, open.
  fileprivate init(
    _ file: OpenFile, named name: String, at path: String, size: Int64, hash: ContentHash, limit: Int64
  ) throws {
    let look = size > limit ? nil : try FirstLook(at: file, size: size, name: name)
    self.init(
      name: name, path: path, size: size, hash: hash, kind: look?.kind,
      findings: look?.findings
        ?? [Finding(.documentTooLarge, ["name": name, "size": "\(size)", "limit": "\(limit)"])])
  }
}

/// What the intake's own checks say, before any other program sees the file.
private struct FirstLook {
  let kind: Scan.Kind?
  private(set) var findings: [Finding] = []

  private static let endings: [Scan.Kind: [String]] = [.pdf: ["pdf"], .tiff: ["tif", "tiff"], .jpeg: ["jpg", "jpeg"]]

  init(at file: OpenFile, size: Int64, name: String) throws {
    let window = Int64(DocumentBytes.windowSize)
    let head = try file.read(at: 0, count: Int(min(window, size)))
    let tail = try file.read(at: max(0, size - window), count: Int(min(window, size)))
    let document = DocumentBytes(size: size, head: head, tail: tail) { try file.read(at: $0, count: $1) }
    let sniffed = try ContentSniffer.sniff(document)
    kind = sniffed.mediaType.flatMap(Scan.Kind.init)
    let place = SourceLocation(file: name)
    guard let kind else {
      findings = [Finding(.scanFileBroken, at: place, ["name": name, "detail": "it is neither PDF nor TIFF nor JPEG"])]
      return
    }
    if sniffed.isEncrypted { findings.append(Finding(.documentEncrypted, at: place, ["name": name])) }
    if sniffed.isTruncated { findings.append(Finding(.documentTruncated, at: place, ["name": name])) }
    let ending = (name as NSString).pathExtension.lowercased()
    if let stated = Self.endings.first(where: { $0.value.contains(ending) })?.key, stated != kind {
      findings.append(
        Finding(
          .scanOfTwoKinds, at: place, ["name": name, "detail": "its name says \(ending), it is \(kind.rawValue)"]))
    }
    if let other = Self.other(than: kind, head: head, tail: tail) {
      findings.append(Finding(.scanOfTwoKinds, at: place, ["name": name, "detail": other]))
    }
  }

  /// What else the file is: programs that look for an archive begin at the end, those for a PDF forgive what comes before.
  private static func other(than kind: Scan.Kind, head: [UInt8], tail: [UInt8]) -> String? {
    if let end = tail.lastRange(of: [0x50, 0x4B, 0x05, 0x06]), tail.count - end >= 22 {
      return "it ends as a ZIP archive"
    }
    if kind == .pdf, !head.starts(with: "%PDF-".utf8) { return "something stands before the PDF" }
    if kind != .pdf, head.prefix(1024).lastRange(of: Array("%PDF-".utf8)) != nil { return "it begins as a PDF too" }
    return nil
  }
}

extension Collection where Element == UInt8 {
  /// How many elements stand before the last occurrence.
  fileprivate func lastRange(of pattern: [UInt8]) -> Int? {
    let octets = Array(self)
    guard octets.count >= pattern.count else { return nil }
    return (0...(octets.count - pattern.count)).last { octets[$0] == pattern[0] && octets[$0...].starts(with: pattern) }
  }
}
