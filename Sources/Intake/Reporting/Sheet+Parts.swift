import Filing
import FilingStore
import XMLSignature

/// Sections that a report and a status share.
struct SheetParts {
  let condition: RootCondition
  let wording: any SheetWording

  private var root: String { condition.root }

  func label(_ label: SheetLabel) -> String { wording.label(label) }

  func age(of instant: Instant) -> String {
    wording.age(milliseconds: condition.now.milliseconds - instant.milliseconds)
  }

  // MARK: What to do

  func headline(_ concerns: [Concern]) -> SheetPoint {
    let grave = concerns.count { $0.weight == .grave }
    let open = concerns.count { $0.weight == .open }
    return SheetPoint(
      tone: grave > 0 ? .bad : open > 0 ? .open : .good,
      text: ReportSentence(words: wording.headline(grave: grave, open: open)))
  }

  func sum(_ counts: StateCounts) -> SheetPoint {
    let line = wording.sum(counts) + (counts.addsUp ? "" : "   \(wording.sumIsBroken())")
    return SheetPoint(tone: counts.addsUp ? .quiet : .bad, text: ReportSentence(words: line))
  }

  func toDo(_ concerns: [Concern]) -> SheetSection? {
    guard !concerns.isEmpty else { return nil }
    let points = concerns.map { concern in
      SheetPoint(
        tone: concern.weight == .grave ? .bad : concern.weight == .open ? .open : .quiet,
        text: wording.text(of: concern, in: condition), commands: concern.commands(root: root))
    }
    return SheetSection(id: "to-do", title: label(.toDo), blocks: [.points(points)])
  }

  // MARK: What waits

  func waiting() -> SheetSection {
    var blocks: [SheetBlock] = []
    for queue in Waiting.Queue.allCases {
      let line = condition.waiting[queue]
      guard line.count > 0 else { continue }
      blocks.append(
        .points([
          SheetPoint(
            tone: .open, text: "\(own: wording.name(queue)): \(own: wording.number(line.count))",
            commands: [command(for: queue)])
        ]))
      blocks.append(.table(table(of: queue, line)))
      if line.count > line.entries.count {
        blocks.append(.paragraph(ReportSentence(words: wording.more(line.count - line.entries.count))))
      }
    }
    if blocks.isEmpty { blocks = [.paragraph(ReportSentence(words: label(.none)))] }
    return SheetSection(id: "waiting", title: label(.waiting), blocks: blocks)
  }

  private func command(for queue: Waiting.Queue) -> ShellCommand {
    switch queue {
    case .undecided: .intake("run", "--once", root: root)
    case .deferred: .intake("deferred", "list", root: root)
    case .held: .intake("held", "list", root: root)
    case .undelivered: .intake("outbox", "list", root: root)
    }
  }

  private func table(of queue: Waiting.Queue, _ line: Waiting.Line) -> SheetTable {
    var columns: [SheetTable.Column] = [
      .text(label(.package), limit: 36), .text(label(.channel), limit: 16), .short(label(.since)), .short(label(.age)),
    ]
    switch queue {
    case .undecided: columns += [.text(label(.why), limit: 60), .number(label(.attempts))]
    case .deferred: columns += [.text(label(.why), limit: 60), .short(label(.nextLook))]
    case .held: columns += [.text(label(.why), limit: 60), .text(label(.next))]
    case .undelivered: columns += [.text(label(.recipient), limit: 20), .number(label(.attempts))]
    }
    var table = SheetTable(columns: columns)
    for entry in line.entries {
      var cells: [SheetTable.Cell] = [
        .value(entry.name), .value(entry.channel), .words(wording.time(entry.since)), .words(age(of: entry.since)),
      ]
      switch queue {
      case .undecided: cells += [entry.remark.map { .value($0) } ?? .words("–"), .number(entry.attempts ?? 0)]
      case .deferred: cells += [reason(of: entry), .words(entry.nextLook.map(wording.time) ?? "–")]
      case .held: cells += [reason(of: entry), .command(.intake("held", "show", entry.reference, root: root))]
      case .undelivered: cells += [.value(entry.remark ?? "–"), .number(entry.attempts ?? 0)]
      }
      table.add(cells)
    }
    return table
  }

