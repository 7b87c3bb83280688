/// Folds text for searching, so that people find a name however their keyboard writes it: `İ`, `I`, `ı` and `i` are one
/// letter, and so are `ə` and `e`, `ö` and `o`, `ü` and `u`, `ğ` and `g`, `ş` and `s`, `ç` and `c`.
enum SearchFolding {
  static func fold(_ text: String) -> String {
    var folded = ""
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", " ": folded.unicodeScalars.append(scalar)
      case "A"..."Z": folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case "İ", "ı": folded += "i"
      case "Ə", "ə": folded += "e"
      case "Ö", "ö": folded += "o"
      case "Ü", "ü": folded += "u"
      case "Ğ", "ğ": folded += "g"
      case "Ş", "ş": folded += "s"
      case "Ç", "ç": folded += "c"
      case "\u{300}"..."\u{36F}": continue  // Combining marks: decomposed text finds composed text.
      default: folded += scalar.properties.lowercaseMapping
      }
    }
    return folded
  }
}
