/// Searches through octets, 32 at a time by vector instructions where there are that many, one by one at the end.
///
/// Swift's vector types compile to what the processor has, or to plain code where it has nothing. Only comparisons of two
/// vectors do: those of a vector with a scalar are loops over the lanes (Swift 6.3).
enum OctetSearch {
  typealias Block = SIMD32<Int8>
  typealias Hits = SIMDMask<Block>

  /// The first octet from `start` on that the search is for, or the count.
  ///
  /// Both closures decide the same, one for 32 octets and one for a single one.
  @inline(__always)
  static func first(
    in octets: UnsafeRawBufferPointer, from start: Int = 0, inBlock: (Block) -> Hits, isHit: (UInt8) -> Bool
  ) -> Int {
    var index = start
    while octets.count - index >= MemoryLayout<Block>.size {
      if isAny(inBlock(octets.loadUnaligned(fromByteOffset: index, as: Block.self))) { break }
      index += MemoryLayout<Block>.size
    }
    while index < octets.count, !isHit(octets[index]) { index += 1 }
    return index
  }

  /// How many of the octets have this value.
  static func count(of octet: UInt8, in octets: UnsafeRawBufferPointer) -> Int {
    typealias Lanes = SIMD16<UInt8>
    let wanted = Lanes(repeating: octet)
    var found = 0
    var index = 0
    while octets.count - index >= MemoryLayout<Lanes>.size {
      // A lane counts to 255 before it is added up.
      var counts = Lanes()
      let end = min(index + 255 * MemoryLayout<Lanes>.size, octets.count - MemoryLayout<Lanes>.size + 1)
      while index < end {
        let hits = octets.loadUnaligned(fromByteOffset: index, as: Lanes.self) .== wanted
        // Sound because a mask has the size of its vector, and each lane is 0 or all ones.
        counts &-= unsafeBitCast(hits, to: Lanes.self)
        index += MemoryLayout<Lanes>.size
      }
      for lane in counts.indices { found += Int(counts[lane]) }
    }
    while index < octets.count {
      if octets[index] == octet { found += 1 }
      index += 1
    }
    return found
  }

  /// `any(_:)` of the standard library, which looks at each lane.
  @inline(__always)
  private static func isAny(_ hits: Hits) -> Bool {
    // Sound because a mask has the size of its vector, and each lane is 0 or all ones.
    let words = unsafeBitCast(hits, to: SIMD4<UInt64>.self)
    return (words[0] | words[1]) | (words[2] | words[3]) != 0
  }
}
