/// The formats that intake tells apart, by their first octets.
enum MediaKind: Sendable, Hashable {
  case pdf, tiff, jpeg, png, xml, zip

  /// PDF readers accept a header anywhere in the first 1,024 octets (ISO 32000-1, annex H.3, note 13).
  static let headerWindow = 1024

  init?(of head: [UInt8]) {
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if TIFFHeader(head) != nil {
      self = .tiff
    } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if Self.isXML(head) {
      self = .xml
    } else if head.prefix(Self.headerWindow).firstIndex(of: "%PDF-") != nil {
      self = .pdf
    } else {
      return nil
    }
  }

  /// A byte order mark or none, white space, then a declaration, a comment or an element (XML 1.0, appendix F).
  private static func isXML(_ head: [UInt8]) -> Bool {
    var units = characters(of: head).drop(while: isSpace)
    guard units.popFirst() == 0x3C, let next = units.first else { return false }
    guard next < 0x80 else { return true }
    let character = Character(Unicode.Scalar(UInt8(next)))
    return character.isLetter || "?!_:".contains(character)
  }

  private static func isSpace(_ unit: some BinaryInteger) -> Bool {
    unit == 0x20 || unit == 0x09 || unit == 0x0A || unit == 0x0D
  }

  /// The first code units, as UTF-16 where the octets look like it; of others the two that decide.
  private static func characters(of head: [UInt8]) -> ArraySlice<UInt16> {
    let window = head.prefix(headerWindow)
    let isBigEndian = window.starts(with: [0xFE, 0xFF]) || window.starts(with: [0x00, 0x3C])
    let isLittleEndian = window.starts(with: [0xFF, 0xFE]) || window.starts(with: [0x3C, 0x00])
    if isBigEndian || isLittleEndian {
      var units: [UInt16] = []
      for index in stride(from: 0, to: window.count - 1, by: 2) {
        let (first, second) = (UInt16(window[index]), UInt16(window[index + 1]))
        units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      }
      return units.first == 0xFEFF ? units.dropFirst() : units[...]
    }
    let octets = window.starts(with: [0xEF, 0xBB, 0xBF]) ? window.dropFirst(3) : window
    return octets.drop(while: isSpace).prefix(2).map(UInt16.init)[...]
  }
}
