import Filing
package import FilingStore
import Glibc
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
    try Self.put("\(day).html", Array(page.utf8), into: reports)
    try Self.put("\(day).json", Array((NightObject(of: account).value.line + "\n").utf8), into: reports)
    try reports.sync()
  }

  private static func put(_ text: String, _ octets: [UInt8], into folder: Directory) throws(FileFailure) {
    guard let name = FileName(text), let temporary = FileName(".\(text).tmp") else { return }
    // Left by a run that was killed here.
    try folder.remove(temporary)
    guard let file = try folder.createFile(temporary, mode: 0o644) else {
      throw folder.failure("create", temporary, code: EEXIST)
    }
    try file.write(octets)
    let synced = file.syncData()
    guard synced >= 0 else { throw file.failure("fdatasync", code: -synced) }
    try folder.replace(temporary, in: folder, as: name)
  }
}
