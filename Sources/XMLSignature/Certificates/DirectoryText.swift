/// Values of names: the string types of X.520 as text, and in the form in which RFC 5280 §7.1 compares them.
enum DirectoryText {
  enum Normal: Sendable, Hashable {
    case text(String)
    /// Not a string; compared by its encoding.
    case octets([UInt8])
  }

  /// In lower case, without white space at the ends and with one space for any within. `String` compares by canonical
  /// equivalence.
  static func normal(of value: DERElement, _ octets: [UInt8]) -> Normal {
    switch value.tag {
    case DERTag.utf8String, DERTag.printableString, DERTag.ia5String, DERTag.numericString, DERTag.visibleString,
      DERTag.teletexString:
      if let ascii = collapsedASCII(octets[value.content]) { return .text(ascii) }
    case DERTag.bmpString, DERTag.universalString: break
    default: return .octets(Array(octets[value.whole]))
    }
    let text = string(of: value, octets)
    // What cannot be decoded would make different values equal.
    if text.unicodeScalars.contains("\u{FFFD}") { return .octets(Array(octets[value.whole])) }
    return .text(collapsed(text.lowercased()))
  }

  private static func collapsed(_ text: String) -> String {
    // Nearly all names have single spaces and no other white space. Below U+0300 no character joins the one before it.
    var previous: Unicode.Scalar = " "
    let isCollapsed = text.unicodeScalars.allSatisfy { scalar in
      defer { previous = scalar }
      return scalar == " " ? previous != " " : scalar.value < 0x300 && !scalar.properties.isWhitespace
    }
    if isCollapsed, previous != " " { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func collapsedASCII(_ content: ArraySlice<UInt8>) -> String? {
    guard content.allSatisfy(isCollapsible) else { return nil }
    return String(unsafeUninitializedCapacity: content.count) { text in
      var count = 0
      var isPending = false
      for octet in content {
        if octet <= 0x20 {
          isPending = count > 0
          continue
        }
        if isPending {
          text[count] = 0x20
          count += 1
          isPending = false
        }
        text[count] = octet >= UInt8(ascii: "A") && octet <= UInt8(ascii: "Z") ? octet | 0x20 : octet
        count += 1
      }
      return count
    }
  }

  /// Printable ASCII and its white space.
  private static func isCollapsible(_ octet: UInt8) -> Bool {
    octet >= 0x20 && octet < 0x7F || octet >= 0x09 && octet <= 0x0D
  }

  static func string(of value: DERElement, _ octets: [UInt8]) -> String {
    let content = octets[value.content]
    switch value.tag {
    case DERTag.bmpString:
      return String(decoding: units(of: 2, in: content).map(UInt16.init(truncatingIfNeeded:)), as: UTF16.self)
    case DERTag.universalString: return String(decoding: units(of: 4, in: content), as: UTF32.self)
    case DERTag.teletexString:
      // The standard says T.61, issuers write UTF-8 or Latin-1.
      return String(validating: content, as: UTF8.self)
        ?? String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
    default: return String(decoding: content, as: UTF8.self)
    }
  }

  private static func units(of size: Int, in content: ArraySlice<UInt8>) -> [UInt32] {
    stride(from: content.startIndex, to: content.endIndex - (size - 1), by: size).map { start in
      content[start..<start + size].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
