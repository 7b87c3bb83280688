import FoundationEssentials
import SwiftASN1

/// Walks over DER octets without building a tree, for lists that are too long for one (X.690 §8, §10).
///
/// Small parts of them go to swift-asn1 through ``node(of:)``.
struct DERCursor {
  /// One tag, length and value; positions are those of the octets.
  struct Element {
    let tag: UInt8
    let start: Int
    let content: Range<Int>

    /// With its tag and length.
    var range: Range<Int> { start..<content.upperBound }
  }

  enum Tag {
    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let octetString: UInt8 = 0x04
    static let objectIdentifier: UInt8 = 0x06
    static let enumerated: UInt8 = 0x0A
    static let utcTime: UInt8 = 0x17
    static let generalizedTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30

    static func context(_ number: UInt8, constructed: Bool) -> UInt8 { (constructed ? 0xA0 : 0x80) | number }
  }

  let octets: [UInt8]
  private(set) var position: Int
  private let end: Int

  init(_ octets: [UInt8], _ range: Range<Int>? = nil) {
    self.octets = octets
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? octets.count
  }

  var isAtEnd: Bool { position >= end }
  var remaining: Int { end - position }
  /// Tag of the next element; nil at the end.
  var nextTag: UInt8? { isAtEnd ? nil : octets[position] }

  mutating func next() throws(RevocationDefect) -> Element {
    let start = position
    guard end - position >= 2 else { throw RevocationDefect("it ends inside an element") }
    let tag = octets[position]
    guard tag & 0x1F != 0x1F else { throw RevocationDefect("it has a tag in long form") }
    var length = Int(octets[position + 1])
    var content = position + 2
    if length >= 0x80 {
      let count = length - 0x80
      guard count >= 1, count <= 4 else { throw RevocationDefect("it has a length that is not DER") }
      guard end - content >= count else { throw RevocationDefect("it ends inside an element") }
      length = 0
      for _ in 0..<count {
        length = length << 8 | Int(octets[content])
        content += 1
      }
      guard length >= 0x80, length >> (8 * (count - 1)) != 0 else {
        throw RevocationDefect("it has a length that is not DER")
      }
    }
    guard end - content >= length else { throw RevocationDefect("it ends inside an element") }
    position = content + length
    return Element(tag: tag, start: start, content: content..<position)
  }

  mutating func next(_ tag: UInt8, _ what: String) throws(RevocationDefect) -> Element {
    let element = try next()
    guard element.tag == tag else { throw RevocationDefect("its \(what) is of another type") }
    return element
  }

  /// The next element if it has the tag.
  mutating func next(if tag: UInt8) throws(RevocationDefect) -> Element? { nextTag == tag ? try next() : nil }

  func inside(_ element: Element) -> DERCursor { DERCursor(octets, element.content) }

  func finish() throws(RevocationDefect) {
    guard isAtEnd else { throw RevocationDefect("octets follow its end") }
  }

  /// The element as a tree; only for parts whose size is bounded.
  func node(of range: Range<Int>, most: Int = 65_536) throws(RevocationDefect) -> ASN1Node {
    guard range.count <= most else { throw RevocationDefect("a part of it is longer than \(most) octets") }
    do {
      return try DER.parse(octets[range])
    } catch {
      throw RevocationDefect("a part of it is not DER")
    }
  }

  /// RFC 5280 §5.1.2.4: UTCTime or GeneralizedTime, in UTC, with seconds and without fractions.
  func time(_ element: Element) throws(RevocationDefect) -> Date {
    let isShort = element.tag == Tag.utcTime
    let count = element.content.count
    guard isShort ? count == 13 : element.tag == Tag.generalizedTime && count == 15 else {
      throw RevocationDefect("a time in it has another form than RFC 5280 demands")
    }
    var position = element.content.lowerBound
    func pair() throws(RevocationDefect) -> Int {
      let tens = octets[position] &- 0x30
      let ones = octets[position + 1] &- 0x30
      guard tens <= 9, ones <= 9 else { throw RevocationDefect("a time in it is not made of digits") }
      position += 2
      return Int(tens) * 10 + Int(ones)
    }
    let first = try pair()
    let year = isShort ? (first < 50 ? 2000 : 1900) + first : first * 100 + (try pair())
    let (month, day, hour, minute, second) = (try pair(), try pair(), try pair(), try pair(), try pair())
    guard octets[position] == UInt8(ascii: "Z"),
      let date = Date(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { throw RevocationDefect("a time in it does not exist, or is not in UTC") }
    return date
  }
}
