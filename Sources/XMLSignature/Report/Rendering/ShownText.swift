/// What people see of a sender's text: no character of it can hide, move or imitate what stands around it.
package enum ShownText {
  /// In Unicode scalars, escapes counted in full; only hostile values are longer.
  static let longestValue = 600
  /// Accents on one letter that are shown; more would run over the neighbouring lines.
  private static let mostMarks = 2

  /// Whether a character is shown as it is. Control and format characters (line ends and those that turn the direction
  /// of writing among them) are not.
  package static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xC0...0x24F: return true  // Latin letters, those of Azerbaijani among them.
    case 0xFFFE, 0xFFFF: return false  // XML 1.0 §2.2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  /// What stands for a character that is not shown, such as `\u{202E}`.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// Such as `U+0410`.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  static func plain(_ value: String) -> String {
    var text = ""
    var count = 0
    var marks = 0
    for scalar in value.unicodeScalars {
      guard count < longestValue else { return text + "…" }
      let isMark = isMark(scalar)
      marks = isMark ? marks + 1 : 0
      if isShown(scalar), !isMark || marks <= mostMarks, !isInvisible(scalar) {
        text.unicodeScalars.append(scalar)
        count += 1
      } else {
        let escaped = escape(scalar)
        text += escaped
        count += escaped.utf8.count
      }
    }
    return text
  }

  /// Letters of a value that look like Latin ones in a word with Latin letters, and are not; each once.
  ///
  /// Names in another alphabet are nothing to remark; one word in two alphabets is how one name passes for another.
  static func strangers(in value: String) -> [Unicode.Scalar] {
    var strangers: [Unicode.Scalar] = []
    for word in value.unicodeScalars.split(whereSeparator: { !$0.properties.isAlphabetic })
    where word.contains(where: isLatin) {
      for scalar in word where isLookAlike(scalar) && !strangers.contains(scalar) { strangers.append(scalar) }
    }
    return Array(strangers.prefix(8))
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: scalar.properties.isAlphabetic
    default: false
    }
  }

  /// Greek, Cyrillic, Armenian, Cherokee, full-width and mathematical letters.
  private static func isLookAlike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x370...0x58F, 0x13A0...0x13FF, 0x1C80...0x1C8F, 0x1F00...0x1FFF, 0x2100...0x214F, 0x2DE0...0x2DFF,
      0xA640...0xA69F, 0xAB70...0xABBF, 0xFF21...0xFF5A, 0x1D400...0x1D7FF:
      true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Letters and spaces without a shape: fillers, and spaces other than the ordinary one.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20: false
    case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0: true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
  }
}
