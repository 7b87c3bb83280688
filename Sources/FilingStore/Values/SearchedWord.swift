/// A word as it is looked for.
struct SearchedWord {
  let word: String
  let isBeginning: Bool

  /// Words are parted as those of entries are; a star parts them too, and tells of the word before it.
  static func all(in text: String) -> [SearchedWord] {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { index, part in
      let words = SearchFolding.words(of: String(part))
      let hasStar = index < parts.count - 1 && part.unicodeScalars.last.map { !$0.properties.isWhitespace } ?? false
      return words.enumerated().map { place, word in
        SearchedWord(word: word, isBeginning: hasStar && place == words.count - 1 && !isTooShort(word))
      }
    }
  }

  /// Too many words begin with one letter for it to be meant so.
  private static func isTooShort(_ word: String) -> Bool { word.utf8.count < 2 }

  /// Digits are meant as a whole.
  var mayBeBeginning: Bool {
    !isBeginning && !Self.isTooShort(word)
      && !word.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  var asBeginning: SearchedWord { SearchedWord(word: word, isBeginning: isBeginning || mayBeBeginning) }

  var expression: String { "\"\(word)\"\(isBeginning ? "*" : "")" }
}

extension [SearchedWord] {
  /// What FTS5 is asked: all of them.
  var expression: String { map(\.expression).joined(separator: " ") }
}
