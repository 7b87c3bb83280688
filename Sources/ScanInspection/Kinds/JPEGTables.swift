/// The tables that a JPEG picture is decoded with. Where they are wrong some programs draw nothing, and say nothing either.
struct JPEGTables {
  /// Which quantisation tables there are.
  private(set) var quantisations: Set<UInt8> = []

  /// One `DQT` segment's content (ITU-T T.81, B.2.4.1). False where it is malformed.
  mutating func takeQuantisations(_ segment: ArraySlice<UInt8>) -> Bool {
    var rest = segment
    while let first = rest.first {
      let size = first >> 4 == 0 ? 65 : 129
      guard rest.count >= size else { return false }
      quantisations.insert(first & 0x0F)
      rest = rest.dropFirst(size)
    }
    return true
  }

  /// Whether a `DHT` segment's content (ITU-T T.81, B.2.4.2) holds codes that there can be: of each length no more than the
  /// shorter ones leave room for.
  static func arePossible(_ segment: ArraySlice<UInt8>) -> Bool {
    var rest = segment
    while !rest.isEmpty {
      guard rest.count >= 17 else { return false }
      var (free, count) = (1, 0)
      for number in rest.dropFirst().prefix(16) {
        free = 2 * free - Int(number)
        count += Int(number)
        guard free >= 0 else { return false }
      }
      guard count <= 256, rest.count >= 17 + count else { return false }
      rest = rest.dropFirst(17 + count)
    }
    return true
  }
}
