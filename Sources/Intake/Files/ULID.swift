/// A sortable identifier: 48 bits of milliseconds since 1970 and 80 random bits, 26 characters in Crockford's base 32
/// (https://github.com/ulid/spec).
package struct ULID: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  package static let length = 26
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  init(milliseconds: Int64, random: (UInt16, UInt64)) {
    high = UInt64(bitPattern: milliseconds) << 16 | UInt64(random.0)
    low = random.1
  }

  /// Reads the 26 characters as this software writes them, in capitals.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    var value: UInt128 = 0
    for (index, byte) in bytes.enumerated() {
      guard let digit = Self.alphabet.firstIndex(of: byte), index > 0 || digit < 8 else { return nil }
      value = value << 5 | UInt128(digit)
    }
    high = UInt64(truncatingIfNeeded: value >> 64)
    low = UInt64(truncatingIfNeeded: value)
  }

  package var milliseconds: Int64 { Int64(high >> 16) }

  var bytes: [UInt8] {
    var value = UInt128(high) << 64 | UInt128(low)
    var bytes = [UInt8](repeating: 0, count: Self.length)
    for index in bytes.indices.reversed() {
      bytes[index] = Self.alphabet[Int(truncatingIfNeeded: value & 31)]
      value >>= 5
    }
    return bytes
  }

  /// As much as a person types to name one of a few.
  package var brief: String { String(description.suffix(6)) }

  package var description: String { String(decoding: bytes, as: UTF8.self) }

  package static func < (left: ULID, right: ULID) -> Bool { (left.high, left.low) < (right.high, right.low) }

  fileprivate var successor: ULID? {
    let value = UInt128(high) << 64 | UInt128(low)
    let (next, overflow) = value.addingReportingOverflow(1)
    guard !overflow, UInt64(truncatingIfNeeded: next >> 80) == high >> 16 else { return nil }
    return ULID(
      milliseconds: milliseconds,
      random: (UInt16(truncatingIfNeeded: next >> 64), UInt64(truncatingIfNeeded: next)))
  }
}

/// Gives out identifiers that rise even within a millisecond and when the clock is set back.
package struct ULIDSource: Sendable {
  private var last: ULID?

  package init() {}

  package mutating func next(milliseconds: Int64) -> ULID {
    let id = following(milliseconds)
    last = id
    return id
  }

  private func following(_ milliseconds: Int64) -> ULID {
    // Randomness is asked for once a millisecond: it costs two system calls.
    guard let last, milliseconds <= last.milliseconds else {
      return ULID(milliseconds: milliseconds, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
    }
    return last.successor ?? ULID(milliseconds: last.milliseconds + 1, random: (0, .random(in: 0 ... .max)))
  }
}
