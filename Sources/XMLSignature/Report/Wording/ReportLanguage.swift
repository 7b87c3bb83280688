/// A language in which reports for people are written.
public enum ReportLanguage: String, Sendable, Hashable, CaseIterable {
  case azerbaijani = "az"
  case english = "en"

  var wording: any ReportWording {
    switch self {
    case .azerbaijani: AzerbaijaniWording()
    case .english: EnglishWording()
    }
  }
}
