import Filing
import FilingStore
import Intake
import XMLSignature

/// Cabinets for people and programs.
enum CabinetReport {
  static func table(_ cabinets: [Cabinet]) -> String {
    var table = TextTable([("Cabinet", nil), ("State", nil), ("Opened (Asia/Baku)", nil), ("Notices", nil)])
    for cabinet in cabinets {
      table.add([
        cabinet.userName, state(cabinet), ListTime.local(cabinet.openedAt), cabinet.preferences.notices.rawValue,
      ])
    }
    return table.text
  }

  static func json(_ cabinet: Cabinet) -> JSONValue {
    [
      "userName": .string(cabinet.userName), "state": .string(state(cabinet)),
      "openedAt": .string(cabinet.openedAt.description), "notices": .string(cabinet.preferences.notices.rawValue),
      "language": .string(cabinet.preferences.language.rawValue),
    ]
  }

  static func text(_ view: ClerkDesk.CabinetView) -> String {
    let cabinet = view.cabinet
    let preferences = cabinet.preferences
    var lines = [
      "\(cabinet.userName): \(state(cabinet)), opened \(ListTime.zoned(cabinet.openedAt))",
      "  holder         \(TextTable.visible(cabinet.holder)), \(cabinet.owner.label)",
      "  notices        \(preferences.notices.rawValue), language \(preferences.language.rawValue)",
    ]
    for (title, value) in [
      ("address", preferences.address), ("email  ", preferences.email), ("phone  ", preferences.phone),
    ] {
      if let value { lines.append("  \(title)        \(TextTable.visible(value))") }
    }
    for power in view.powers { lines.append("  power          \(TextTable.visible(text(power)))") }
    for item in view.cases {
      let name = item.caseNumber ?? "new case"
      lines.append(
        "  case           \(TextTable.visible("\(name), \(item.role), last \(item.number)"))")
    }
    for filing in view.owed { lines.append("  owed           \(TextTable.visible(text(filing)))") }
    for placement in view.placements { lines.append("  \(TextTable.visible(text(placement)))") }
    return lines.joined(separator: "\n")
  }

  static func json(_ view: ClerkDesk.CabinetView) -> JSONValue {
    let cabinet = view.cabinet
    return [
      "cabinet": json(cabinet), "owner": .string(cabinet.owner.key), "holder": .string(cabinet.holder),
      "address": JSONValue(cabinet.preferences.address), "email": JSONValue(cabinet.preferences.email),
      "phone": JSONValue(cabinet.preferences.phone),
      "powers": .array(
        view.powers.map {
          [
            "number": .string($0.number), "representative": .string($0.representative.key),
            "from": .string($0.validity.lowerBound.description),
            "until": .string($0.validity.upperBound.description), "revoked": .bool($0.isRevoked),
          ]
        }),
      "cases": .array(
        view.cases.map {
          [
            "court": .string($0.court.text), "case": JSONValue($0.caseNumber), "role": .string($0.role),
            "number": .string($0.number.description), "registeredAt": .string($0.registeredAt.description),
          ]
        }),
      "owed": .array(view.owed.map(json)),
      "placements": .array(view.placements.map(json)),
    ]
  }

  private static func json(_ placement: PlacementPage) -> JSONValue {
    [
      "at": .string(placement.at.description), "kind": JSONValue(placement.kind?.rawValue),
      "state": .string(placement.state.rawValue), "number": JSONValue(placement.number?.description),
      "title": JSONValue(placement.title), "new": .bool(placement.isUnread),
      "evidence": .array(placement.evidence.map(DispatchReport.json)),
    ]
  }

  private static func json(_ filing: RegisterQueries.OwedFiling) -> JSONValue {
    [
      "item": .string(filing.item.description), "state": .string(filing.state.rawValue),
      "number": JSONValue(filing.number?.description), "amount": JSONValue(filing.amount?.decimal),
      "order": JSONValue(filing.order), "payBy": JSONValue(filing.orderExpiresAt?.description),
    ]
  }

  private static func text(_ filing: RegisterQueries.OwedFiling) -> String {
    let amount = filing.amount.map { "AZN \($0.decimal)" }
    if let number = filing.number { return "\(amount ?? "") of the duty of \(number)" }
    let payment = [amount, filing.order.map { "by the order \($0)" }].compactMap(\.self).joined(separator: " ")
    let end = filing.orderExpiresAt.map { ", until \(ListTime.local($0))" } ?? ""
    return "\(payment.isEmpty ? "a payment" : payment)\(end), for \(filing.item), which is \(filing.state.rawValue)"
  }

  private static func state(_ cabinet: Cabinet) -> String { cabinet.isOpen ? "open" : "closed" }

  private static func text(_ power: PowerOnRecord) -> String {
    let term = "\(power.validity.lowerBound) to \(power.validity.upperBound)"
    return "\(power.number) for \(power.representativeName), \(power.representative.label), \(term)"
      + (power.isRevoked ? ", revoked" : "")
  }

  private static func text(_ placement: PlacementPage) -> String {
    let what = placement.evidence.isEmpty ? placement.state.rawValue : "served"
    let parts = [
      placement.isUnread ? "\(what), new" : what, placement.number?.description, placement.title,
    ].compactMap(\.self)
    return "\(ListTime.local(placement.at))  \(parts.joined(separator: ", "))"
  }
}
