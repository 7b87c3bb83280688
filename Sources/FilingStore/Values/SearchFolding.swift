/// Folds text for searching, so that people find a name however their keyboard writes it: `İ`, `I`, `ı` and `i` are one
/// letter, and so are `ə` and `e`, `ö` and `o`, `ü` and `u`, `ğ` and `g`, `ş` and `s`, `ç` and `c`.
enum SearchFolding {
  static func fold(_ text: String) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &folded) }
    return String(decoding: folded, as: UTF8.self)
  }

  /// The folded words of a text: runs of letters and digits.
  static func words(of text: String) -> [String] {
    var folded: [UInt8] = []
    append(wordsOf: text, to: &folded)
    return folded.split(separator: space).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Puts the folded words of a text, with spaces between and after them, at the end of others.
  static func append(wordsOf text: String, to words: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      if scalar.isWordPart { append(scalar, to: &words) } else if !scalar.isCombiningMark { words.append(space) }
    }
    words.append(space)
  }

  private static let space = UInt8(ascii: " ")

  private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
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
    case _ where scalar.isCombiningMark: break  // Decomposed text finds composed text.
    default: folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isCombiningMark: Bool { ("\u{300}"..."\u{36F}").contains(self) }

  fileprivate var isWordPart: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case _ where isASCII || isCombiningMark: false
    // Letters all: they need no look-up.
    case "\u{C0}"..."\u{D6}", "\u{D8}"..."\u{F6}", "\u{F8}"..."\u{17F}", "Ə", "ə": true
    default: properties.isAlphabetic || properties.numericType != nil
    }
  }
}
