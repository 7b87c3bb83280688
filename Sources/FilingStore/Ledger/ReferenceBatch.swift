import Glibc

/// References of many movements, to be written in their order: where they belong in the table, they are neighbours then, and each
/// page of it is looked for and changed once.
struct ReferenceBatch {
  struct Row {
    fileprivate let place: Range<Int>
    let movement: Int64
    /// Whether a filing may wait for it.
    let isAwaited: Bool
  }

  private var octets: [UInt8] = []
  private var rows: [Row] = []
  private static let size = 16_384

  var isFull: Bool { rows.count >= Self.size }

  mutating func append(_ references: [String], of movement: Int64, isAwaited: Bool) {
    for reference in references {
      let start = octets.count
      octets.append(contentsOf: reference.utf8)
      rows.append(Row(place: start..<octets.count, movement: movement, isAwaited: isAwaited))
    }
  }

  /// Hands out what it holds, each reference of a movement once, and holds nothing any more.
  mutating func drain(_ body: (UnsafeBufferPointer<UInt8>, Row) throws -> Void) rethrows {
    defer {
      octets.removeAll(keepingCapacity: true)
      rows.removeAll(keepingCapacity: true)
    }
    try octets.withUnsafeBufferPointer { octets in
      rows.sort { left, right in
        let order = Self.order(of: left, right, in: octets)
        return order == 0 ? left.movement < right.movement : order < 0
      }
      var last: Row?
      for row in rows {
        defer { last = row }
        if let last, last.movement == row.movement, Self.order(of: last, row, in: octets) == 0 { continue }
        try body(UnsafeBufferPointer(rebasing: octets[row.place]), row)
      }
    }
  }

  /// As SQLite compares texts (collation BINARY).
  private static func order(of left: Row, _ right: Row, in octets: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = octets.baseAddress else { return 0 }
    let common = memcmp(
      start + left.place.lowerBound, start + right.place.lowerBound, min(left.place.count, right.place.count))
    return common == 0 ? left.place.count - right.place.count : Int(common)
  }
}
