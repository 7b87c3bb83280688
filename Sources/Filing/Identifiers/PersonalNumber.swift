/// FİN, the personal number on an identity card: seven digits and Latin capitals without I and O.
public struct PersonalNumber: Sendable, Hashable, Codable {
  public let text: String

  /// Nil unless the text is `[0-9A-HJ-NP-Z]{7}`. No public check digit is known.
  public init?(_ text: String) {
    guard text.utf8.count == 7, text.utf8.allSatisfy(Self.allowed) else { return nil }
    self.text = text
  }

  private static func allowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "I"), UInt8(ascii: "O"): false
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }
}
