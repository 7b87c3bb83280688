import Filing
import Foundation
import Intake
import XMLSignature

/// Leaves a page for the person at the scanner: `results/<channel>/<time>-<stack>.html`, the same in English, and as text to
/// print and lay on the paper.
struct StackResults {
  private let root: Root
  private let policy: ScanPolicy
  private let calendar: CourtCalendar

  init(root: Root, policy: ScanPolicy, calendar: CourtCalendar) {
    (self.root, self.policy, self.calendar) = (root, policy, calendar)
  }

  private static let textEnding = "txt"
  private static let pageEndings = [(ReportLanguage.azerbaijani, "html"), (.english, "en.html")]

  /// Makes the files anew where they say something else by now.
  func publish(_ view: StackView, pictures: () throws -> [String: Data]) throws {
    let folder = try root.scanResults(policy.channel)
    let name = fileName(of: view.id, view.manifest)
    let text = SheetText(of: StackSheet(view, root.path, .azerbaijani).sheet, isColoured: false).text + "\n"
    let textName = FileName.ofOurs("\(name).\(Self.textEnding)")
    // It is written last: what it says, the pages say.
    guard try folder.octets(of: textName) != Array(text.utf8) else { return }
    let drawn = try pictures()
    for (language, ending) in Self.pageEndings {
      let sheet = StackSheet(view, root.path, language, pictures: drawn).sheet
      try folder.writeWhole(Array(SheetPage(of: sheet).text.utf8), as: .ofOurs("\(name).\(ending)"), mode: 0o640)
    }
    try folder.writeWhole(Array(text.utf8), as: textName, mode: 0o640)
    try folder.sync()
  }

  /// Removes what was left about a stack.
  func remove(_ id: ULID, _ manifest: StackManifest) throws(FileFailure) {
    let folder = try root.scanResults(policy.channel)
    let name = fileName(of: id, manifest)
    for ending in Self.pageEndings.map(\.1) + [Self.textEnding] { try folder.remove(.ofOurs("\(name).\(ending)")) }
    try folder.sync()
  }

  private func fileName(of id: ULID, _ manifest: StackManifest) -> String {
    let time = calendar.local(of: Instant(milliseconds: manifest.takenAt)).prefix(16)
      .replacing("T", with: "-").replacing(":", with: "").replacing(" ", with: "-")
    let name = manifest.name.isEmpty ? "scans" : manifest.name
    return "\(time)-\(String(String.UnicodeScalarView(name.unicodeScalars.prefix(40))))-\("\(id)".suffix(4))"
  }
}
