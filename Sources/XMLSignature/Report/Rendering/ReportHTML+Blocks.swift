extension ReportHTML {
  /// What a page says of one building block and its checks.
  struct BlockSection {
    /// What the nodes of findings are in; nil where there are none.
    let tree: XMLTree?
    let reader: ReportReader

    func append(_ block: BuildingBlock, to page: inout HTMLText) {
      let title = ReportSentence(words: reader.wording.title(block.kind))
      page.element("h5") { page in
        page.append(block.subject.map { "\(title) (\($0))" } ?? title)
        page.element("small", "\(own: block.kind.clause), \(own: block.kind.rawValue)")
      }
      if !block.checks.isEmpty {
        page.element("ul") { page in
          for check in block.checks { append(check, to: &page) }
        }
      }
      for inner in block.blocks {
        page.element("div", ["class": "block"]) { append(inner, to: &$0) }
      }
    }

    private func append(_ check: Check, to page: inout HTMLText) {
      let standing = Standing(check.outcome)
      let codes = [check.name.rawValue, check.outcome.rawValue, check.subIndication?.rawValue].compactMap(\.self)
      page.element("li") { page in
        page.element("span", ["class": standing.styleClass, "aria-hidden": "true"], "\(own: standing.sign) ")
        page.append(words: reader.wording.question(check.name) + " ")
        page.element("strong", ReportSentence(words: reader.wording.answer(check.outcome)))
        page.element("p", ["class": "technical"]) { page in
          page.element("code", ReportSentence(words: codes.joined(separator: " · ")))
        }
        page.element("p", ["class": "technical"]) { page in
          page.append("\(own: label(.technicalDetail)): ")
          page.element("span", ["lang": "en"], ReportSentence(value: check.detail))
          if let tree, let node = check.finding?.node {
            page.append(" (\(reader.wording.place(line: tree.line(of: node), path: tree.path(of: node))))")
          }
        }
        for piece in check.evidence {
          let line = EvidenceLine(piece, for: reader)
          page.element("p", ["class": "technical"], "\(own: label(.evidence)). \(own: line.label): \(line.value)")
        }
      }
    }

    private func label(_ label: ReportLabel) -> String { reader.wording.label(label) }
  }
}
