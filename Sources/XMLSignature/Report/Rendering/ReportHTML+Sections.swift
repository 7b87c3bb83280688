extension ReportHTML {
  /// What a page says of one file.
  struct FileSection {
    let file: ReportedFile
    let reader: ReportReader

    func append(to page: inout HTMLText) {
      let account = DocumentAccount(of: file, for: reader)
      page.verdict(account.standing, account.verdict, "h2", account.headline, account.moment)
      page.explanation(account.explanation)
      page.element("dl") { page in
        page.fact(label(.file), [ReportSentence(value: file.name)])
        if let fingerprint = file.fingerprint {
          page.fact(label(.fingerprint), [ReportSentence(words: fingerprint)], "code")
        }
        page.fact(label(.validationTime), [ReportSentence(words: reader.time(file.validationTime))])
      }
      switch file.content {
      case .defective(let defect):
        page.element("p", ["class": "technical", "lang": "en"], "\(defect.detail) (line \(defect.line))")
      case .damaged(let defect): page.element("p", ["class": "technical", "lang": "en"], "\(defect.description)")
      case .validated: break
      case .container(let report): ContainerSection(report: report, reader: reader).append(to: &page)
      }
      for finding in file.findings { append(finding, to: &page) }
      // The files of a container say the number of each signature.
      let isAlone = file.signatures.count == 1 && !file.isContainer
      for (index, signature) in file.signatures.enumerated() {
        page.element("section") { page in
          SignatureSection(
            signature: signature.report, number: isAlone ? nil : index + 1, tree: signature.tree, reader: reader
          ).append(to: &page)
        }
      }
    }

    private func append(_ reported: ReportedFinding, to page: inout HTMLText) {
      let (finding, tree) = (reported.finding, reported.tree)
      page.element("div", ["class": "note"]) { page in
        page.element("p", ReportSentence(words: reader.wording.text(finding.code)))
        if let node = finding.node {
          page.element(
            "p", ["class": "technical"], reader.wording.place(line: tree.line(of: node), path: tree.path(of: node)))
        }
      }
    }

    private func label(_ label: ReportLabel) -> String { reader.wording.label(label) }
  }

  /// What a page says of one signature.
  struct SignatureSection {
    let signature: SignatureReport
    /// Nil where it is the only one: the file has taken over its headline and explanation.
    let number: Int?
    let tree: XMLTree
    let reader: ReportReader

    func append(to page: inout HTMLText) {
      let account = SignatureAccount(of: signature, for: reader)
      if let number {
        let word = "\(label(.signature)) \(number): \(account.verdict)"
        page.verdict(account.standing, word, "h3", account.headline, account.moment)
        page.explanation(account.explanation)
      }
      page.element("h4", ReportSentence(words: label(.signature)))
      page.element("dl") { page in
        for fact in account.facts { page.fact(fact.label, fact.values) }
      }
      if !account.remarks.isEmpty {
        page.element("div", ["class": "note"]) { page in
          page.element("p") { $0.element("strong", ReportSentence(words: label(.remarks))) }
          for remark in account.remarks { page.element("p", remark) }
        }
      }
      appendSteps(account.steps, to: &page)
      page.element("details") { page in
        page.element("summary", ReportSentence(words: label(.details)))
        page.element("dl") { page in
          for fact in account.technicalFacts { page.fact(fact.label, fact.values) }
          if !signature.chain.isEmpty { page.fact(label(.chain), chain) }
        }
        for block in signature.blocks { BlockSection(tree: tree, reader: reader).append(block, to: &page) }
      }
    }

    private var chain: [ReportSentence] {
      signature.chain.enumerated().map { index, certificate in
        let isAnchor = index == signature.chain.count - 1
        return "\(index + 1). \(certificate.subject.text)\(own: isAnchor ? " (\(label(.anchor)))" : "")"
      }
    }

    private func appendSteps(_ steps: [ReportStep], to page: inout HTMLText) {
      page.element("h4", ReportSentence(words: label(.steps)))
      // The roles stay when narrow screens lay the table out in another way.
      page.element("table", ["role": "table"]) { page in
        page.element("thead") { page in
          page.element("tr", ["role": "row"]) { page in
            for column in [ReportLabel.step, .result, .explanation] {
              page.element("th", ["scope": "col", "role": "columnheader"], ReportSentence(words: label(column)))
            }
          }
        }
        page.element("tbody") { page in
          for step in steps { append(step, to: &page) }
        }
      }
    }

    private func append(_ step: ReportStep, to page: inout HTMLText) {
      page.element("tr", ["role": "row"]) { page in
        page.element("th", ["scope": "row", "role": "rowheader"], step.title)
        page.element("td", ["class": "answer \(step.standing.styleClass)", "role": "cell"]) { page in
          page.element("span", ["aria-hidden": "true"], "\(own: step.standing.sign) ")
          page.append(words: step.answer)
        }
        page.element("td", ["class": "text", "role": "cell"]) { page in
          for sentence in step.explanation { page.element("p", sentence) }
        }
      }
    }

    private func label(_ label: ReportLabel) -> String { reader.wording.label(label) }
  }
}

extension HTMLText {
  fileprivate mutating func verdict(
    _ standing: Standing, _ word: String, _ heading: StaticString, _ headline: ReportSentence, _ moment: ReportSentence?
  ) {
    element("div", ["class": "verdict \(standing.styleClass)"]) { page in
      page.element("p", ["class": "word"]) { page in
        page.element("span", ["aria-hidden": "true"], "\(own: standing.sign) ")
        page.append(words: word)
      }
      page.element(heading, headline)
      if let moment { page.element("p", ["class": "moment"], moment) }
    }
  }

  fileprivate mutating func explanation(_ facts: [SignatureAccount.Fact]) {
    guard !facts.isEmpty else { return }
    element("div", ["class": "explanation"]) { page in
      for fact in facts {
        page.element("h4", ReportSentence(words: fact.label))
        for value in fact.values { page.element("p", value) }
      }
    }
  }

  mutating func fact(_ label: String, _ values: [ReportSentence], _ element: StaticString = "p") {
    self.element("dt", ReportSentence(words: label))
    self.element("dd") { page in
      for value in values { page.element(element, value) }
    }
  }
}
