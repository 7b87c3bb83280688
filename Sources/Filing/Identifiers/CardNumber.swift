/// Full payment card numbers in free text (ISO/IEC 7812): none may be stored, logged or shown.
///
/// A card number is a whole token of 13 to 19 digits, in one run or grouped by single spaces or hyphens, that satisfies
/// the Luhn formula and begins with a prefix that an issuer uses at that length. Longer digit runs, decimals, hashes
/// and digits joined to letters are other things and stay as they are.
public enum CardNumber {
  /// Whether a text is the first six digits of a card's number (ISO/IEC 7812-1), of which its issuer is known.
  public static func isIssuerNumber(_ text: String) -> Bool {
    text.utf8.count == 6 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The text with every card number cut down to its first six digits; the others become `•`.
  public static func masked(in text: String) -> String {
    guard mayHoldOne(text) else { return text }
    var scalars = Array(text.unicodeScalars)
    let found = ranges(in: scalars)
    guard !found.isEmpty else { return text }
    for range in found {
      var kept = 0
      for index in range where isDigit(scalars[index]) {
        if kept < 6 { kept += 1 } else { scalars[index] = "•" }
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  /// The card numbers of the text, each masked; empty when there is none.
  public static func found(in text: String) -> [String] {
    guard mayHoldOne(text) else { return [] }
    let scalars = Array(text.unicodeScalars)
    return ranges(in: scalars).map { range in
      var number = String.UnicodeScalarView()
      number.append(contentsOf: scalars[range])
      return masked(in: String(number))
    }
  }

  /// Nearly every text has fewer than 13 digits, and is done with after one look at its octets.
  private static func mayHoldOne(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 where byte &- UInt8(ascii: "0") < 10 { digits += 1 }
    return digits >= 13
  }

  // MARK: Tokens

  /// Digits of one run, by position.
  private typealias Group = Range<Int>

  private static func ranges(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      guard isDigit(scalars[index]) else {
        index += 1
        continue
      }
      let groups = groups(in: scalars, from: index)
      found += cards(among: groups, in: scalars)
      index = groups.last?.upperBound ?? index + 1
    }
    return found
  }

  /// The digit groups from a position on that are held together by single spaces or hyphens.
  private static func groups(in scalars: [Unicode.Scalar], from start: Int) -> [Group] {
    var groups: [Group] = []
    var index = start
    while index < scalars.count, isDigit(scalars[index]) {
      let first = index
      while index < scalars.count, isDigit(scalars[index]) { index += 1 }
      groups.append(first..<index)
      let isJoined = index + 1 < scalars.count && isSeparator(scalars[index]) && isDigit(scalars[index + 1])
      if isJoined { index += 1 }
    }
    return groups
  }

  /// The card numbers that whole groups make up, from left to right and without overlap.
  private static func cards(among groups: [Group], in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var first = 0
    while first < groups.count {
      var length = 0
      var next = first + 1
      for last in first..<groups.count {
        length += groups[last].count
        if length > 19 { break }
        let range = groups[first].lowerBound..<groups[last].upperBound
        guard length >= 13, isGrouping(groups[first...last], isWhole: last - first + 1 == groups.count),
          isWholeToken(range, in: scalars), isCardNumber(scalars[range].filter(isDigit).map { Int($0.value) - 48 })
        else { continue }
        found.append(range)
        next = last + 1
        break
      }
      first = next
    }
    return found
  }

  /// Whether people write card numbers in such groups. Among further groups only the printed forms count, so that
  /// neighbouring numbers (two VÖENs, a date and a sum) do not make up a card.
  private static func isGrouping(_ groups: ArraySlice<Group>, isWhole: Bool) -> Bool {
    let lengths = groups.map(\.count)
    guard let last = lengths.last, lengths.count > 1 else { return true }
    if lengths.dropLast().allSatisfy({ $0 == 4 }), last <= 5 { return true }
    if [[4, 6, 5], [4, 6, 4], [6, 13]].contains(lengths) { return true }
    return isWhole && [4, 6, 8].contains(lengths[0])
  }

  /// Nothing that belongs to a longer word or number stands beside the digits. Hyphens hold a reference such as
  /// `INV-2024-…` together, a point before or after a further digit makes a decimal, and a plus a telephone number.
  private static func isWholeToken(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    func scalar(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }
    func isFree(from edge: Int, step: Int) -> Bool {
      guard let beside = scalar(edge) else { return true }
      if isWordPart(beside) || (beside == "+" && step < 0) { return false }
      if beside == ".", let further = scalar(edge + step), isDigit(further) { return false }
      guard beside == "-" else { return true }
      var index = edge
      while let next = scalar(index), next == "-" || isDigit(next) { index += step }
      return scalar(index).map { !isWordPart($0) } ?? true
    }
    return isFree(from: range.lowerBound - 1, step: -1) && isFree(from: range.upperBound, step: 1)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "-" || scalar == "\u{A0}"
  }

  // MARK: Numbers

  private static func isCardNumber(_ digits: [Int]) -> Bool {
    let prefix = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    return issuerPrefixes.contains { $0.prefixes.contains(prefix) && $0.lengths.contains(digits.count) }
      && satisfiesLuhn(digits)
  }

  /// First four digits and the lengths in use under them (ISO/IEC 7812, as the card schemes publish their ranges).
  private static let issuerPrefixes: [(prefixes: ClosedRange<Int>, lengths: Set<Int>)] = [
    (4000...4999, [13, 16, 19]),  // Visa
    (5100...5599, [16]), (2221...2720, [16]),  // Mastercard
    (3400...3499, [15]), (3700...3799, [15]),  // American Express
    (3000...3059, Set(14...19)), (3095...3095, Set(14...19)),  // Diners Club
    (3600...3699, Set(14...19)), (3800...3999, Set(14...19)),
    (3528...3589, Set(16...19)),  // JCB
    (6011...6011, Set(16...19)), (6440...6599, Set(16...19)),  // Discover
    (6200...6299, Set(16...19)), (8100...8199, Set(16...19)),  // UnionPay
    (5000...5099, Set(13...19)), (5600...5899, Set(13...19)),  // Maestro
    (6300...6399, Set(13...19)), (6700...6799, Set(13...19)),
    (2200...2204, Set(16...19)),  // Mir
    (6000...6099, [16]), (8200...8299, [16]),  // RuPay
    (9792...9792, [16]),  // Troy
  ]

  private static func satisfiesLuhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (position, digit) in digits.reversed().enumerated() {
      let doubled = digit * 2
      sum += position.isMultiple(of: 2) ? digit : (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum.isMultiple(of: 10)
  }
}
