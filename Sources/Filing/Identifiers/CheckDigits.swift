/// Check digits by ISO 7064 MOD 97-10, as account numbers (ISO 13616) and creditor references (ISO 11649) carry them.
package enum CheckDigits {
  /// The remainder by 97 of digits and Latin capitals, in which A counts as 10 and Z as 35; nil for any other character.
  package static func remainder(of text: some StringProtocol) -> Int? {
    var remainder = 0
    for octet in text.utf8 {
      switch octet {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        remainder = (10 * remainder + Int(octet - UInt8(ascii: "0"))) % 97
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        remainder = (100 * remainder + Int(octet - UInt8(ascii: "A")) + 10) % 97
      default: return nil
      }
    }
    return remainder
  }

  /// The two digits that belong between a prefix of two capitals and the rest, from 02 to 98; nil where a character is not
  /// allowed.
  package static func digits(prefix: some StringProtocol, rest: some StringProtocol) -> String? {
    guard let remainder = remainder(of: "\(rest)\(prefix)00") else { return nil }
    let check = 98 - remainder
    return check < 10 ? "0\(check)" : "\(check)"
  }

  /// Whether a text of the form `PPkk…` (two capitals, two check digits, the rest) has the right ones. 00, 01 and 99 leave
  /// the same remainders as 97, 98 and 02, but are never right.
  package static func areRight(in text: String) -> Bool {
    digits(prefix: text.prefix(2), rest: text.dropFirst(4)).map { text.dropFirst(2).prefix(2) == $0 } ?? false
  }
}
