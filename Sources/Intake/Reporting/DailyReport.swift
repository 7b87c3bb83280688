import Filing
package import FilingStore
package import XMLSignature

/// The report that a run leaves for people who were not there: `reports/2026-05-04.html` and `.json` for the 24 hours up
/// to that day's evening, made anew by every run.
package struct DailyReport {
  private let root: Root
  private let queries: RegisterQueries
  private let clock: WallClock
  private let language: ReportLanguage

  package init(root: Root, queries: RegisterQueries, clock: WallClock = .system, language: ReportLanguage = .english) {
    self.root = root
    self.queries = queries
    self.clock = clock
    self.language = language
  }

  /// Replaces the day's files as a whole; nobody sees half of one.
  ///
  /// - Throws: ``FileFailure``, ``StoreFailure``: no reason for the run to have failed.
  package func write() throws {
    let now = clock.now()
    let (span, day) = ReportSpan.daily(at: now)
    let account = try NightAccount(of: span, root: root, queries: queries, at: now, for: .finishedRun)
    let reports = try root.reports()
    let page = SheetPage(of: Sheet(of: account, in: language)).text
    let object = NightObject(of: account).value.line + "\n"
    for (ending, text) in [("html", page), ("json", object)] {
      guard let name = FileName("\(day).\(ending)") else { continue }
      try reports.writeWhole(Array(text.utf8), as: name, mode: 0o644)
    }
    try reports.sync()
  }
}
