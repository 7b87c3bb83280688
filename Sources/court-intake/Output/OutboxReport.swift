import Filing
import FilingStore
import Intake
import XMLSignature

/// Notices and their delivery, as commands print them.
enum OutboxReport {
  static func list(_ pages: [NoticePage], at now: Instant) -> String {
    var table = TextTable([
      ("Notice", nil), ("Age", nil), ("Channel", 14), ("Package", 36), ("Tells", nil), ("Number", nil),
      ("Delivered (Asia/Baku)", nil), ("Acknowledged", nil), ("Next", nil),
    ])
    for page in pages {
      let id = page.intent.id.value
      table.add([
        String(id), ListTime.age(of: page.at, at: now), page.channel, CardNumber.masked(in: page.packageName),
        page.intent.kind.rawValue,
        page.number?.description ?? "–", page.deliveredAt.map(ListTime.local) ?? "no",
        page.acknowledgedAt.map(ListTime.local) ?? (page.removedAt == nil ? "–" : "no; taken out"),
        page.deliveredAt == nil ? "outbox retry \(id)" : "outbox show \(id)",
      ])
    }
    return table.text
  }

  /// Who cannot be served: since when, why, and until when.
  static func unserved(_ recipients: [RecipientStanding], at now: Instant) -> String? {
    let unserved = recipients.filter(\.isHeldUp)
    guard !unserved.isEmpty else { return nil }
    var table = TextTable([
      ("Recipient", 20), ("Owed", nil), ("Not taken", nil), ("For", nil), ("Tries", nil), ("Next try (Asia/Baku)", nil),
      ("Because", 80),
    ])
    for recipient in unserved {
      let wait = recipient.wait
      table.add([
        recipient.recipient, String(recipient.owed), String(recipient.notHandedOver),
        (wait?.since ?? recipient.oldestOwed).map { ListTime.age(of: $0, at: now) } ?? "–",
        (wait?.attempts).map(String.init) ?? "–",
        (wait?.nextTry ?? recipient.nextHandOver).map(ListTime.local) ?? "–",
        wait?.reason ?? recipient.handOverFailure ?? "another file has a notice's name (\(recipient.obstructed))",
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
    lines += waiting(page.obstacle)
    if page.deliveredAt != nil {
      lines.append("  acknowledged   \(page.acknowledgedAt.map(ListTime.zoned) ?? "no")")
    }
    if let removed = page.removedAt {
      lines.append("  taken out      \(ListTime.zoned(removed)); the register keeps its octets")
    }
    if let handOver = page.handOver {
      lines.append("  handed over    \(handOver.doneAt.map(ListTime.zoned) ?? "no")")
      lines += waiting(handOver.doneAt == nil ? handOver.failure : nil)
    }
    let command = page.deliveredAt == nil ? "retry" : "reissue"
    lines += ["\nNext:", "  court-intake outbox \(command) \(id) --root \(root)"]
    return lines.joined(separator: "\n")
  }

  private static func waiting(_ obstacle: NoticePage.Obstacle?) -> [String] {
    guard let obstacle else { return [] }
    return [
      "    because      \(TextTable.visible(obstacle.reason))",
      "    tried        \(obstacle.attempts) times, next at \(ListTime.zoned(obstacle.nextTry))",
    ]
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
      ("waits", page.obstacle.map(json) ?? .null), ("acknowledgedAt", JSONValue(page.acknowledgedAt?.description)),
      ("removedAt", JSONValue(page.removedAt?.description)),
      (
        "handOver",
        page.handOver.map { ["doneAt": JSONValue($0.doneAt?.description), "waits": $0.failure.map(json) ?? .null] }
          ?? .null
      ),
    ])
  }

  private static func json(_ obstacle: NoticePage.Obstacle) -> JSONValue {
    [
      "reason": .string(obstacle.reason), "attempts": JSONValue(obstacle.attempts),
      "nextTry": .string(obstacle.nextTry.description),
    ]
  }
}
