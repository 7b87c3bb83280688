/// The reference that a payment order asks the payer to give: court, year and number of the order.
///
/// It is a creditor reference of ISO 11649 (`RFkk CCCY YYYN NNNN NN`), so that the payer's bank finds a slip of the pen
/// by itself: one wrong digit, or two neighbours that changed places, never give another reference.
public struct PaymentReference: Sendable, Hashable, Codable {
  public let court: CourtCode
  public let year: Int
  /// Of the order in its court and year, from 1.
  public let number: Int

  private static let years = 2000...2099
  private static let numbers = 1...9_999_999
  private static let bodyLength = 14

  /// Nil unless the year is of this century and the number has at most seven digits.
  public init?(court: CourtCode, year: Int, number: Int) {
    guard Self.years.contains(year), Self.numbers.contains(number) else { return nil }
    (self.court, self.year, self.number) = (court, year, number)
  }

  /// Nil for a creditor reference that is not of this form.
  public init?(_ reference: CreditorReference) {
    let body = reference.body
    guard body.utf8.count == Self.bodyLength, let court = CourtCode(String(body.prefix(3))),
      let year = Int(body.dropFirst(3).prefix(4)), let number = Int(body.dropFirst(7))
    else { return nil }
    self.init(court: court, year: year, number: number)
  }

  /// Reads a reference as people write it; nil when a check digit or the form is wrong.
  public init?(_ text: some StringProtocol) {
    guard let reference = CreditorReference(text) else { return nil }
    self.init(reference)
  }

  public var reference: CreditorReference {
    // A leading 1 keeps the number's zeros.
    let body = "\(court.text)\(year)\(String(10_000_000 + number).dropFirst())"
    guard let reference = CreditorReference(body: body) else { preconditionFailure("digits have check digits") }
    return reference
  }

  /// The references in a text that a payer wrote, such as a line of purpose; each once, in their order. Groups may be held
  /// apart by single spaces.
  public static func found(in text: String) -> [PaymentReference] {
    let octets = Array(text.utf8)
    let length = bodyLength + 4
    var found: [PaymentReference] = []
    var index = 0
    while index + length <= octets.count {
      defer { index += 1 }
      guard octets[index] | 0x20 == UInt8(ascii: "r"), octets[index + 1] | 0x20 == UInt8(ascii: "f"),
        let candidate = candidate(of: length, in: octets[index...]), let reference = PaymentReference(candidate),
        !found.contains(reference)
      else { continue }
      found.append(reference)
    }
    return found
  }

  /// So many octets from the start of a slice, single spaces left out; nil where more of the same word follows.
  private static func candidate(of length: Int, in octets: ArraySlice<UInt8>) -> String? {
    var taken: [UInt8] = []
    var index = octets.startIndex
    while taken.count < length, index < octets.endIndex {
      let isGap = octets[index] == UInt8(ascii: " ")
      if isGap, octets[index - 1] == UInt8(ascii: " ") { return nil }
      if !isGap { taken.append(octets[index]) }
      index += 1
    }
    guard taken.count == length, index == octets.endIndex || !isDigit(octets[index]) else { return nil }
    return String(decoding: taken, as: UTF8.self)
  }

  private static func isDigit(_ octet: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) }
}
