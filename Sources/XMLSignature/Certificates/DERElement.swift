/// Where one DER element (X.690 §10.1) stands in an array of octets.
///
/// Certificates are read with it because nearly every signature brings new ones: it allocates nothing, where a tree of
/// nodes costs more than the rest of the parse. What is not read with it goes through swift-asn1.
struct DERElement {
  /// The identifier octet: class, form and number.
  let tag: UInt8
  /// With identifier and length.
  let whole: Range<Int>
  let content: Range<Int>

  /// The elements inside.
  var elements: DERElements { DERElements(in: content) }
}

/// The elements that follow one another in a range of octets.
struct DERElements {
  private(set) var position: Int
  private let end: Int

  init(in range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  init(of octets: [UInt8]) { self.init(in: octets.indices) }

  var isAtEnd: Bool { position >= end }

  /// The next element; nil at the end.
  mutating func next(_ octets: [UInt8]) throws(DERFault) -> DERElement? {
    guard position < end else { return nil }
    guard end <= octets.count, end - position >= 2 else { throw DERFault("an element is cut off") }
    let tag = octets[position]
    guard tag & 0x1F != 0x1F else { throw DERFault("an element has a tag number above 30") }
    var start = position + 2
    var length = Int(octets[position + 1])
    if length >= 0x80 {
      // Four octets are 4 GB, so nothing overflows.
      let count = length & 0x7F
      guard (1...4).contains(count), end - start >= count else { throw DERFault("a length cannot be read") }
      length = octets[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
      start += count
      guard length >= 0x80, count == 1 || length >> (8 * (count - 1)) != 0 else {
        throw DERFault("a length is longer than it need be")
      }
    }
    guard end - start >= length else { throw DERFault("an element is cut off") }
    defer { position = start + length }
    return DERElement(tag: tag, whole: position..<start + length, content: start..<start + length)
  }

  /// The next element, which must be there and have this tag.
  mutating func next(_ tag: UInt8, _ what: StaticString, _ octets: [UInt8]) throws(DERFault) -> DERElement {
    guard let element = try next(octets) else { throw DERFault("\(what) is missing") }
    guard element.tag == tag else { throw DERFault("\(what) is of another type") }
    return element
  }

  /// The next element if it has this tag.
  mutating func optional(_ tag: UInt8, _ octets: [UInt8]) throws(DERFault) -> DERElement? {
    guard position < end, octets[position] == tag else { return nil }
    return try next(octets)
  }

  func finish(_ what: StaticString) throws(DERFault) {
    guard isAtEnd else { throw DERFault("\(what) has trailing octets") }
  }
}

/// Identifier octets of the types that certificates are made of.
enum DERTag {
  static let boolean: UInt8 = 0x01
  static let integer: UInt8 = 0x02
  static let bitString: UInt8 = 0x03
  static let octetString: UInt8 = 0x04
  static let null: UInt8 = 0x05
  static let objectIdentifier: UInt8 = 0x06
  static let utf8String: UInt8 = 0x0C
  static let numericString: UInt8 = 0x12
  static let printableString: UInt8 = 0x13
  static let teletexString: UInt8 = 0x14
  static let ia5String: UInt8 = 0x16
  static let utcTime: UInt8 = 0x17
  static let generalizedTime: UInt8 = 0x18
  static let visibleString: UInt8 = 0x1A
  static let universalString: UInt8 = 0x1C
  static let bmpString: UInt8 = 0x1E
  static let sequence: UInt8 = 0x30
  static let set: UInt8 = 0x31

  /// Context-specific, of a simple type.
  static func context(_ number: UInt8) -> UInt8 { 0x80 | number }
  /// Context-specific, with elements inside.
  static func contextConstructed(_ number: UInt8) -> UInt8 { 0xA0 | number }
}

/// Octets that are not the DER encoding that they should be.
struct DERFault: Error, Hashable {
  let detail: String
  init(_ detail: String) { self.detail = detail }
}

extension DERElement {
  /// Octets of one arc of an object identifier: room for the 128 bits of a UUID (ITU-T X.667), and no more.
  private static var longestArc: Int { 19 }

  /// Whether the content is an object identifier that ``objectIdentifier(_:)`` can write.
  func isObjectIdentifier(_ octets: [UInt8]) -> Bool {
    var length = 0
    for octet in octets[content] {
      length += 1
      guard length <= Self.longestArc else { return false }
      if octet < 0x80 { length = 0 }
    }
    return tag == DERTag.objectIdentifier && !content.isEmpty && length == 0
  }

  /// An object identifier, dotted.
  func objectIdentifier(_ octets: [UInt8]) throws(DERFault) -> String {
    guard isObjectIdentifier(octets) else { throw DERFault("an object identifier cannot be read") }
    var text = ""
    var rest = octets[content]
    while let last = rest.firstIndex(where: { $0 < 0x80 }) {
      let digits = rest[...last]
      rest = rest[(last + 1)...]
      if text.isEmpty {
        let arc = digits.count > 8 ? UInt64.max : Self.value(of: digits)
        // The first two arcs are written as one number.
        guard arc < UInt64.max else { throw DERFault("an object identifier cannot be read") }
        let first = min(arc / 40, 2)
        text = "\(first).\(arc - 40 * first)"
      } else {
        text += "." + (digits.count > 8 ? Self.decimal(of: digits) : String(Self.value(of: digits)))
      }
    }
    return text
  }

  private static func value(of digits: ArraySlice<UInt8>) -> UInt64 {
    digits.reduce(0) { $0 << 7 | UInt64($1 & 0x7F) }
  }

  /// Of an arc that no integer type holds.
  private static func decimal(of digits: ArraySlice<UInt8>) -> String {
    var number = [UInt8](repeating: 0, count: digits.count)
    for digit in digits {
      var carry = UInt16(digit & 0x7F)
      for index in number.indices.reversed() {
        carry += UInt16(number[index]) << 7
        number[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
    }
    return number.decimalText
  }

  /// A BOOLEAN. X.690 §11.1 wants FF for true; some issuers write 01.
  func boolean(_ octets: [UInt8]) throws(DERFault) -> Bool {
    guard tag == DERTag.boolean, content.count == 1 else { throw DERFault("a boolean cannot be read") }
    return octets[content.lowerBound] != 0
  }

  /// A count: an INTEGER that is not negative. Counts too large to matter become `Int.max`.
  func count(_ octets: [UInt8]) throws(DERFault) -> Int {
    guard !content.isEmpty, octets[content.lowerBound] < 0x80 else { throw DERFault("a count cannot be read") }
    let magnitude = octets[content].drop { $0 == 0 }
    return magnitude.count > 7 ? Int.max : magnitude.reduce(0) { $0 << 8 | Int($1) }
  }

  /// The octets of a BIT STRING without unused bits.
  func wholeBits(_ octets: [UInt8]) throws(DERFault) -> Range<Int> {
    guard tag == DERTag.bitString, let unused = octets[content].first, unused == 0 else {
      throw DERFault("a bit string cannot be read")
    }
    return content.lowerBound + 1..<content.upperBound
  }

  /// The first 16 bits of a BIT STRING of named bits; bit 0 is the highest.
  func namedBits(_ octets: [UInt8]) throws(DERFault) -> UInt16 {
    guard let unused = octets[content].first, unused < 8 else { throw DERFault("a bit string cannot be read") }
    let bits = octets[content].dropFirst()
    return UInt16(bits.first ?? 0) << 8 | UInt16(bits.dropFirst().first ?? 0)
  }

  /// Characters of a string type; those outside ASCII are kept as they are.
  func text(_ octets: [UInt8]) -> String { String(decoding: octets[content], as: UTF8.self) }
}
