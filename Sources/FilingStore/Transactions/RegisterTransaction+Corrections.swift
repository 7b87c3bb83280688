package import Filing
import GRDB

/// What became of the correction of an entry.
package enum CorrectionRuling: Sendable {
  case done(EntryCorrection, [NoticeIntent])
  case unknownEntry
  /// The entry has so many of these parts, and not that one.
  case unknownPart(of: Int)
  /// It stands there already.
  case unchanged
  case withdrawn(by: RegistrationNumber)
  /// Nothing is filed after it was registered, on this day.
  case filedAfterRegistration(LocalDay)
}

extension RegisterTransaction {
  /// Adds a correction to an entry, which itself stays as it is, and tells everyone who was told of the registration.
  package mutating func correct(
    _ number: RegistrationNumber, to value: CorrectedValue, by statement: ClerkStatement, at instant: Instant,
    on day: LocalDay
  ) throws -> CorrectionRuling {
    let reader = EntryReader(database: database)
    guard let entry = try reader.entry(numbered: number) else { return .unknownEntry }
    if let kind = value.place.field.part, let part = value.place.part, part >= entry.draft.count(of: kind) {
      return .unknownPart(of: entry.draft.count(of: kind))
    }
    if let withdrawal = try reader.withdrawal(of: entry.id) { return .withdrawn(by: withdrawal) }
    if value.place.field == .officialFilingDate, let filed = LocalDay(value.text), filed > entry.registeredDay {
      return .filedAfterRegistration(entry.registeredDay)
    }
    let was = entry.draft.corrected(by: try reader.corrections(of: entry.id))[value.place]
    guard was != value.text else { return .unchanged }
    let correction = EntryCorrection(
      number: number, place: value.place, was: was, value: value.text, statement: statement, at: instant)
    let outcome = try decoded(try reader.outcome(of: entry.item), "item")
    let event = try recordEvent(
      .corrected, package: outcome.package, hash: entry.packageHash, item: entry.item, at: instant,
      matter: .correction(item: outcome.ordinal, correction))
    let texts = try texts(of: entry.id)
    try change(
      """
      INSERT INTO entry_correction (event, entry, field, part, was, value, person, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        event, entry.id.value, value.place.field.rawValue, value.place.part, was, value.text, statement.person,
        statement.reason,
      ])
    try writeWords(of: entry.id, inPlaceOf: texts)
    if value.place.field == .caseNumber { try moveToCase(value.text, from: was, entry) }
    let told = try recipients(ofRegistrationOf: entry.item).map {
      try intend(.corrected, package: outcome.package, item: entry.item, recipient: $0, event: event)
    }
    return .done(
      correction,
      told
        + (try tellAgain(
          .corrected, item: entry.item, package: outcome.package, event: event, at: instant, on: day)))
  }

  /// Beside cabinets, whose holders may have closed them since or want a digest.
  private func recipients(ofRegistrationOf item: ItemID) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT recipient FROM outbox WHERE item = ? AND kind = ? GROUP BY recipient ORDER BY min(id)",
      arguments: [item.value, NoticeKind.registered.rawValue]
    ).filter { !$0.hasPrefix(Cabinet.recipientPrefix) }
  }
}
