/// A document as the structural checks see it: its first and last octets at hand, the rest by request.
package struct DocumentBytes {
  /// In octets.
  package let size: Int64
  /// The first octets, at most ``windowSize``.
  package let head: [UInt8]
  /// The last octets, at most ``windowSize``; they overlap the head of a short document.
  package let tail: [UInt8]
  private let reader: (_ position: Int64, _ count: Int) throws -> [UInt8]

  package static let windowSize = 64 << 10

  /// - Parameter reader: gives `count` octets from a position, fewer only at the end. What it throws is a failure of
  ///   the world, and comes out of every check unchanged.
  package init(
    size: Int64, head: [UInt8], tail: [UInt8],
    reader: @escaping (_ position: Int64, _ count: Int) throws -> [UInt8]
  ) {
    self.size = size
    self.head = head
    self.tail = tail
    self.reader = reader
  }

  package init(_ bytes: [UInt8]) {
    let isShort = bytes.count <= Self.windowSize
    self.init(
      size: Int64(bytes.count), head: isShort ? bytes : Array(bytes.prefix(Self.windowSize)),
      tail: isShort ? bytes : Array(bytes.suffix(Self.windowSize))
    ) { position, count in
      let start = Int(min(position, Int64(bytes.count)))
      return Array(bytes[start..<min(start + count, bytes.count)])
    }
  }

  /// Where the tail begins.
  var tailStart: Int64 { size - Int64(tail.count) }

  /// At most `count` octets from a position; none beyond the end or before the start.
  func read(at position: Int64, count: Int) throws -> [UInt8] {
    guard position >= 0, position < size, count > 0 else { return [] }
    let count = Int(min(Int64(count), size - position))
    if position + Int64(count) <= Int64(head.count) {
      return Array(head[Int(position)..<Int(position) + count])
    }
    if position >= tailStart {
      let start = Int(position - tailStart)
      return Array(tail[start..<start + count])
    }
    return try reader(position, count)
  }
}
