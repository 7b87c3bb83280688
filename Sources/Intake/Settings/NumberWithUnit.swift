/// What times and sizes in settings have in common.
enum NumberWithUnit {
  /// Digits and what follows them, with at most one space between.
  static func parts(of text: String) -> (number: Int64, unit: Substring)? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, let number = Int64(digits) else { return nil }
    let rest = text[digits.endIndex...]
    return (number, rest.first == " " ? rest.dropFirst() : rest)
  }
}
