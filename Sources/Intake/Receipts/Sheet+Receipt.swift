import Filing
package import XMLSignature

extension Sheet {
  /// What the examination of a receipt came to.
  ///
  /// - Parameter quotes: Whether the notice itself is shown, for a page to print.
  package init(
    of examination: ReceiptExamination, file: String, in language: ReportLanguage, quoting quotes: Bool
  ) {
    let proof = examination.proof
    func words(_ azerbaijani: String, _ english: String) -> String {
      switch language {
      case .azerbaijani: azerbaijani
      case .english: english
      }
    }
    let headline: SheetPoint =
      if examination.isRefuted {
        SheetPoint(
          tone: .bad,
          text: ReportSentence(words: words("Bildirişə etibar etmək olmaz.", "The notice cannot be relied on.")))
      } else if examination.isProven {
        SheetPoint(
          tone: .good,
          text: ReportSentence(words: words("Aşağıdakıların hamısı sübut olundu.", "All of what follows is proven.")))
      } else {
        SheetPoint(
          tone: .open,
          text: ReportSentence(
            words: words(
              "Bildirişə zidd heç nə yoxdur, amma hər şey sübut olunmadı.",
              "Nothing contradicts the notice, and not everything is proven.")))
      }
    self.init(
      title: words("Bildirişin yoxlanması", "Examination of a notice"), language: language,
      subtitle: "\(proof.id), \(file)", headline: headline,
      foot: words(
        "Yoxlama məhkəməyə müraciət etmədən, yalnız bu fayl və məhkəmənin sertifikatı ilə aparılıb.",
        "Examined without the court, by this file and the court's certificate alone."))
    sections.append(
      SheetSection(
        id: "proofs", title: words("Nə sübut olunur", "What is proven"),
        blocks: [
          .points(
            examination.statements.map { statement in
              let tone: Tone =
                switch statement.standing {
                case .proven: .good
                case .refuted: .bad
                case .open: .open
                }
              return SheetPoint(tone: tone, text: statement.text(in: language))
            })
        ]))
    // In a cabinet a notice is in one language, which may be another one.
    if quotes, let text = proof.texts[language.rawValue] ?? proof.texts.values.first {
      sections.append(
        SheetSection(
          id: "notice", title: words("Bildiriş", "The notice"),
          blocks: text.split(separator: "\n\n").map { paragraph in
            .quotation(paragraph.split(separator: "\n").map(String.init))
          }))
    }
  }
}
