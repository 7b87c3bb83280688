package import Filing
package import FilingStore

/// Renders notices: one XML file each (`urn:court-intake:notification:1`), with the text that a person reads inside.
///
/// The same matter gives the same octets, whenever and wherever it is rendered.
package struct NoticeRenderer: Sendable {
  private let calendar: CourtCalendar

  package init(calendar: CourtCalendar = .baku) { self.calendar = calendar }

  /// - Parameters:
  ///   - evidence: What the notice proves; nil for a head, which is proof itself.
  ///   - reference: For the names of courts; without it, and for a court it does not know, the code stands alone.
  package func render(
    _ matter: FilingStore.NoticeMatter, evidence: LogEvidence?, reference: Filing.ReferenceData?
  ) -> RenderedNotice {
    let page = NoticePage(matter: matter, evidence: evidence, courts: reference?.courts, calendar: calendar)
    return RenderedNotice(
      intent: matter.intent.id, recipient: matter.intent.recipient, fileName: page.fileName, octets: page.octets)
  }
}
