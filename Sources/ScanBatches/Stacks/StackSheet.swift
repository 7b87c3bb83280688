import Filing
import FilingStore
package import Foundation
package import Intake
package import XMLSignature

/// A stack as people read it: each document with its number, or why it has none and what to do.
package struct StackSheet {
  private let view: StackView
  private let root: String
  private let language: ReportLanguage
  private let pictures: [String: Data]

  package init(
    _ view: StackView, _ root: String, _ language: ReportLanguage, pictures: [String: Data] = [:]
  ) {
    (self.view, self.root, self.language, self.pictures) = (view, root, language, pictures)
  }

  private func words(_ azerbaijani: String, _ english: String) -> String {
    switch language {
    case .azerbaijani: azerbaijani
    case .english: english
    }
  }

  package var sheet: Sheet {
    var sheet = Sheet(
      title: words("Skan edilmiş dəstə", "Scanned stack"), language: language, subtitle: subtitle, headline: headline,
      foot: words(
        "Bu vərəqi çap edib kağız dəstənin üzərinə qoyun. Səhifə hər dəyişiklikdən sonra yenidən yazılır.",
        "Print this page and lay it on the stack of paper. The page is written anew after every change."))
    sheet.sum = sum
    sheet.sections = [toDo, documents].compactMap { $0 } + inDoubt
    return sheet
  }

  private var subtitle: ReportSentence {
    let taken = String(CourtCalendar.baku.local(of: Instant(milliseconds: view.manifest.takenAt)).prefix(16))
      .replacing("T", with: " ")
    let name = view.manifest.name.isEmpty ? words("qovluqsuz fayllar", "files without a folder") : view.manifest.name
    return "\(name), \(own: words("kanal", "channel")) \(view.manifest.channel), \(own: taken) "
      + "(\(own: words("Bakı vaxtı", "Baku time"))), \(own: "\(view.id)")"
  }

  private var fates: [(document: StackRecord.Document, fate: StackFate)] {
    (view.record?.documents ?? []).map { ($0, view.fates[$0.found.id] ?? .open) }
  }

  private var headline: SheetPoint {
    guard view.record != nil else {
      return SheetPoint(
        tone: .open,
        text: ReportSentence(words: words("Səhifələr yoxlanılır.", "The pages are being checked.")))
    }
    let open = view.openCount
    if open > 0 {
      return SheetPoint(
        tone: .bad,
        text: ReportSentence(
          words: words(
            "\(open) sənəd qeydə alınmadı: karguzar baxmalıdır.",
            open == 1
              ? "1 document was not registered: a clerk must look at it."
              : "\(open) documents were not registered: a clerk must look at them.")))
    }
    if !view.isSettled {
      return SheetPoint(
        tone: .open,
        text: ReportSentence(words: words("Qeydiyyat gözlənilir.", "Registration is awaited.")))
    }
    return SheetPoint(
      tone: .good,
      text: ReportSentence(words: words("Dəstədə açıq sənəd qalmadı.", "Nothing in the stack is open any more.")))
  }

  private var sum: SheetPoint? {
    guard view.record != nil else { return nil }
    let all = fates.count
    let registered = fates.count { $0.fate.number != nil }
    let open = fates.count { $0.fate.isOpen }
    let aside = fates.count { if case .setAside = $0.fate { true } else { false } }
    let waiting = all - registered - open - aside
    return SheetPoint(
      tone: .quiet,
      text: ReportSentence(
        words: words(
          "\(all) sənəd = \(registered) qeydə alındı + \(waiting) gözləyir + \(open) karguzarda + \(aside) kənara qoyuldu",
          "\(all) documents = \(registered) registered + \(waiting) waiting + \(open) for the clerk + \(aside) set aside"
        )))
  }

  // MARK: What to do

  private var toDo: SheetSection? {
    var points: [SheetPoint] = []
    for (document, fate) in fates where fate.isOpen {
      let findings = if case .decided(let outcome) = fate { outcome.findings } else { document.findings }
      let reason = findings.first { $0.severity.blocks } ?? findings.first
      let text = reason.map { $0.text(in: language.catalogue) }
      points.append(
        SheetPoint(
          tone: .bad, text: "\(document.found.id): \(text?.cause ?? "–") \(text?.remedy ?? "")",
          commands: [.intake("stacks", "show", "--stack", view.id.brief, root: root)]))
    }
    for finding in view.record?.findings ?? [] {
      let text = finding.text(in: language.catalogue)
      points.append(SheetPoint(tone: finding.severity.blocks ? .bad : .open, text: "\(text.cause) \(text.remedy)"))
    }
    guard !points.isEmpty else { return nil }
    return SheetSection(id: "to-do", title: words("Nə etməli", "What to do"), blocks: [.points(points)])
  }

  // MARK: The list

  private var documents: SheetSection? {
    guard !fates.isEmpty else { return nil }
    var table = SheetTable(columns: [
      .text(words("Sənəd", "Document"), limit: 40), .picture(words("Birinci səhifə", "First page")),
      .text(words("Fayl və səhifələr", "File and pages"), limit: 44), .number(words("Səhifə", "Pages")),
      .short(words("İş", "Case")), .text(words("Növ", "Kind"), limit: 28),
      .text(words("Nəticə", "Outcome"), limit: 60),
    ])
    for (document, fate) in fates {
      table.add([
        .value(document.found.id), .picture(document.found.pages.first.flatMap(picture)), .value(place(of: document)),
        .number(document.pages ?? 0), .value(document.found.caseNumber ?? "–"), .words(kind(of: document)),
        .text(result(of: document, fate)),
      ])
    }
    return SheetSection(id: "documents", title: words("Sənədlər", "Documents"), blocks: [.table(table)])
  }

  /// Without words, so that it is the same in each language; the file only where its name does not stand beside it.
  private func place(of document: StackRecord.Document) -> String {
    let parts = document.found.parts.map { part in
      let (first, last) = (part.pages.lowerBound, part.pages.upperBound)
      let pages = first == last ? "\(first)" : "\(first)–\(last)"
      return part.file == document.found.id ? pages : "\(part.file): \(pages)"
    }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }

  private func kind(of document: StackRecord.Document) -> String {
    guard let type = DocumentTypes.type(for: document.documentType) else { return document.documentType }
    return words(type.nameInAzerbaijani, type.nameInEnglish)
  }

  private func picture(of page: PagePlace) -> SheetPicture? {
    pictures[page.text].map { SheetPicture(octets: [UInt8]($0), label: "\(page.text)") }
  }

  private func result(of document: StackRecord.Document, _ fate: StackFate) -> ReportSentence {
    switch fate {
    case .open:
      let reason =
        document.findings.first { $0.severity.blocks }.map(title) ?? words("yoxlanıla bilmədi", "could not be checked")
      return "\(own: words("Qeydə alınmadı", "Not registered")): \(own: reason)"
    case .setAside:
      let decision = document.found.decisions.last
      return
        "\(own: words("Kənara qoyuldu", "Set aside")): \(decision?.person ?? "–"), \(decision?.reason ?? "–")"
    case .sent: return ReportSentence(words: words("Göndərildi, qeydiyyatı gözləyir", "Sent, awaits registration"))
    case .decided(let outcome): return result(of: outcome, fate)
    }
  }

  private func title(of finding: Finding) -> String {
    FindingCatalogue.entry(for: finding.code).text(in: language.catalogue).title
  }

  private func result(of outcome: ItemOutcome, _ fate: StackFate) -> ReportSentence {
    let title = outcome.findings.first.map(title) ?? "–"
    switch outcome.state {
    case .registered: return ReportSentence(words: fate.number?.description ?? "–")
    case .duplicate:
      return "\(own: fate.number?.description ?? "–") \(own: words("(əvvəl qeydə alınıb)", "(registered before)"))"
    case .deferred: return "\(own: words("Gözləyir", "Waits")): \(own: title)"
    case .held: return "\(own: words("Qəbulda karguzarı gözləyir", "Waits for a clerk at the intake")): \(own: title)"
    case .rejected, .conflict, .quarantined, .recorded:
      return "\(own: words("Qəbul edilmədi", "Not accepted")): \(own: title)"
    }
  }

  // MARK: Pages to look at

  private var inDoubt: [SheetSection] {
    fates.enumerated().compactMap { number, entry in
      let (document, fate) = entry
      guard case .open = fate else { return nil }
      let pages = document.found.pages
      let drawn = pages.compactMap(picture)
      guard !drawn.isEmpty else { return nil }
      var blocks: [SheetBlock] = [.pictures(drawn)]
      if drawn.count < pages.count {
        blocks.append(
          .paragraph(
            ReportSentence(
              words: words(
                "\(pages.count - drawn.count) səhifə burada göstərilmir.",
                "\(pages.count - drawn.count) pages are not shown here."))))
      }
      let title = "\(document.found.id): \(words("baxılacaq səhifələr", "pages to look at"))"
      return SheetSection(id: "pages-\(number + 1)", title: title, blocks: blocks)
    }
  }
}
