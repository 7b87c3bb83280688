/// An archive in which every entry is where and what both of its headers say, and nothing is hidden between them. Only
/// stored and deflated entries, no encryption, no parts on other disks (ISO/IEC 21320-1).
public struct ZIPArchive: Sendable {
  public enum Method: UInt16, Sendable, Hashable {
    case stored = 0
    case deflated = 8
  }

  public struct Entry: Sendable, Hashable {
    /// As the archive has it; a folder's ends with `/`.
    public let name: String
    public let method: Method
    public let compressedSize: Int
    public let size: Int
    public let crc32: UInt32
    /// Whether the local header has extra fields, which a `mimetype` entry must not have.
    let hasLocalExtraFields: Bool
    /// Where the content stands, as it is stored.
    let content: Range<Int>

    public var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
  }

  let source: ByteSource
  /// In the order in which they stand.
  public let entries: [Entry]
  /// The archive's comment, as it is.
  public let comment: [UInt8]
  /// Where the central directory stands.
  let directory: Range<Int>
  let limits: ZIPLimits

  /// Reads the central directory and every local header; contents are read later.
  ///
  /// - Returns: The archive, or the first defect.
  /// - Throws: ``SourceFailure`` when the source cannot be read.
  public static func open(
    _ source: ByteSource, limits: ZIPLimits = ZIPLimits()
  ) throws(SourceFailure) -> Result<ZIPArchive, ZIPDefect> {
    do {
      return .success(try ZIPArchive(source, limits: limits))
    } catch let defect as ZIPDefect {
      return .failure(defect)
    } catch let failure as SourceFailure {
      throw failure
    } catch {
      preconditionFailure("an error of no kind: \(error)")
    }
  }

  private init(_ source: ByteSource, limits: ZIPLimits) throws {
    self.source = source
    self.limits = limits
    let end = try ZIPEndRecord(of: source, limits: limits)
    comment = end.comment
    directory = end.directory
    let headers = try Self.headers(end, of: source, limits: limits)
    try Self.checkSizes(headers, limits: limits)
    var entries: [Entry] = []
    var position = 0
    for (index, header) in headers.enumerated() {
      guard header.offset >= position else {
        throw ZIPDefect(.overlap, entry: header.name, "the entry does not stand after the one listed before it")
      }
      guard header.offset == position else {
        throw ZIPDefect(
          index == 0 ? .prefix : .gap, entry: header.name,
          "\(header.offset - position) octets before the entry belong to none")
      }
      let next = index + 1 < headers.count ? headers[index + 1].offset : directory.lowerBound
      entries.append(try header.entry(in: source, before: next))
      position = next
    }
    guard position == directory.lowerBound else {
      throw ZIPDefect(.gap, "\(directory.lowerBound - position) octets before the central directory belong to no entry")
    }
    self.entries = entries
    try ZIPEntryName.checkDistinct(entries.map(\.name))
  }

  private static func headers(
    _ end: ZIPEndRecord, of source: ByteSource, limits: ZIPLimits
  ) throws -> [ZIPCentralHeader] {
    var rest = try source.octets(in: end.directory)[...]
    var headers: [ZIPCentralHeader] = []
    for _ in 0..<end.entries {
      headers.append(try ZIPCentralHeader(from: &rest, boundary: end.directory.lowerBound, limits: limits))
    }
    guard rest.isEmpty else {
      throw ZIPDefect(.directory, "the central directory holds more than the \(end.entries) entries that it should")
    }
    return headers
  }

  private static func checkSizes(_ headers: [ZIPCentralHeader], limits: ZIPLimits) throws(ZIPDefect) {
    var total = 0
    var compressed = 0
    for header in headers {
      guard header.size <= limits.entry else {
        throw ZIPDefect(.entryTooLarge, entry: header.name, "\(header.size) octets")
      }
      // Neither sum can overflow: both caps and the number of entries are small.
      total += header.size
      compressed += header.compressedSize
      guard total <= limits.total else { throw ZIPDefect(.archiveTooLarge, "more than \(limits.total) octets in all") }
      guard !limits.isBomb(header.size, from: header.compressedSize) else {
        throw ZIPDefect(
          .ratio, entry: header.name, "\(header.compressedSize) octets that become \(header.size)")
      }
    }
    guard !limits.isBomb(total, from: compressed) else {
      throw ZIPDefect(.ratio, "\(compressed) octets that become \(total)")
    }
  }
}

extension ZIPLimits {
  func isBomb(_ size: Int, from compressedSize: Int) -> Bool {
    size > ratioFloor && size / max(1, ratio) > compressedSize
  }
}
