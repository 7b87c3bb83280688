/// Words and codes by which a payment's purpose is known, such as `Dövlət rüsumu` or the budget's code of state duty.
package struct PurposeWords: Sendable, Hashable {
  /// As the operator wrote them.
  package let words: [String]
  private let phrases: [[UInt8]]

  package init(_ words: [String]) {
    self.words = words
    phrases = words.map { Self.phrase($0) }
  }

  package var isEmpty: Bool { words.isEmpty }

  /// Whether one of them stands in what a payer wrote, however the letters and the spaces between them are written.
  ///
  /// Each begins a word there. It may go on, because Azerbaijani inflects at the end (`rüsumunun`); only a number may not.
  func areNamed(in purpose: String) -> Bool {
    let text = Self.phrase(purpose)
    return phrases.contains { Self.stands($0, in: text) }
  }

  private static func stands(_ phrase: [UInt8], in text: [UInt8]) -> Bool {
    guard let last = phrase.last, phrase.count <= text.count else { return false }
    return (0...(text.count - phrase.count)).contains { start in
      let end = start + phrase.count
      return (start == 0 || text[start - 1] == space) && text[start..<end].elementsEqual(phrase)
        && !(isDigit(last) && end < text.count && isDigit(text[end]))
    }
  }

  /// Folded, with one space for whatever stands between words.
  private static func phrase(_ text: String) -> [UInt8] {
    let parts = SearchFolding.fold(text).utf8.split { octet in
      octet < 0x80 && !isDigit(octet) && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
    }
    return Array(parts.joined(separator: [space]))
  }

  private static let space = UInt8(ascii: " ")
  private static func isDigit(_ octet: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) }
}
