import FilingStore

/// The words about corrections of entries.
extension NoticePhrases {
  private func words(_ azerbaijani: String, _ english: String) -> String {
    switch language {
    case .azerbaijani: azerbaijani
    case .english: english
    }
  }

  var correctedField: String { words("Nə düzəldilib", "What was corrected") }
  var registeredValue: String { words("Əvvəl yazılan", "It said") }
  var correctedValue: String { words("İndi yazılan", "It says now") }
  var nothing: String { words("heç nə", "nothing") }
  var correctedAt: String { words("Düzəlişin vaxtı", "Corrected") }
  var correctedBy: String { words("Düzəliş edən", "Corrected by") }
  var correctionReason: String { words("Səbəb", "Reason") }

  /// What stands in a place of an entry.
  func name(of place: EntryPlace) -> String {
    let number = place.part.map { $0 + 1 } ?? 0
    return switch place.field {
    case .title: title
    case .documentType: documentType
    case .caseNumber: caseNumber
    case .officialFilingDate: officialFilingDate
    case .documentAccess: words("Sənədin açıqlığı (sıra nömrəsi \(number))", "To whom document no. \(number) is open")
    case .participantName: words("İştirakçının adı (sıra nömrəsi \(number))", "Participant's name (no. \(number))")
    case .participantRole:
      words("İştirakçının rolu (sıra nömrəsi \(number))", "Participant's role (no. \(number))")
    }
  }

  func name(_ access: DocumentAccess) -> String {
    switch access {
    case .parties: words("iştirakçılara", "parties")
    case .court: words("yalnız məhkəməyə", "the court alone")
    case .sealed: words("heç kimə (möhürlənib)", "nobody (sealed)")
    }
  }

  static let correctionInAzerbaijani = Account(
    subject: "Reyestrdəki qeyd düzəldildi",
    happened: """
      Məhkəmənin işçisi reyestrdəki qeydi aşağıdakı kimi düzəltdi. Qeydiyyat nömrəsi və daxilolma vaxtı dəyişmir. Əvvəl yazılan \
      da reyestrdə qalır.
      """,
    next: """
      Heç nə etmək lazım deyil. Düzəlişlə razı deyilsinizsə, qeydiyyat nömrəsini və bu bildirişin nömrəsini göstərərək məhkəməyə \
      müraciət edin. Bu bildirişi qeydiyyat təsdiqi ilə birlikdə saxlayın.
      """)

  static let correctionInEnglish = Account(
    subject: "Entry of the register corrected",
    happened: """
      A clerk of the court corrected the entry as it stands below. Registration number and time of arrival stand. What was \
      written before stays in the register too.
      """,
    next: """
      You need do nothing. If you do not agree, turn to the court and quote the registration number and the number of this \
      notice. Keep this notice with the confirmation of registration.
      """)
}