  /// Who cannot be served: since when, why, and until when it is let be.
  func recipients() -> SheetSection? {
    let unserved = condition.recipients.filter(\.isHeldUp)
    guard !unserved.isEmpty else { return nil }
    var table = SheetTable(columns: [
      .text(label(.recipient), limit: 20), .number(label(.owed)), .number(label(.notTaken)), .short(label(.since)),
      .text(label(.why), limit: 60), .number(label(.attempts)), .short(label(.nextLook)),
    ])
    for recipient in unserved {
      let wait = recipient.wait
      let reason = (wait?.reason ?? recipient.handOverFailure).map(ReportSentence.init(value:))
      table.add([
        .value(recipient.recipient), .number(recipient.owed), .number(recipient.notHandedOver),
        .words((wait?.since ?? recipient.oldestOwed).map(wording.time) ?? "–"),
        .text(reason ?? ReportSentence(words: wording.obstacles(recipient.obstructed))), .number(wait?.attempts ?? 0),
        .words((wait?.nextTry ?? recipient.nextHandOver).map(wording.time) ?? "–"),
      ])
    }
    return SheetSection(id: "recipients", title: label(.recipients), blocks: [.table(table)])
  }

  private func reason(of entry: Waiting.Entry) -> SheetTable.Cell { .words(entry.code.map(title) ?? "–") }

  func title(of code: FindingCode) -> String {
    FindingCatalogue.entry(for: code).text(in: wording.language.catalogue).title
  }

  /// How much waits for how long, all queues together.
  func ages() -> SheetSection? {
    let hour: Int64 = 3_600_000
    var counts = [Int](repeating: 0, count: Self.ageSteps.count)
    let now = condition.now.milliseconds / hour
    for queue in Waiting.Queue.allCases {
      for (since, count) in condition.waiting[queue].hours {
        let age = now - since
        counts[Self.ageSteps.firstIndex { age < $0 } ?? Self.ageSteps.count - 1] += count
      }
    }
    guard let most = counts.max(), most > 0 else { return nil }
    var table = SheetTable(columns: [.short(label(.age)), .text(""), .number(label(.items))])
    for (index, count) in counts.enumerated() {
      let isLast = index == Self.ageSteps.count - 1
      let limit = wording.age(milliseconds: (isLast ? Self.ageSteps[index - 1] : Self.ageSteps[index]) * hour)
      table.add([
        .words("\(isLast ? "≥" : "<") \(limit)"), .bar(Bar(parts: [(.plain, count)], full: most)),
        .number(count),
      ])
    }
    return SheetSection(id: "ages", title: label(.ages), blocks: [.table(table)])
  }

  /// Upper bounds in hours; the last has none.
  private static let ageSteps: [Int64] = [1, 6, 24, 72, 168, .max]

  func quarantine(_ entries: [Waiting.Entry], count: Int) -> SheetSection? {
    guard count > 0 else { return nil }
    var table = SheetTable(columns: [
      .text(label(.package), limit: 40), .text(label(.channel), limit: 16), .short(label(.since)),
      .text(label(.why), limit: 60), .text(label(.next)),
    ])
    for entry in entries.prefix(RootCondition.shown) {
      table.add([
        .value(entry.name), .value(entry.channel), .words(wording.time(entry.since)), reason(of: entry),
        .command(.intake("quarantine", "show", "\(entry.package.value)", root: root)),
      ])
    }
    var blocks: [SheetBlock] = [.table(table)]
    if count > table.rows.count {
      blocks.append(.paragraph(ReportSentence(words: wording.more(count - table.rows.count))))
    }
    return SheetSection(id: "quarantine", title: "\(label(.quarantine)): \(wording.number(count))", blocks: blocks)
  }

  // MARK: Runs and failures

