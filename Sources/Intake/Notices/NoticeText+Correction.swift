import Filing
import FilingStore

/// The correction of an entry, as a person reads it.
extension NoticeText {
  func append(_ correction: EntryCorrection, to octets: inout NoticeOctets) {
    line(phrases.number, correction.number.description, to: &octets)
    line(phrases.correctedField, phrases.name(of: correction.place), to: &octets)
    line(
      phrases.registeredValue,
      correction.was.map { shown($0, as: correction.place.field) } ?? phrases.nothing, to: &octets)
    line(phrases.correctedValue, shown(correction.value, as: correction.place.field), to: &octets)
    line(phrases.correctedAt, time(correction.at), to: &octets)
    line(phrases.correctedBy, correction.statement.person, to: &octets)
    line(phrases.correctionReason, correction.statement.reason, to: &octets)
  }

  private func shown(_ value: String, as field: EntryField) -> String {
    switch field {
    case .documentType: DocumentTypes.type(for: value).map(phrases.name) ?? value
    case .officialFilingDate: LocalDay(value).map(phrases.day) ?? value
    case .documentAccess: DocumentAccess(rawValue: value).map(phrases.name) ?? value
    case .title, .caseNumber, .participantName, .participantRole: value
    }
  }
}
