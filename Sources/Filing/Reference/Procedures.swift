/// A code with its names: an entry of a code list of the submission schema 1.0.
public struct CodeListEntry: Sendable, Hashable {
  public let code: String
  public let nameInAzerbaijani: String
  public let nameInEnglish: String

  init(_ code: String, az: String, en: String) {
    self.code = code
    nameInAzerbaijani = az
    nameInEnglish = en
  }
}

/// Kinds of proceedings.
public enum Procedures {
  public static let all = [
    CodeListEntry("civil", az: "Mülki icraat", en: "Civil proceedings"),
    CodeListEntry("commercial", az: "Kommersiya icraatı", en: "Commercial proceedings"),
    CodeListEntry("administrative", az: "İnzibati icraat", en: "Administrative proceedings"),
    CodeListEntry("court-order", az: "Məhkəmə əmri icraatı", en: "Court-order proceedings"),
    CodeListEntry("special", az: "Xüsusi icraat", en: "Special proceedings"),
  ]

  public static func procedure(for code: String) -> CodeListEntry? { all.first { $0.code == code } }
}
