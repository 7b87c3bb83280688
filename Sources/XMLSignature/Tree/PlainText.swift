/// Octets that are character data wherever they stand in the content of an element, and that no reader of XML changes:
/// ASCII from `(` on, but not `<` and `]`, and the line feed. All of base64 is.
///
/// Left out are `<` and `&`, which begin markup and references; `]`, which may begin the forbidden `]]>` (XML 1.0 §2.4); the
/// carriage return, which is normalised (§2.11); and all that is not one octet a character, because it can be malformed.
enum PlainText {
  /// Position of the first octet that is not plain, or the count.
  static func end(in octets: UnsafeRawBufferPointer) -> Int {
    typealias Block = OctetSearch.Block
    // As signed numbers, octets that are not ASCII are below `(`, too.
    let lastBefore = Block(repeating: Int8(bitPattern: UInt8(ascii: "(")) - 1)
    let lineFeed = Block(repeating: Int8(bitPattern: UInt8(ascii: "\n")))
    let less = Block(repeating: Int8(bitPattern: UInt8(ascii: "<")))
    let bracket = Block(repeating: Int8(bitPattern: UInt8(ascii: "]")))
    return OctetSearch.first(
      in: octets,
      inBlock: { block in
        (block .<= lastBefore .& block .!= lineFeed) .| block .== less .| block .== bracket
      }, isHit: { !isPlain($0) })
  }

  static func isPlain(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "<"), UInt8(ascii: "]"): false
    case UInt8(ascii: "(")...0x7F, UInt8(ascii: "\n"): true
    default: false
    }
  }
}
