package import Filing

/// What of an entry a clerk may correct. The rest is what was signed, proven or counted: it is as it was.
///
/// The raw values are stored and stand in leaves of the log; they are stable.
package enum EntryField: String, Sendable, CaseIterable {
  case title
  case documentType = "document-type"
  case caseNumber = "case"
  case officialFilingDate = "official-filing-date"
  case participantName = "participant-name"
  case participantRole = "participant-role"
  case documentAccess = "document-access"

  /// Of what an entry has several. The raw values stand in leaves of the log.
  package enum Part: String, Sendable { case participant, document }

  /// Nil where the field is the entry's own.
  package var part: Part? {
    switch self {
    case .title, .documentType, .caseNumber, .officialFilingDate: nil
    case .participantName, .participantRole: .participant
    case .documentAccess: .document
    }
  }
}

/// Where in an entry something stands.
package struct EntryPlace: Sendable, Hashable {
  package let field: EntryField
  /// The ordinal of the participant or document; nil where the field is the entry's own.
  package let part: Int?

  package init(_ field: EntryField, part: Int? = nil) {
    precondition((field.part != nil) == (part != nil), "a part's fields are those of one part")
    self.field = field
    self.part = part
  }
}

/// A correction of an entry, as it was recorded.
package struct EntryCorrection: Sendable, Hashable {
  package let number: RegistrationNumber
  package let place: EntryPlace
  /// What stood there until then; nil for nothing.
  package let was: String?
  package let value: String
  package let statement: ClerkStatement
  package let at: Instant
}

/// What a clerk wants to stand in an entry. Only what the intake itself could have registered there is one.
package struct CorrectedValue: Sendable, Hashable {
  package let place: EntryPlace
  package let text: String

  /// What keeps a text from standing there.
  package enum Defect: Error, Sendable, Hashable {
    case notPlain(ClerkStatement.Defect)
    case noDay
    case noCaseNumber
    case unknownType
    case unknownRole(known: [String])
    case unknownAccess
  }

  /// In Unicode scalars, as in the schema of submissions.
  static let longest = 500
  private static let roles = ["claimant", "respondent", "third-party", "applicant", "creditor", "debtor"]

  package init(_ text: String, at place: EntryPlace) throws(Defect) {
    do { self.text = try ClerkStatement.plain(text, limit: Self.longest) } catch { throw .notPlain(error) }
    self.place = place
    switch place.field {
    case .title, .participantName: break
    case .documentType: if DocumentTypes.type(for: self.text) == nil { throw .unknownType }
    case .caseNumber: if CaseNumber(self.text) == nil { throw .noCaseNumber }
    case .officialFilingDate: if LocalDay(self.text) == nil { throw .noDay }
    case .documentAccess: if DocumentAccess(rawValue: self.text) == nil { throw .unknownAccess }
    case .participantRole: if !Self.roles.contains(self.text) { throw .unknownRole(known: Self.roles) }
    }
  }
}

extension RegisterEntryDraft {
  /// Nil where nothing stands there.
  package subscript(place: EntryPlace) -> String? {
    switch (place.field, place.part) {
    case (.title, _): title
    case (.documentType, _): documentType
    case (.caseNumber, _): caseNumber
    case (.officialFilingDate, _): officialFilingDate.description
    case (.participantName, let part?): participants[part].name
    case (.participantRole, let part?): participants[part].role
    case (.documentAccess, let part?): documents[part].access.rawValue
    case (.participantName, nil), (.participantRole, nil), (.documentAccess, nil): preconditionFailure(Self.partless)
    }
  }

  private static var partless: String { "a place names its part" }

  /// How many of them there are.
  package func count(of part: EntryField.Part) -> Int {
    switch part {
    case .participant: participants.count
    case .document: documents.count
    }
  }

  /// What is shown: what was registered, with what was corrected since.
  ///
  /// - Parameter corrections: In their order.
  package func corrected(by corrections: [EntryCorrection]) -> RegisterEntryDraft {
    var draft = self
    for correction in corrections { draft.apply(correction) }
    return draft
  }

  private mutating func apply(_ correction: EntryCorrection) {
    let value = correction.value
    switch (correction.place.field, correction.place.part) {
    case (.title, _): title = value
    case (.documentType, _): documentType = value
    case (.caseNumber, _): caseNumber = value
    case (.officialFilingDate, _):
      guard let day = LocalDay(value) else { preconditionFailure("a corrected date is a day") }
      officialFilingDate = day
    case (.participantName, let part?): participants[part].name = value
    case (.participantRole, let part?): participants[part].role = value
    case (.documentAccess, let part?):
      guard let access = DocumentAccess(rawValue: value) else { preconditionFailure("a corrected access is one") }
      documents[part].access = access
    case (.participantName, nil), (.participantRole, nil), (.documentAccess, nil): preconditionFailure(Self.partless)
    }
  }
}

extension [EntryCorrection] {
  /// What stands in a place since it was corrected; nil where it was not.
  func value(at place: EntryPlace) -> String? { last { $0.place == place }?.value }
}
