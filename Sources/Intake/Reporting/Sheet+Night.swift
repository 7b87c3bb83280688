import Filing
import FilingStore
package import XMLSignature

extension Sheet {
  /// What happened in a span, and what is to be done about it.
  package init(of account: NightAccount, in language: ReportLanguage) {
    let wording = language.sheetWording
    let parts = SheetParts(condition: account.condition, wording: wording)
    let night = NightParts(account: account, parts: parts, wording: wording)
    let concerns = account.concerns
    self.init(
      title: parts.label(.report), language: language,
      subtitle: ReportSentence(
        words: wording.span(
          from: wording.time(account.span.start), until: wording.time(account.span.end),
          asOf: wording.time(account.condition.now))),
      headline: parts.headline(concerns), sum: night.sum(), foot: parts.label(.foot))
    sections = [
      parts.toDo(concerns), night.byTime(), night.byChannel(), night.reasons(),
      parts.quarantine(account.facts.quarantined, count: account.counts[state: .quarantined]),
      parts.waiting(), parts.recipients(), parts.ages(), night.durations(), night.runs(),
      parts.failures(account.facts.failures),
      parts.inbox(), parts.disk(),
    ].compactMap(\.self)
  }
}

/// Sections that only a report has.
private struct NightParts {
  let account: NightAccount
  let parts: SheetParts
  let wording: any SheetWording

  private func label(_ label: SheetLabel) -> String { wording.label(label) }

  func sum() -> SheetPoint {
    let sum = parts.sum(account.counts)
    guard account.undecided > 0 else { return sum }
    return SheetPoint(
      tone: sum.tone, text: "\(sum.text). \(own: wording.undecidedBeside(account.undecided))")
  }

  func byTime() -> SheetSection? {
    let all = account.parts()
    guard account.packages > 0 else { return nil }
    var table = partTable(of: label(account.isByHour ? .hour : .day))
    let full = Self.longest(all)
    for part in all {
      let time = wording.time(part.start)
      add(part, named: .words(String(account.isByHour ? time.suffix(5) : time.prefix(10))), full: full, to: &table)
    }
    table.legend = legend(all)
    return SheetSection(
      id: "by-time", title: label(account.isByHour ? .byHour : .byDay), blocks: [.table(table)])
  }

  func byChannel() -> SheetSection? {
    let channels = account.channels
    guard !channels.isEmpty else { return nil }
    var table = partTable(of: label(.channel))
    let full = Self.longest(channels.map(\.part))
    for (channel, part) in channels { add(part, named: .value(channel), full: full, to: &table) }
    table.legend = legend(channels.map(\.part))
    return SheetSection(id: "by-channel", title: label(.byChannel), blocks: [.table(table)])
  }

  private func partTable(of first: String) -> SheetTable {
    SheetTable(columns: [
      .text(first, limit: 20), .text(""), .number(label(.items)), .number(label(.registered)),
      .number(label(.refused)), .number(label(.other)), .number(label(.undecided)),
    ])
  }

  private func add(_ part: NightAccount.Part, named name: SheetTable.Cell, full: Int, to table: inout SheetTable) {
    let counts = part.counts
    let (registered, refused) = (counts[state: .registered], counts[state: .rejected])
    table.add([
      name, .bar(Bar(parts: Self.bar(part), full: full)), .number(counts.received), .number(registered),
      .number(refused), .number(counts.received - registered - refused), .number(part.undecided),
    ])
  }

  private static func bar(_ part: NightAccount.Part) -> [(kind: BarKind, count: Int)] {
    ItemState.allCases.map { (BarKind($0), part.counts[state: $0]) } + [(.undecided, part.undecided)]
  }

  private static func longest(_ parts: [NightAccount.Part]) -> Int {
    parts.map { bar($0).reduce(0) { $0 + $1.count } }.max() ?? 0
  }

  /// Of what there is.
  private func legend(_ parts: [NightAccount.Part]) -> [(kind: BarKind, label: String)] {
    let present = Set(parts.flatMap { Self.bar($0) }.filter { $0.count > 0 }.map(\.kind))
    return BarKind.allCases.filter(present.contains).map { ($0, wording.name($0)) }
  }

  func reasons() -> SheetSection? {
    let reasons = account.reasons
    guard let most = reasons.first?.items else { return nil }
    var table = SheetTable(columns: [
      .text(label(.reason), limit: 44), .text(""), .number(label(.items)), .text(label(.next)),
    ])
    for reason in reasons.prefix(Self.shownReasons) {
      table.add([
        .words(parts.title(of: reason.code)), .bar(Bar(parts: [(BarKind(reason.states[0]), reason.items)], full: most)),
        .number(reason.items), .command(.explain(reason.code.rawValue)),
      ])
    }
    var blocks: [SheetBlock] = [.table(table)]
    if reasons.count > Self.shownReasons {
      blocks.append(.paragraph(ReportSentence(words: wording.more(reasons.count - Self.shownReasons))))
    }
    return SheetSection(id: "reasons", title: label(.byReason), blocks: blocks)
  }

  private static let shownReasons = 15

  func durations() -> SheetSection? {
    guard account.facts.judging != nil else { return nil }
    var table = SheetTable(columns: [
      .text(label(.what)), .short(label(.half)), .short(label(.nineTenths)), .short(label(.nearlyAll)),
      .short(label(.longest)),
    ])
    for (name, durations) in [(SheetLabel.judging, account.facts.judging), (.answering, account.facts.answering)] {
      guard let durations else { continue }
      table.add(
        [.words(label(name))]
          + [durations.p50, durations.p90, durations.p99, durations.longest].map {
            .words(wording.duration(milliseconds: $0))
          })
    }
    var slowest = SheetTable(columns: [
      .text(label(.package), limit: 40), .text(label(.channel), limit: 16), .text(""), .short(label(.duration)),
      .short(label(.size)), .number(label(.items)), .short(label(.number)),
    ])
    let longest = account.facts.slowest.first?.duration ?? 0
    for package in account.facts.slowest.prefix(Self.shownSlowest) {
      slowest.add([
        .value(package.name), .value(package.channel),
        .bar(Bar(parts: [(.plain, Int(package.duration))], full: Int(longest))),
        .words(wording.duration(milliseconds: package.duration)), .words(wording.size(package.size)),
        .number(package.items), .words(package.number?.description ?? "–"),
      ])
    }
    return SheetSection(id: "durations", title: label(.durations), blocks: [.table(table), .table(slowest)])
  }

  private static let shownSlowest = 5

  /// Runs that found nothing to do are only counted: cron may have come a thousand times.
  func runs() -> SheetSection {
    let telling = account.facts.runs.filter { $0.totals?.received != 0 }
    let quiet = account.facts.runs.count - telling.count
    var blocks: [SheetBlock] = []
    if !telling.isEmpty { blocks.append(.table(parts.runs(telling.suffix(Self.shownRuns)))) }
    if telling.count > Self.shownRuns {
      blocks.append(.paragraph(ReportSentence(words: wording.more(telling.count - Self.shownRuns))))
    }
    if quiet > 0 { blocks.append(.paragraph("\(own: label(.quietRuns)): \(own: wording.number(quiet))")) }
    if blocks.isEmpty { blocks = [.paragraph(ReportSentence(words: label(.none)))] }
    return SheetSection(id: "runs", title: label(.runs), blocks: blocks)
  }

  private static let shownRuns = 60
}
