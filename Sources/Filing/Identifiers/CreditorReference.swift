/// A structured creditor reference of ISO 11649: `RF`, two check digits, and 1 to 21 digits and Latin capitals.
public struct CreditorReference: Sendable, Hashable, Codable {
  /// In capitals and without spaces: `RF18539007547034`.
  public let text: String

  /// Reads a reference as people write it: spaces and small letters are accepted, wrong check digits are not.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let text = String(text).filter { $0 != " " }.uppercased()
    guard (5...25).contains(text.utf8.count), text.hasPrefix("RF"), CheckDigits.areRight(in: text) else { return nil }
    self.text = text
  }

  /// Puts the check digits before a body; nil unless it has 1 to 21 digits and Latin capitals.
  public init?(body: String) {
    guard (1...21).contains(body.utf8.count), let digits = CheckDigits.digits(prefix: "RF", rest: body) else {
      return nil
    }
    text = "RF\(digits)\(body)"
  }

  /// What stands after the check digits.
  public var body: Substring { text.dropFirst(4) }
}
