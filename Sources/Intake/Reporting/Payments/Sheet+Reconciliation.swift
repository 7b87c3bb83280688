import Filing
import FilingStore
package import XMLSignature

extension Sheet {
  package init(of account: ReconciliationAccount, in language: ReportLanguage) {
    let words = ReconciliationWords(language)
    let total = account.total
    self.init(
      title: words.title, language: language,
      subtitle: ReportSentence(words: words.span(account.first.description, account.last.description)),
      headline: SheetPoint(
        tone: account.addsUp ? .good : .bad,
        text: ReportSentence(words: account.addsUp ? words.addsUp : words.doesNotAddUp)),
      sum: SheetPoint(
        tone: account.addsUp ? .quiet : .bad,
        text: ReportSentence(
          words: words.sum(
            before: Self.text(total.before), booked: Self.text(total.flow.booked),
            reversed: Self.text(total.flow.reversed), allocated: Self.text(total.flow.allocated),
            refundable: Self.text(total.flow.refundable), after: Self.text(total.after)))),
      foot: words.foot)
    sections = [
      SheetSection(id: "accounts", title: words.byAccount, blocks: [Self.accounts(account, words)]),
      SheetSection(id: "courts", title: words.byCourt, blocks: [Self.courts(account, words)]),
      SheetSection(id: "days", title: words.byDay, blocks: [Self.days(account, words)]),
    ]
  }

  private static func text(_ amount: Int64) -> String { Money(minorUnits: amount).decimal }

  private static func cells(_ amounts: [Int64]) -> [SheetTable.Cell] { amounts.map { .words(text($0)) } }

  private static func accounts(_ account: ReconciliationAccount, _ words: ReconciliationWords) -> SheetBlock {
    var table = SheetTable(
      columns: [.text(words.account)]
        + [words.openBefore, words.booked, words.reversed, words.allocated, words.refundable, words.openAfter]
        .map { .number($0) })
    for line in account.accounts {
      let flow = line.flow
      table.add(
        [.value(line.account)]
          + cells([line.before, flow.booked, flow.reversed, flow.allocated, flow.refundable, line.after]))
    }
    return account.accounts.isEmpty ? .paragraph(ReportSentence(words: words.nothing)) : .table(table)
  }

  private static func courts(_ account: ReconciliationAccount, _ words: ReconciliationWords) -> SheetBlock {
    var table = SheetTable(
      columns: [.short(words.court)]
        + [words.entries, words.assessed, words.stated, words.allocated, words.refundable].map { .number($0) })
    for (court, flow) in account.courts {
      table.add(
        [.value(court.text), .number(flow.entries)]
          + cells([flow.assessed, flow.stated, flow.allocated, flow.refundable]))
    }
    return account.courts.isEmpty ? .paragraph(ReportSentence(words: words.nothing)) : .table(table)
  }

  /// Money that came and money that was used, side by side as lengths.
  private static func days(_ account: ReconciliationAccount, _ words: ReconciliationWords) -> SheetBlock {
    let sums = account.days.map { day in
      (
        day: day.day, flow: day.accounts.reduce(into: LedgerFlow()) { $0.add($1.flow) },
        duty: day.courts.reduce(into: DutyFlow()) { $0.add($1.flow) }
      )
    }.filter { $0.flow != LedgerFlow() || $0.duty != DutyFlow() }
    guard !sums.isEmpty else { return .paragraph(ReportSentence(words: words.nothing)) }
    let most = sums.map { Int($0.flow.booked) }.max() ?? 0
    var table = SheetTable(
      columns: [.short(words.day)]
        + [words.assessed, words.booked, words.reversed, words.allocated, words.refundable].map { .number($0) }
        + [.text(words.booked)])
    for sum in sums {
      table.add(
        [.value(sum.day.description)]
          + cells([
            sum.duty.assessed, sum.flow.booked, sum.flow.reversed, sum.flow.allocated, sum.flow.refundable,
          ]) + [.bar(Bar(parts: [(.plain, Int(sum.flow.booked))], full: most))])
    }
    return .table(table)
  }
}

/// What the reconciliation says in one language.
struct ReconciliationWords {
  private let isAzerbaijani: Bool

  init(_ language: ReportLanguage) { isAzerbaijani = language == .azerbaijani }

  private func say(_ az: String, _ en: String) -> String { isAzerbaijani ? az : en }

  var title: String { say("Dövlət rüsumlarının tutuşdurulması", "Reconciliation of state duties") }
  func span(_ first: String, _ last: String) -> String {
    say("\(first) – \(last) (Bakı vaxtı), məbləğlər AZN ilə", "From \(first) to \(last) (Baku time), amounts in AZN")
  }
  var addsUp: String { say("Cəmlər qəpiyinə qədər düz gəlir.", "The sums agree to the qəpik.") }
  var doesNotAddUp: String {
    say(
      "CƏMLƏR DÜZ GƏLMİR. `court-intake fsck` əmrini işə salın və dəstəyə müraciət edin.",
      "THE SUMS DO NOT AGREE. Run `court-intake fsck`, and ask for support.")
  }
  func sum(
    before: String, booked: String, reversed: String, allocated: String, refundable: String, after: String
  ) -> String {
    say(
      "\(before) əvvəldən açıq + \(booked) daxil olub − \(reversed) geri qaytarılıb = \(allocated) rüsuma yönəldilib + "
        + "\(refundable) qaytarılmalıdır + \(after) açıq qalır",
      "\(before) open before + \(booked) booked − \(reversed) reversed = \(allocated) allocated + \(refundable) refundable "
        + "+ \(after) open")
  }
  var byAccount: String { say("Hesablar üzrə", "By account") }
  var byCourt: String { say("Məhkəmələr üzrə", "By court") }
  var byDay: String { say("Günlər üzrə", "By day") }
  var account: String { say("Hesab", "Account") }
  var court: String { say("Məhkəmə", "Court") }
  var day: String { say("Gün", "Day") }
  var openBefore: String { say("Əvvəl açıq", "Open before") }
  var openAfter: String { say("Sonra açıq", "Open after") }
  var booked: String { say("Daxil olub", "Booked") }
  var reversed: String { say("Geri qaytarılıb", "Reversed") }
  var allocated: String { say("Rüsuma yönəldilib", "Allocated") }
  var refundable: String { say("Qaytarılmalıdır", "Refundable") }
  var entries: String { say("Müraciət", "Entries") }
  var assessed: String { say("Hesablanıb", "Assessed") }
  var stated: String { say("Göstərilib", "Stated as paid") }
  var nothing: String { say("Yoxdur.", "None.") }
  var foot: String {
    say(
      "Günlər Bakı vaxtı ilədir: pul bankın çıxarışı uçota alınan gün, rüsum müraciət qeydiyyata alınan gün sayılır.",
      "Days are those of Baku: money counts on the day on which its statement was recorded, a duty on the day on which its "
        + "filing was registered.")
  }
}
