import Foundation

@testable import XMLSignature

/// Writes archives octet by octet, and every flaw that a test asks for.
struct TestArchive {
  struct Entry {
    enum Descriptor { case none, signed32, unsigned32, signed64, unsigned64 }

    var name: [UInt8]
    var content: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    /// What stands in the archive as content; nil for what method and content give.
    var packed: [UInt8]?
    var descriptor = Descriptor.none
    var crc: UInt32?
    var size: UInt32?
    var compressedSize: UInt32?
    var offset: UInt32?
    var attributes: UInt32 = 0
    var disk: UInt16 = 0
    var centralExtra: [UInt8] = []
    var comment: [UInt8] = []
    var before: [UInt8] = []
    var after: [UInt8] = []
    /// A change to the whole of a header.
    var rewriteLocal: (@Sendable (inout [UInt8]) -> Void)?
    var rewriteDescriptor: (@Sendable (inout [UInt8]) -> Void)?
    var localName: [UInt8]?
    var localExtra: [UInt8] = []
    /// Whether it stands in the central directory.
    var isListed = true

    init(_ name: String, _ content: String = "content", deflated: Bool = false) {
      self.init(octets: Array(name.utf8), Array(content.utf8), deflated: deflated)
    }

    init(octets name: [UInt8], _ content: [UInt8], deflated: Bool = false) {
      self.name = name
      self.content = content
      method = deflated ? 8 : 0
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
      var copy = self
      change(&copy)
      return copy
    }

    /// With sizes only behind the content.
    func streamed(_ descriptor: Descriptor = .signed32) -> Entry {
      with {
        $0.method = 8
        $0.flags |= 8
        $0.descriptor = descriptor
      }
    }
  }

  enum Zip64 { case none, full, recordOnly, locatorWrong, contradicting, extended }

  var entries: [Entry]
  var prefix: [UInt8] = []
  var beforeDirectory: [UInt8] = []
  var afterDirectory: [UInt8] = []
  var comment: [UInt8] = []
  var suffix: [UInt8] = []
  var zip64 = Zip64.none
  var count: UInt16?
  var disk: UInt16 = 0
  /// The central directory in another order.
  var listsBackwards = false
  /// Whether offsets count the prefix.
  var countsPrefix = true
  var directorySize: UInt32?

  init(_ entries: [Entry]) { self.entries = entries }

  func with(_ change: (inout TestArchive) -> Void) -> TestArchive {
    var copy = self
    change(&copy)
    return copy
  }

  static func deflate(_ content: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    content.withUnsafeBytes { RawDeflater().deflate($0, isLast: true) { packed += $0 } }
    return packed
  }

  var octets: [UInt8] {
    var octets = prefix
    let base = countsPrefix ? 0 : prefix.count
    var central: [[UInt8]] = []
    for entry in entries {
      octets += entry.before
      let offset = octets.count - base
      let packed = entry.packed ?? (entry.method == 8 ? Self.deflate(entry.content) : entry.content)
      let crc = entry.crc ?? Self.crc(entry.content)
      let size = entry.size ?? UInt32(entry.content.count)
      let compressed = entry.compressedSize ?? UInt32(packed.count)
      let isStreamed = entry.descriptor != .none
      let name = entry.localName ?? entry.name
      var local = Self.u32(0x0403_4B50) + Self.u16(20) + Self.u16(entry.flags) + Self.u16(entry.method)
      local += Self.u32(0x5A21_0000)
      local += isStreamed ? [UInt8](repeating: 0, count: 12) : Self.u32(crc) + Self.u32(compressed) + Self.u32(size)
      local += Self.u16(UInt16(name.count)) + Self.u16(UInt16(entry.localExtra.count)) + name + entry.localExtra
      entry.rewriteLocal?(&local)
      var descriptor = Self.descriptor(entry.descriptor, crc: crc, compressed: compressed, size: size)
      entry.rewriteDescriptor?(&descriptor)
      octets += local + packed + descriptor + entry.after
      guard entry.isListed else { continue }
      var header = Self.u32(0x0201_4B50) + Self.u16(0x031E) + Self.u16(20) + Self.u16(entry.flags)
      header += Self.u16(entry.method) + Self.u32(0x5A21_0000) + Self.u32(crc) + Self.u32(compressed) + Self.u32(size)
      header += Self.u16(UInt16(entry.name.count)) + Self.u16(UInt16(entry.centralExtra.count))
      header += Self.u16(UInt16(entry.comment.count)) + Self.u16(entry.disk) + Self.u16(0)
      header += Self.u32(entry.attributes) + Self.u32(entry.offset ?? UInt32(offset))
      central.append(header + entry.name + entry.centralExtra + entry.comment)
    }
    octets += beforeDirectory
    let start = octets.count - base
    let directory = (listsBackwards ? central.reversed() : central).flatMap(\.self)
    octets += directory + afterDirectory
    return octets + end(central.count, directory.count, start, at: octets.count - base) + comment + suffix
  }

  private func end(_ entries: Int, _ size: Int, _ start: Int, at position: Int) -> [UInt8] {
    var record: [UInt8] = []
    if zip64 != .none {
      let extra: [UInt8] = zip64 == .extended ? [1, 2, 3, 4] : []
      record += Self.u32(0x0606_4B50) + Self.u64(UInt64(44 + extra.count)) + Self.u16(45) + Self.u16(45)
      record += Self.u32(0) + Self.u32(0) + Self.u64(UInt64(entries)) + Self.u64(UInt64(entries))
      record += Self.u64(UInt64(size)) + Self.u64(UInt64(start)) + extra
      if zip64 != .recordOnly {
        record += Self.u32(0x0706_4B50) + Self.u32(0)
        record += Self.u64(UInt64(zip64 == .locatorWrong ? position - 1 : position)) + Self.u32(1)
      }
    }
    let saturates = zip64 == .full || zip64 == .recordOnly || zip64 == .locatorWrong || zip64 == .extended
    let listed = count ?? (saturates ? .max : UInt16(entries + (zip64 == .contradicting ? 1 : 0)))
    record += Self.u32(0x0605_4B50) + Self.u16(disk) + Self.u16(disk) + Self.u16(listed) + Self.u16(listed)
    record += Self.u32(directorySize ?? (saturates ? .max : UInt32(size))) + Self.u32(saturates ? .max : UInt32(start))
    return record + Self.u16(UInt16(comment.count))
  }

  private static func descriptor(
    _ kind: Entry.Descriptor, crc: UInt32, compressed: UInt32, size: UInt32
  ) -> [UInt8] {
    let short = u32(crc) + u32(compressed) + u32(size)
    let long = u32(crc) + u64(UInt64(compressed)) + u64(UInt64(size))
    return switch kind {
    case .none: []
    case .signed32: u32(0x0807_4B50) + short
    case .unsigned32: short
    case .signed64: u32(0x0807_4B50) + long
    case .unsigned64: long
    }
  }

  static func crc(_ octets: [UInt8]) -> UInt32 {
    var crc = CRC32()
    octets.withUnsafeBytes { crc.update($0) }
    return crc.value
  }

  static func u16(_ value: UInt16) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }
  static func u32(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }
  static func u64(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }

  /// An extra field.
  static func field(_ identifier: UInt16, _ content: [UInt8]) -> [UInt8] {
    u16(identifier) + u16(UInt16(content.count)) + content
  }
}

extension [UInt8] {
  /// Overwrites octets from a position on.
  mutating func patch(_ position: Int, _ octets: [UInt8]) {
    replaceSubrange(position..<position + octets.count, with: octets)
  }
}
