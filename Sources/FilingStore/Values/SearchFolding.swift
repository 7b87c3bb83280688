/// Folds text for searching, so that people find a name however their keyboard writes it: `İ`, `I`, `ı` and `i` are one
/// letter, and so are `ə` and `e`, `ö` and `o`, `ü` and `u`, `ğ` and `g`, `ş` and `s`, `ç` and `c`.
enum SearchFolding {
  static func fold(_ text: String) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z": folded.append(UInt8(scalar.value) + 32)
      case _ where scalar.isASCII: folded.append(UInt8(scalar.value))
      case "İ", "ı": folded.append(UInt8(ascii: "i"))
      case "Ə", "ə": folded.append(UInt8(ascii: "e"))
      case "Ö", "ö": folded.append(UInt8(ascii: "o"))
      case "Ü", "ü": folded.append(UInt8(ascii: "u"))
      case "Ğ", "ğ": folded.append(UInt8(ascii: "g"))
      case "Ş", "ş": folded.append(UInt8(ascii: "s"))
      case "Ç", "ç": folded.append(UInt8(ascii: "c"))
      case "\u{300}"..."\u{36F}": continue  // Combining marks: decomposed text finds composed text.
      default: folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  /// The folded words of a text: runs of letters and digits.
  static func words(of text: String) -> [Substring] {
    fold(text).unicodeScalars.split { !$0.isWordPart }.map(Substring.init)
  }
}

extension Unicode.Scalar {
  fileprivate var isWordPart: Bool {
    guard isASCII else { return properties.isAlphabetic || properties.numericType != nil }
    return ("a"..."z").contains(self) || ("0"..."9").contains(self)
  }
}
