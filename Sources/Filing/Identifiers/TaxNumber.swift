/// VÖEN, the taxpayer number: ten digits, of which the last says whether a legal (1) or a natural (2) person holds it.
public struct TaxNumber: Sendable, Hashable {
  public enum Holder: Sendable { case legalPerson, naturalPerson }

  public let text: String
  public let holder: Holder

  /// Nil unless the text is ten ASCII digits of which the last is 1 or 2. The ninth is computed by an unpublished rule.
  public init?(_ text: String) {
    guard text.utf8.count == 10, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    switch text.utf8.last {
    case UInt8(ascii: "1"): holder = .legalPerson
    case UInt8(ascii: "2"): holder = .naturalPerson
    default: return nil
    }
    self.text = text
  }
}
