import Filing
import FilingStore
import Intake
import XMLSignature

/// Register entries as commands print them.
enum EntryReport {
  static func list(_ entries: [EntrySummary], json: Bool) -> String {
    if json {
      return entries.map { entry in
        JSONValue.object([
          ("number", .string(entry.number.description)), ("registeredAt", .string(entry.registeredAt.description)),
          ("day", .string(entry.registeredDay.description)), ("channel", .string(entry.channel)),
          ("case", JSONValue(entry.caseNumber)), ("documentType", .string(entry.documentType)),
          ("title", JSONValue(entry.title)), ("filer", .string(entry.filer)),
        ]).line
      }.joined(separator: "\n")
    }
    guard !entries.isEmpty else { return "No entries." }
    var table = TextTable([
      ("Number", nil), ("Registered (Asia/Baku)", nil), ("Channel", 14), ("Case", nil), ("Document", 26), ("Filer", 28),
      ("Title", 40),
    ])
    for entry in entries {
      table.add([
        entry.number.description, ListTime.local(entry.registeredAt), entry.channel, entry.caseNumber ?? "new",
        entry.documentType, entry.filer, entry.title ?? "",
      ])
    }
    return table.text
  }

  static func text(_ view: ClerkDesk.EntryView) -> String {
    let entry = view.entry
    let draft = entry.draft.corrected(by: view.corrections)
    var lines = [
      "\(entry.number)",
      "  registered     \(CourtCalendar.baku.local(of: entry.registeredAt)) (Asia/Baku)",
      "  received       \(CourtCalendar.baku.local(of: entry.receivedAt)) (Asia/Baku)",
      "  filing date    \(draft.officialFilingDate)",
      "  court          \(draft.court.text)",
      "  case           \(draft.caseNumber ?? "new")",
      "  document       \(draft.documentType)\(draft.title.map { ", \($0)" } ?? "")",
      "  channel        \(entry.channel)",
      "  message id     \(draft.businessKey.messageID), signer \(draft.businessKey.signer)",
      "  disposition    \(draft.disposition.rawValue), rules \(draft.ruleSet)",
    ]
    lines += draft.relations.map { "  \($0.kind.rawValue.padded(13))  \($0.number)" }
    lines += view.later.map { "  note           \($0.number) \($0.kind.rawValue) this" }
    if let action = view.action { lines += ClerkReport.lines(action) }
    lines += CorrectionReport.lines(view.corrections)
    for party in draft.participants {
      let numbers = [party.fin.map { "FİN \($0)" }, party.voen.map { "VÖEN \($0)" }].compactMap(\.self)
      lines.append(
        "  \(party.role.padded(13))  \(([party.name] + numbers).joined(separator: ", ")) (\(party.standing.rawValue))")
    }
    for document in draft.documents {
      guard document.access != .sealed else {
        lines.append("  file           sealed: it is shown to nobody")
        continue
      }
      if document.access == .court { lines.append("  access         the next file is for the court alone") }
      lines.append("  file           \(document.name), \(document.mediaType), \(document.size) octets")
      lines.append("                 SHA-256 \(document.hash.hexadecimal)")
    }
    for signature in draft.signatures {
      lines.append(
        "  signature      \(signature.signer), issued by \(signature.issuer), \(signature.indication.rawValue)")
    }
    if let fee = draft.fee {
      lines.append(
        "  state duty     \(fee.act): assessed \(fee.assessed?.decimal ?? "–"), declared "
          + "\(fee.declared?.decimal ?? "–"), paid \(fee.paid.decimal) AZN")
    }
    lines += entry.findings.map { "  finding        \($0.severity.rawValue) \($0.code.rawValue)" }
    lines.append("  package        SHA-256 \(entry.packageHash.hexadecimal)")
    lines.append("  entry          SHA-256 \(entry.hash.hexadecimal)")
    return lines.joined(separator: "\n")
  }

  static func json(_ view: ClerkDesk.EntryView) -> JSONValue {
    let entry = view.entry
    let draft = entry.draft.corrected(by: view.corrections)
    return .object([
      ("number", .string(entry.number.description)), ("registeredAt", .string(entry.registeredAt.description)),
      ("receivedAt", .string(entry.receivedAt.description)), ("day", .string(entry.registeredDay.description)),
      ("officialFilingDate", .string(draft.officialFilingDate.description)), ("court", .string(draft.court.text)),
      ("case", JSONValue(draft.caseNumber)), ("procedure", JSONValue(draft.procedure)),
      ("documentType", .string(draft.documentType)), ("title", JSONValue(draft.title)),
      ("corrections", .array(view.corrections.map(CorrectionReport.json))),
      ("relations", json(draft.relations)), ("laterRelations", json(view.later)),
      ("channel", .string(entry.channel)), ("messageId", .string(draft.businessKey.messageID)),
      ("signer", .string(draft.businessKey.signer)), ("contentSha256", .string(draft.contentHash.hexadecimal)),
      ("packageSha256", .string(entry.packageHash.hexadecimal)), ("disposition", .string(draft.disposition.rawValue)),
      ("ruleSet", .string(draft.ruleSet)), ("clerkAction", view.action.map(ClerkReport.json) ?? nil),
      (
        "participants",
        .array(
          draft.participants.map {
            [
              "role": .string($0.role), "standing": .string($0.standing.rawValue), "kind": .string($0.kind.rawValue),
              "fin": JSONValue($0.fin), "voen": JSONValue($0.voen), "name": .string($0.name),
            ]
          })
      ),
      (
        "documents",
        .array(
          draft.documents.map {
            guard $0.access != .sealed else { return ["access": .string($0.access.rawValue)] }
            return [
              "access": .string($0.access.rawValue), "name": .string($0.name), "title": JSONValue($0.title),
              "mediaType": .string($0.mediaType),
              "size": JSONValue($0.size), "pages": JSONValue($0.pages), "sha256": .string($0.hash.hexadecimal),
            ]
          })
      ),
      (
        "signatures",
        .array(
          draft.signatures.map {
            [
              "signer": .string($0.signer), "issuer": .string($0.issuer), "serialNumber": .string($0.serialNumber),
              "fingerprint": .string($0.fingerprint.hexadecimal), "indication": .string($0.indication.rawValue),
              "level": JSONValue($0.level), "signingTime": JSONValue($0.signingTime?.description),
            ]
          })
      ),
      ("fee", draft.fee.map(json) ?? nil), ("findings", .array(entry.findings.map(FindingReport.json))),
      ("previousHash", .string(entry.previousHash.hexadecimal)), ("hash", .string(entry.hash.hexadecimal)),
    ])
  }

  private static func json(_ relations: [EntryRelation]) -> JSONValue {
    .array(relations.map { ["kind": .string($0.kind.rawValue), "number": .string($0.number.description)] })
  }

  private static func json(_ fee: EntryFee) -> JSONValue {
    [
      "act": .string(fee.act), "tariff": JSONValue(fee.tariff), "assessed": JSONValue(fee.assessed?.decimal),
      "declared": JSONValue(fee.declared?.decimal), "paid": .string(fee.paid.decimal),
      "exemptionGround": JSONValue(fee.exemptionGround), "discountGround": JSONValue(fee.discountGround),
    ]
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
