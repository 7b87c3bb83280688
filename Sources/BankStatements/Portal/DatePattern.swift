import Filing

/// A date written by a pattern of `yyyy`, `MM`, `dd` and other characters.
enum DatePattern {
  private static let dateParts = ["yyyy", "MM", "dd"]

  static func isUsable(_ pattern: String) -> Bool {
    dateParts.allSatisfy { pattern.ranges(of: $0).count == 1 }
  }

  /// The day; nil where the text is not of the pattern, character for character.
  static func day(_ text: String, _ pattern: String) -> LocalDay? {
    let (characters, pattern) = (Array(text), Array(pattern))
    guard characters.count == pattern.count else { return nil }
    var numbers: [Character: Int] = [:]
    for (character, kind) in zip(characters, pattern) {
      if "yMdHms".contains(kind) {
        guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
        numbers[kind] = 10 * (numbers[kind] ?? 0) + digit
      } else if character != kind {
        return nil
      }
    }
    guard let year = numbers["y"], let month = numbers["M"], let day = numbers["d"] else { return nil }
    return LocalDay(year: year, month: month, day: day)
  }
}
