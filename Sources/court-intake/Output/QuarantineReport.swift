import Filing
import FilingStore
import Intake
import XMLSignature

/// What is kept because nobody can say what it is, as commands print it.
struct QuarantineReport {
  /// Claims that lie in the folder `quarantine/`, by the name that packages know.
  private let kept: Set<String>
  private let now: Instant

  init(kept: some Sequence<String>, at now: Instant) {
    self.kept = Set(kept)
    self.now = now
  }

  init(of root: Root, at now: Instant) throws {
    self.init(kept: try root.quarantine.entries().map(\.name.fileName.escaped), at: now)
  }

  func list(_ pages: [QuarantinePage]) -> String {
    var table = TextTable([
      ("Entry", nil), ("Age", nil), ("Arrived (Asia/Baku)", nil), ("Channel", 14), ("Package", 36), ("State", nil),
      ("Reason", nil), ("Next", nil),
    ])
    for page in pages {
      table.add([
        String(page.package.id.value), ListTime.age(of: page.package.arrivedAt, at: now),
        ListTime.local(page.package.arrivedAt), page.package.channel, page.package.shownName, Self.state(page),
        ItemReport.reason(page.outcomes.flatMap(\.findings)),
        page.isHandled ? "–" : "quarantine show \(page.package.id.value)",
      ])
    }
    return table.text
  }

  private static func state(_ page: QuarantinePage) -> String {
    if let action = page.actions.last { return action.kind == .release ? "released" : "discarded" }
    return Set(page.outcomes.map(\.state.rawValue)).sorted().joined(separator: ", ")
  }

  /// - Parameter root: As it was given, for the commands.
  func text(_ page: QuarantinePage, root: String) -> String {
    let package = page.package
    var lines = [
      "\(package.id.value)  \(Set(page.outcomes.map(\.state.rawValue)).sorted().joined(separator: ", "))",
      "  arrived        \(ListTime.zoned(package.arrivedAt))",
      "  channel        \(package.channel)",
      "  package        \(package.shownName), \(package.size) octets",
    ]
    for file in page.files {
      lines.append("  in the store   \(TextTable.visible(file.name)), \(file.size) octets")
      lines.append("                 SHA-256 \(file.hash.hexadecimal)")
    }
    if kept.contains(package.claim) { lines.append("  kept as        quarantine/\(package.claim)") }
    for action in page.actions { lines += ClerkReport.lines(action) }
    lines += page.outcomes.flatMap(\.findings).map { "\n\(FindingReport.text($0))" }
    let next = Self.commands(page, root: root)
    if !next.isEmpty { lines += ["\nNext:"] + next.map { "  court-intake \($0)" } }
    return lines.joined(separator: "\n")
  }

  private static func commands(_ page: QuarantinePage, root: String) -> [String] {
    let ending = "\(page.package.id.value) --root \(root) --person NAME --reason TEXT"
    guard !page.isHandled else { return [] }
    return (page.isQuarantined && !page.files.isEmpty ? ["quarantine release \(ending)"] : [])
      + ["quarantine discard \(ending)"]
  }

  func json(_ page: QuarantinePage) -> JSONValue {
    let package = page.package
    return .object([
      ("entry", JSONValue(package.id.value)), ("channel", .string(package.channel)),
      ("package", .string(CardNumber.masked(in: package.originalName))),
      ("arrivedAt", .string(package.arrivedAt.description)),
      ("ageSeconds", JSONValue(max(0, now.milliseconds - package.arrivedAt.milliseconds) / 1000)),
      ("states", .array(page.outcomes.map { .string($0.state.rawValue) })),
      ("isStored", .bool(!page.files.isEmpty)),
      ("keptAs", JSONValue(kept.contains(package.claim) ? "quarantine/\(package.claim)" : nil)),
      ("findings", .array(page.outcomes.flatMap(\.findings).map(FindingReport.json))),
      ("clerkActions", .array(page.actions.map(ClerkReport.json))),
    ])
  }
}
