/// A type of document that can be filed, and which acts of the tariff its duty may be for.
public struct DocumentType: Sendable, Hashable {
  public enum Duty: Sendable, Hashable {
    /// The filing must declare a duty for one of these acts.
    case required(acts: [String])
    /// Whether a duty is due is not known (DOMAIN.md §5, articles 8.3–8.5); if one is declared, it is for one of these.
    case uncertain(acts: [String])
    case none
  }

  /// As the schema lists it.
  public let code: String
  public let nameInAzerbaijani: String
  public let nameInEnglish: String
  public let duty: Duty
  /// A complaint goes to a higher court than the one whose case it names.
  public let isComplaint: Bool

  fileprivate init(_ code: String, az: String, en: String, duty: Duty = .none, isComplaint: Bool = false) {
    self.code = code
    nameInAzerbaijani = az
    nameInEnglish = en
    self.duty = duty
    self.isComplaint = isComplaint
  }

  /// A claim of the respondent's.
  public var isCounterclaim: Bool { code == "counterclaim" }

  public var dutyActs: [String] {
    switch duty {
    case .required(let acts), .uncertain(let acts): acts
    case .none: []
    }
  }
}

/// The document types of the submission schema 1.0.
public enum DocumentTypes {
  public static let all: [DocumentType] = [
    DocumentType("statement-of-claim", az: "İddia ərizəsi", en: "Statement of claim", duty: claim),
    DocumentType("application", az: "Ərizə", en: "Application"),
    DocumentType(
      "court-order-application", az: "Məhkəmə əmri haqqında ərizə", en: "Application for a court order",
      duty: .required(acts: ["court-order"])),
    DocumentType(
      "special-proceedings-application", az: "Xüsusi icraat üzrə ərizə", en: "Application in special proceedings",
      duty: .required(acts: ["special-proceedings"])),
    DocumentType("counterclaim", az: "Qarşılıqlı iddia", en: "Counterclaim", duty: claim),
    DocumentType("objection", az: "Etiraz", en: "Objection"),
    DocumentType("motion", az: "Vəsatət", en: "Motion"),
    DocumentType(
      "interim-measure", az: "Müvəqqəti təminat tədbiri haqqında ərizə", en: "Application for an interim measure",
      duty: .uncertain(acts: ["interim-measure"])),
    DocumentType(
      "third-party-joinder", az: "Üçüncü şəxsin işə qoşulması haqqında ərizə",
      en: "Application to join a third party", duty: .uncertain(acts: ["third-party-joinder"])),
    DocumentType("appeal", az: "Apellyasiya şikayəti", en: "Appeal", duty: complaint, isComplaint: true),
    DocumentType("cassation", az: "Kassasiya şikayəti", en: "Cassation complaint", duty: complaint, isComplaint: true),
    DocumentType(
      "additional-cassation", az: "Əlavə kassasiya şikayəti", en: "Additional cassation complaint", duty: complaint,
      isComplaint: true),
    DocumentType(
      "newly-discovered-facts", az: "Yeni açılmış hallar üzrə ərizə", en: "Application on newly discovered facts",
      duty: complaint, isComplaint: true),
    DocumentType("evidence", az: "Sübut", en: "Evidence"),
    DocumentType("power-of-attorney", az: "Etibarnamə", en: "Power of attorney"),
    DocumentType("letter", az: "Məktub", en: "Letter"),
  ]

  public static func type(for code: String) -> DocumentType? { byCode[code] }

  private static let claim = DocumentType.Duty.required(acts: ["valued-claim", "dwelling-claim", "non-valued-claim"])
  private static let complaint = DocumentType.Duty.required(acts: ["appeal-valued", "appeal-non-valued"])
  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
}
