/// Writes texts of known length, such as dates, digit by digit: they stand in every notice many times, and putting them
/// together from strings costs more than the rest of a notice.
struct DigitWriter {
  private let octets: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// - Parameter length: In octets, at most.
  static func text(length: Int, _ body: (inout DigitWriter) -> Void) -> String {
    String(unsafeUninitializedCapacity: length) { octets in
      var writer = DigitWriter(octets: octets)
      body(&writer)
      return writer.count
    }
  }

  /// A number that is not negative, with zeros in front.
  mutating func write(_ number: Int, width: Int) {
    var rest = number
    for place in (0..<width).reversed() {
      octets[count + place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += width
  }

  mutating func write(_ character: Unicode.Scalar) {
    octets[count] = UInt8(ascii: character)
    count += 1
  }
}
