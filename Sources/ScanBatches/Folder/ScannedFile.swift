import Crypto
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
  /// Holds the copies, where they were made for this.
  private let work: WorkFolder?

  private static let longestIndex: Int64 = 16 << 20

  /// Copies a folder as the scanner left it.
  ///
  /// - Parameter limit: Octets of the largest file.
  /// - Throws: `FileFailure` and `ScanFailure` when the computer fails.
  package init(at path: String, index indexName: String, limit: Int64) throws {
    let work = try WorkFolder()
    self.work = work
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFailure("open", path) }
    defer { close(folder) }
    let names = try Self.names(in: path)
    for (position, name) in names.enumerated() {
      let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      defer { if file >= 0 { close(file) } }
      var status = stat()
      guard file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        guard file >= 0 || [ELOOP, ENXIO].contains(errno) else { throw FileFailure("open", "\(path)/\(name)") }
        others.append(name)
        continue
      }
      if name == indexName {
        var octets: [UInt8] = []
        try Self.read(file, named: name) { octets += $0 }
        index = octets
      } else {
        files.append(try Self.copy(file, named: name, to: "\(work.path)/scan-\(position)", limit: limit))
      }
    }
  }

  /// A stack that is ours already.
  package init(_ originals: [StoredStack.Original], index indexName: String, limit: Int64) throws {
    work = nil
    for original in originals {
      let file = open(original.path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { throw FileFailure("open", original.path) }
      defer { close(file) }
      if original.name == indexName, original.size <= Self.longestIndex {
        var octets: [UInt8] = []
        try Self.read(file, named: original.name) { octets += $0 }
        index = octets
      } else {
        files.append(
          try ScannedFile(
            file, named: original.name, at: original.path, size: original.size, hash: original.hash, limit: limit))
      }
    }
  }

  /// In the order in which scanners count: 2 before 10. What is hidden, or still being written, is nobody's scan yet.
  private static func names(in path: String) throws(FileFailure) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw FileFailure("list", path)
    }
    return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".part") && !$0.hasSuffix(".tmp") && $0 != "Thumbs.db" }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
  }

  private static func read(
    _ source: Int32, named name: String, _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = Glibc.read(source, &buffer, buffer.count)
      if count == 0 { return }
      if count > 0 { try take(buffer[..<count]) } else if errno != EINTR { throw FileFailure("read", name) }
    }
  }

  private static func write(_ octets: ArraySlice<UInt8>, to target: Int32, at path: String) throws(FileFailure) {
    var left = octets
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
      if count > 0 { left = left.dropFirst(count) } else if errno != EINTR { throw FileFailure("write", path) }
    }
  }

  private static func copy(_ source: Int32, named name: String, to path: String, limit: Int64) throws -> ScannedFile {
    let target = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw FileFailure("create", path) }
    defer { close(target) }
    var (size, digest) = (Int64(0), SHA256())
    try read(source, named: name) { part in
      size += Int64(part.count)
      // Of one that is too large nothing more is needed than its size.
      guard size <= limit else { return }
      try write(part, to: target, at: path)
      part.withUnsafeBytes { digest.update(bufferPointer: $0) }
    }
    return try ScannedFile(
      target, named: name, at: path, size: size, hash: ContentHash(digest.finalize()), limit: limit)
  }
}

extension ScannedFile {
  /// - Parameter file: The copy, open.
  fileprivate init(
    _ file: Int32, named name: String, at path: String, size: Int64, hash: ContentHash, limit: Int64
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

  init(at descriptor: Int32, size: Int64, name: String) throws {
    let window = Int64(DocumentBytes.windowSize)
    func octets(_ position: Int64, _ count: Int) throws -> [UInt8] {
      var octets = [UInt8](repeating: 0, count: count)
      let read = pread(descriptor, &octets, count, off_t(position))
      guard read >= 0 else { throw FileFailure("read", name) }
      return Array(octets[..<read])
    }
    let head = try octets(0, Int(min(window, size)))
    let tail = try octets(max(0, size - window), Int(min(window, size)))
    let document = DocumentBytes(size: size, head: head, tail: tail, reader: octets)
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
