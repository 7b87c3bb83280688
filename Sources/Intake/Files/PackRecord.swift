import Filing

/// The form of a pack segment: records back to back, each a header that says what follows. A segment is only ever
/// appended to by the run that made it, so that a torn end stays where it is and harms nothing.
///
/// ```
/// "CIPK" | version, UInt32 = 1 | size, UInt64 | SHA-256, 32 octets | the octets        (little-endian)
/// ```
enum PackRecord {
  static let headerSize = 48

  static func header(size: Int64, hash: ContentHash) -> [UInt8] {
    var header: [UInt8] = []
    header.reserveCapacity(headerSize)
    header.append(contentsOf: "CIPK".utf8)
    withUnsafeBytes(of: UInt32(1).littleEndian) { header.append(contentsOf: $0) }
    withUnsafeBytes(of: size.littleEndian) { header.append(contentsOf: $0) }
    header.append(contentsOf: hash.bytes)
    return header
  }

  static func segmentName(_ number: Int64) -> FileName {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    guard let name = FileName("\(padded).pack") else { preconditionFailure("digits are a file name") }
    return name
  }

  static func segmentNumber(_ name: FileName) -> Int64? {
    guard name.hasSuffix(".pack") else { return nil }
    return Int64(String(decoding: name.bytes.dropLast(5), as: UTF8.self))
  }
}
