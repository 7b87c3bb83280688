extension ReportHTML {
  /// What a page says of a container beside its signatures: its files with what covers them, its time-stamps, its faults.
  struct ContainerSection {
    let report: ContainerReport
    let reader: ReportReader

    func append(to page: inout HTMLText) {
      appendDataFiles(to: &page)
      for file in report.signatureFiles {
        guard let defect = file.defect else { continue }
        appendNote(
          ReportSentence(words: reader.wording.text(defect.kind)), entry: file.name,
          detail: "line \(defect.line): \(defect.detail)", to: &page)
      }
      for finding in report.findings {
        appendNote(
          ReportSentence(words: reader.wording.text(finding.code)), entry: finding.entry, detail: finding.detail,
          to: &page)
      }
      for timeStamp in report.timeStamps {
        page.element("section") { append(timeStamp, to: &$0) }
      }
    }

    private func appendDataFiles(to page: inout HTMLText) {
      page.element("h4", "\(own: label(.dataFiles)) (\(report.kind.name))")
      page.element("table", ["role": "table"]) { page in
        page.element("thead") { page in
          page.element("tr", ["role": "row"]) { page in
            for column in [ReportLabel.file, .coveredBy] {
              page.element("th", ["scope": "col", "role": "columnheader"], ReportSentence(words: label(column)))
            }
          }
        }
        page.element("tbody") { page in
          for file in DataFileAccount.all(of: report, for: reader) { append(file, to: &page) }
        }
      }
    }

    private func append(_ file: DataFileAccount, to page: inout HTMLText) {
      page.element("tr", ["role": "row"]) { page in
        page.element("th", ["scope": "row", "role": "rowheader"]) { page in
          page.append(file.name)
          page.element("p", ["class": "technical"], file.form)
        }
        page.element("td", ["class": "\(file.standing.styleClass)", "role": "cell"]) { page in
          for (index, sentence) in file.coverage.enumerated() {
            page.element("p") { page in
              if index == 0 { page.element("span", ["aria-hidden": "true"], "\(own: file.standing.sign) ") }
              page.append(sentence)
            }
          }
        }
      }
    }

    private func append(_ timeStamp: ContainerTimeStampReport, to page: inout HTMLText) {
      let account = ContainerTimeStampAccount(of: timeStamp, for: reader)
      page.element("h4", "\(own: label(.timeStamp)) \(account.name)")
      page.element("p", ["class": account.standing.styleClass]) { page in
        page.append("\(own: account.standing.sign) \(own: reader.wording.name(timeStamp.indication))")
      }
      page.element("dl") { page in
        for fact in account.facts { page.fact(fact.label, fact.values) }
      }
      page.element("details") { page in
        page.element("summary", ReportSentence(words: label(.details)))
        page.element("p", ["class": "technical"]) { $0.element("code", ReportSentence(words: account.codes)) }
        BlockSection(tree: nil, reader: reader).append(timeStamp.block, to: &page)
      }
    }

    private func appendNote(_ text: ReportSentence, entry: String?, detail: String, to page: inout HTMLText) {
      page.element("div", ["class": "note"]) { page in
        page.element("p", text)
        page.element("p", ["class": "technical"]) { page in
          if let entry { page.append("\(entry): ") }
          page.element("span", ["lang": "en"], ReportSentence(value: detail))
        }
      }
    }

    private func label(_ label: ReportLabel) -> String { reader.wording.label(label) }
  }
}
