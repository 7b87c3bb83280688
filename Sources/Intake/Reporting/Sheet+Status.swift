import Filing
import FilingStore
package import XMLSignature

extension Sheet {
  /// How a root stands now.
  package init(of condition: RootCondition, in language: ReportLanguage) {
    let wording = language.sheetWording
    let parts = SheetParts(condition: condition, wording: wording)
    let concerns = condition.concerns
    self.init(
      title: parts.label(.status), language: language,
      subtitle: "\(condition.root), \(own: wording.time(condition.now))", headline: parts.headline(concerns),
      foot: parts.label(.foot))
    var runs: [SheetBlock] = [.table(parts.runs(condition.runs))]
    if condition.runs.isEmpty { runs = [.paragraph(ReportSentence(words: parts.label(.none)))] }
    sections = [
      parts.toDo(concerns),
      condition.counts.map {
        SheetSection(id: "all", title: parts.label(.allItems), blocks: [.points([parts.sum($0)])])
      },
      parts.waiting(), parts.recipients(), parts.ages(),
      parts.quarantine(condition.quarantined, count: condition.counts?[state: .quarantined] ?? 0),
      parts.inbox(), SheetSection(id: "runs", title: parts.label(.runs), blocks: runs),
      parts.failures(condition.failures), parts.disk(),
    ].compactMap(\.self)
  }
}
