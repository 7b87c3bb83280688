/// A text in both languages of the court's notices.
public struct BilingualText: Sendable, Hashable, ExpressibleByStringLiteral {
  public let azerbaijani: String
  public let english: String

  public init(az: String, en: String) {
    azerbaijani = az
    english = en
  }

  /// One text for both, such as the number of a law.
  public init(_ text: String) { self.init(az: text, en: text) }
  public init(stringLiteral text: String) { self.init(text) }

  public func text(in language: FindingCatalogue.Language) -> String {
    switch language {
    case .azerbaijani: azerbaijani
    case .english: english
    }
  }
}
