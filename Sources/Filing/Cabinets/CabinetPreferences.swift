/// What a cabinet's holder wants of notices, and where he or she is found otherwise.
public struct CabinetPreferences: Sendable, Hashable {
  public enum Notices: String, Sendable, CaseIterable {
    /// One for each event, at once.
    case each
    /// One for all events of a day. What a court serves is told at once all the same, because a term runs from then.
    case daily
  }

  public enum Language: String, Sendable, CaseIterable {
    case azerbaijani = "az"
    case english = "en"
    case both

    public var languages: [FindingCatalogue.Language] {
      switch self {
      case .azerbaijani: [.azerbaijani]
      case .english: [.english]
      case .both: [.azerbaijani, .english]
      }
    }
  }

  public var address: String?
  public var email: String?
  public var phone: String?
  public var notices = Notices.each
  public var language = Language.both

  public init() {}
}
