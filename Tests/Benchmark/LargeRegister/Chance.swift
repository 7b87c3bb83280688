import Filing

/// Chance that is the same in every run (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True so often in a thousand.
  mutating func isOne(of perMille: Int) -> Bool { below(1000) < perMille }

  /// Stands for the hash of octets that nobody made.
  mutating func hash() -> ContentHash {
    let words = (0..<4).map { _ in next() }
    let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    guard let hash = ContentHash(bytes: bytes) else { preconditionFailure("32 octets") }
    return hash
  }
}
