/// The acts that duties are for, by the codes of the submission schema 1.0.
public enum DutyActs {
  public static let all = [
    CodeListEntry("valued-claim", az: "qiymətləndirilən iddia ərizəsi", en: "claim with a value"),
    CodeListEntry(
      "dwelling-claim", az: "fiziki şəxsin yaşayış evi, mənzil və ya torpaq sahəsi ilə bağlı iddia ərizəsi",
      en: "natural person's claim about a dwelling or a plot"),
    CodeListEntry("non-valued-claim", az: "qiymətləndirilməyən iddia ərizəsi", en: "claim without a value"),
    CodeListEntry("court-order", az: "məhkəmə əmri haqqında ərizə", en: "application for a court order"),
    CodeListEntry("special-proceedings", az: "xüsusi icraat üzrə ərizə", en: "application in special proceedings"),
    CodeListEntry(
      "interim-measure", az: "müvəqqəti təminat tədbiri haqqında ərizə", en: "application for an interim measure"),
    CodeListEntry(
      "third-party-joinder", az: "üçüncü şəxsin işə qoşulması haqqında ərizə",
      en: "application to join a third party"),
    CodeListEntry(
      "appeal-valued", az: "qiymətləndirilən iddia üzrə şikayət (apellyasiya, kassasiya, yeni açılmış hallar)",
      en: "complaint about a claim with a value (appeal, cassation, newly discovered facts)"),
    CodeListEntry(
      "appeal-non-valued", az: "qiymətləndirilməyən iddia üzrə şikayət (apellyasiya, kassasiya, yeni açılmış hallar)",
      en: "complaint about a claim without a value (appeal, cassation, newly discovered facts)"),
  ]

  public static func act(for code: String) -> CodeListEntry? { all.first { $0.code == code } }
}
