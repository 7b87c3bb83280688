import FilingStore

/// What programs read of the correction of an entry.
extension NoticePage {
  func append(_ correction: EntryCorrection, to octets: inout NoticeOctets) {
    octets.append("<Correction")
    octets.attribute("registrationNumber", correction.number.description)
    octets.attribute("field", correction.place.field.rawValue)
    if let part = correction.place.field.part {
      octets.attribute(part.rawValue, correction.place.part.map { String($0 + 1) })
    }
    octets.timeAttributes(correction.at, calendar)
    octets.append(">\n")
    octets.element("Was", correction.was)
    octets.element("Value", correction.value)
    octets.element("Person", correction.statement.person)
    octets.element("Reason", correction.statement.reason)
    octets.append("</Correction>\n")
  }
}
