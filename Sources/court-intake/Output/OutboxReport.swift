import Filing
import FilingStore
import Intake
import XMLSignature

/// Notices and their delivery, as commands print them.
enum OutboxReport {
  static func list(_ pages: [NoticePage], at now: Instant) -> String {
    var table = TextTable([
      ("Notice", nil), ("Age", nil), ("Channel", 14), ("Package", 36), ("Tells", nil), ("Number", nil),
      ("Delivered (Asia/Baku)", nil), ("Next", nil),
    ])
    for page in pages {
      let id = page.intent.id.value
      table.add([
        String(id), ListTime.age(of: page.at, at: now), page.channel, CardNumber.masked(in: page.packageName),
        page.intent.kind.rawValue,
        page.number?.description ?? "–", page.deliveredAt.map(ListTime.local) ?? "no",
        page.deliveredAt == nil ? "outbox retry \(id)" : "outbox show \(id)",
      ])
    }
    return table.text
  }

  static func text(_ page: NoticePage, root: String) -> String {
    let id = page.intent.id.value
    var lines = [
      "\(id)  \(page.intent.kind.rawValue)\(page.number.map { "  \($0)" } ?? "")",
      "  about          \(page.item.map { "item \($0)" } ?? "package \(page.intent.package.value)"), "
        + "\(TextTable.visible(CardNumber.masked(in: page.packageName))) (\(page.channel))",
      "  happened       \(ListTime.zoned(page.at))",
      "  recipient      \(page.intent.recipient)",
    ]
    if let name = page.fileName, let hash = page.hash {
      lines.append("  file           outbox/\(page.intent.recipient)/new/\(name)")
      lines.append("                 SHA-256 \(hash.hexadecimal)")
    } else {
      lines.append("  file           not made yet")
    }
    lines.append("  delivered      \(page.deliveredAt.map(ListTime.zoned) ?? "no")")
    let command = page.deliveredAt == nil ? "retry" : "reissue"
    lines += ["\nNext:", "  court-intake outbox \(command) \(id) --root \(root)"]
    return lines.joined(separator: "\n")
  }

  static func json(_ page: NoticePage, at now: Instant) -> JSONValue {
    .object([
      ("notice", JSONValue(page.intent.id.value)), ("kind", .string(page.intent.kind.rawValue)),
      ("item", JSONValue(page.item?.description)), ("packageId", JSONValue(page.intent.package.value)),
      ("channel", .string(page.channel)), ("package", .string(CardNumber.masked(in: page.packageName))),
      ("recipient", .string(page.intent.recipient)), ("number", JSONValue(page.number?.description)),
      ("at", .string(page.at.description)),
      ("ageSeconds", JSONValue(max(0, now.milliseconds - page.at.milliseconds) / 1000)),
      ("file", JSONValue(page.fileName)), ("sha256", JSONValue(page.hash?.hexadecimal)),
      ("deliveredAt", JSONValue(page.deliveredAt?.description)),
    ])
  }
}
