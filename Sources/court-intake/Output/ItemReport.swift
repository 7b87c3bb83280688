import Filing
import FilingStore
import Intake
import XMLSignature

/// Items that wait, as commands print them.
enum ItemReport {
  static func held(_ items: [ItemPage], at now: Instant) -> String {
    var table = TextTable([
      ("Item", nil), ("Age", nil), ("Received (Asia/Baku)", nil), ("Channel", 14), ("Package", 36), ("Reason", nil),
      ("Next", nil),
    ])
    for page in items {
      table.add([
        page.reference.description, ListTime.age(of: page.package.arrivedAt, at: now),
        ListTime.local(page.package.arrivedAt), page.package.channel, page.package.shownName,
        reason(page.outcome.findings), "held show \(page.reference)",
      ])
    }
    return table.text
  }

  static func deferred(_ items: [ItemPage], at now: Instant) -> String {
    var table = TextTable([
      ("Item", nil), ("Age", nil), ("Channel", 14), ("Package", 36), ("Reason", nil), ("Looks", nil),
      ("Next look (Asia/Baku)", nil), ("Next", nil),
    ])
    for page in items {
      table.add([
        page.reference.description, ListTime.age(of: page.package.arrivedAt, at: now), page.package.channel,
        page.package.shownName, reason(page.outcome.findings), String(page.deferrals.count),
        page.retryAt.map(ListTime.local) ?? "–", "deferred retry \(page.reference)",
      ])
    }
    return table.text
  }

  /// Why it waits: the gravest finding, and how many more there are.
  static func reason(_ findings: [Finding]) -> String {
    let gravest = findings.max { $0.severity < $1.severity }
    guard let first = findings.first(where: { $0.severity == gravest?.severity }) else { return "–" }
    return first.code.rawValue + (findings.count > 1 ? " (+\(findings.count - 1))" : "")
  }

  /// Everything that a person decides by, and what there is to type.
  /// - Parameter root: As it was given, for the commands.
  static func text(_ page: ItemPage, root: String) -> String {
    let (package, outcome) = (page.package, page.outcome)
    var lines = [
      "\(page.reference)  \(outcome.state.rawValue)\(outcome.entry.map { "  \($0.number)" } ?? "")",
      "  received       \(ListTime.zoned(package.arrivedAt))",
      "  decided        \(ListTime.zoned(outcome.decidedAt))",
      "  channel        \(package.channel)",
      "  package        \(package.shownName), \(package.size) octets",
      "                 SHA-256 \(package.hash.hexadecimal)",
    ]
    if let item = outcome.senderItemID { lines.append("  item           \(TextTable.visible(item))") }
    if let key = outcome.businessKey {
      lines.append(
        "  message id     \(TextTable.visible(key.messageID)), signer \(TextTable.visible(key.signer))")
    }
    for file in page.files { lines.append("  file           \(TextTable.visible(file.name)), \(file.size) octets") }
    if let retryAt = page.retryAt {
      lines.append("  looked at      \(page.deferrals.map(ListTime.zoned).joined(separator: ", "))")
      lines.append("  next look      \(ListTime.zoned(retryAt))")
    }
    if let action = page.action { lines += ClerkReport.lines(action) }
    lines += outcome.findings.map { "\n\(FindingReport.text($0))" }
    let next = commands(page, root: root)
    if !next.isEmpty { lines += ["\nNext:"] + next.map { "  court-intake \($0)" } }
    return lines.joined(separator: "\n")
  }

  private static func commands(_ page: ItemPage, root: String) -> [String] {
    let ending = "\(page.reference) --root \(root)"
    return switch page.outcome.state {
    case .held:
      [
        "held accept \(ending) --person NAME --reason TEXT", "held refuse \(ending) --person NAME --reason TEXT",
      ]
    case .deferred: ["deferred retry \(ending)"]
    case .registered:
      page.outcome.entry.map { ["register show \($0.number) --root \(root) --person NAME --reason TEXT"] } ?? []
    case .quarantined: ["quarantine show \(page.package.id.value) --root \(root)"]
    case .rejected, .duplicate, .conflict, .recorded: []
    }
  }

  static func json(_ page: ItemPage, at now: Instant) -> JSONValue {
    let (package, outcome) = (page.package, page.outcome)
    return .object([
      ("item", .string(page.reference.description)), ("state", .string(outcome.state.rawValue)),
      ("channel", .string(package.channel)), ("package", .string(CardNumber.masked(in: package.originalName))),
      ("senderItem", JSONValue(outcome.senderItemID)), ("receivedAt", .string(package.arrivedAt.description)),
      ("ageSeconds", JSONValue(max(0, now.milliseconds - package.arrivedAt.milliseconds) / 1000)),
      ("decidedAt", .string(outcome.decidedAt.description)),
      ("messageId", JSONValue(outcome.businessKey?.messageID)), ("signer", JSONValue(outcome.businessKey?.signer)),
      ("number", JSONValue((outcome.entry?.number ?? outcome.precedent?.number)?.description)),
      ("looks", JSONValue(page.deferrals.count)), ("nextLook", JSONValue(page.retryAt?.description)),
      ("findings", .array(outcome.findings.map(FindingReport.json))),
      ("clerkAction", page.action.map(ClerkReport.json) ?? nil),
    ])
  }
}

extension PackageRecord {
  /// The name that the sender gave: it steers no terminal, and shows no card number.
  var shownName: String { TextTable.visible(CardNumber.masked(in: originalName)) }
}