  func runs(_ runs: [RunRecord]) -> SheetTable {
    let latest = condition.runs.first?.id
    var table = SheetTable(columns: [
      .short(label(.started)), .short(label(.ended)), .short(label(.duration)), .number(label(.items)),
      .number(label(.registered)), .number(label(.refused)), .number(label(.other)),
    ])
    for run in runs {
      let start = wording.time(run.startedAt)
      guard let end = run.finishedAt, let totals = run.totals else {
        let isLost = run.endedWithoutEnd(latest: latest, isAtWork: condition.isAtWork)
        table.add([
          .words(start), .words(label(isLost ? .noEnd : .stillWorking)), .words("–"), .words("–"), .words("–"),
          .words("–"), .words("–"),
        ])
        continue
      }
      let refused = totals[state: .rejected]
      table.add([
        .words(start), .words(wording.time(end)),
        .words(wording.duration(milliseconds: end.milliseconds - run.startedAt.milliseconds)),
        .number(totals.received), .number(totals[state: .registered]), .number(refused),
        .number(totals.received - totals[state: .registered] - refused),
      ])
    }
    return table
  }

  func failures(_ failures: [WorldFailure]) -> SheetSection? {
    guard !failures.isEmpty else { return nil }
    var table = SheetTable(columns: [
      .short(label(.when)), .text(label(.what), limit: 40), .text(label(.failure), limit: 90),
    ])
    for failure in failures.prefix(RootCondition.shown) {
      let what: SheetTable.Cell =
        failure.package.map { .text("\($0.channel)/\($0.name)") } ?? .words(label(.wholeRun))
      table.add([.words(wording.time(failure.at)), what, .value(failure.reason)])
    }
    var blocks: [SheetBlock] = [.table(table)]
    if failures.count > table.rows.count {
      blocks.append(.paragraph(ReportSentence(words: wording.more(failures.count - table.rows.count))))
    }
    return SheetSection(id: "failures", title: label(.failures), blocks: blocks)
  }

  // MARK: Inbox and disk

  func inbox() -> SheetSection {
    var table = SheetTable(columns: [
      .text(label(.channel), limit: 20), .number(label(.drops)), .number(label(.leftAlone)),
      .number(label(.forbidden)),
    ])
    var left = SheetTable(columns: [
      .text(label(.leftAlone), limit: 40), .text(label(.channel), limit: 20), .short(label(.age)),
      .text(label(.toDo)),
    ])
    var hidden = 0
    for inbox in condition.inboxes {
      table.add([
        .value(inbox.channel), .number(inbox.drops), .number(inbox.passedOver), .number(inbox.forbidden),
      ])
      hidden += max(0, inbox.leftAlone.count - RootCondition.shown)
      for entry in inbox.leftAlone.prefix(RootCondition.shown) {
        left.add([
          .value(entry.name), .value(inbox.channel), .words(age(of: entry.since)),
          .words(wording.advice(on: entry.reason)),
        ])
      }
    }
    var blocks: [SheetBlock] = [.table(table)]
    if !left.rows.isEmpty { blocks.append(.table(left)) }
    if hidden > 0 { blocks.append(.paragraph(ReportSentence(words: wording.more(hidden)))) }
    return SheetSection(id: "inbox", title: label(.inbox), blocks: blocks)
  }

  func disk() -> SheetSection {
    let disk = condition.disk
    var table = SheetTable(columns: [
      .text(label(.what)), .short(label(.free)), .short(label(.total)), .short(label(.level)),
    ])
    table.add([
      .words(label(.space)), .words(wording.size(disk.free)), .words(wording.size(disk.size)), .words(name(disk.level)),
    ])
    if let inodes = disk.inodes {
      table.add([
        .words(label(.inodes)), .words(wording.number(Int(inodes.free))), .words(wording.number(Int(inodes.count))),
        .words(name(disk.inodeLevel)),
      ])
    }
    var blocks: [SheetBlock] = [.table(table)]
    if let size = condition.stateSize {
      blocks.append(.paragraph("\(own: label(.stateFolder)): \(own: wording.size(size))"))
    }
    return SheetSection(id: "disk", title: label(.disk), blocks: blocks)
  }

  private func name(_ level: DiskSpace.Level) -> String {
    switch level {
    case .enough: label(.enough)
    case .low: label(.low)
    case .critical: label(.critical)
    }
  }
}

extension Waiting.Entry {
  /// As the operator's commands name an item: the package and the item's place in it.
  package var reference: String { ordinal.map { "\(package.value).\($0)" } ?? "\(package.value)" }
}
