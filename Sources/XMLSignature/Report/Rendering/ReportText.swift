/// A report as a tree of lines for the terminal.
public struct ReportText: Sendable {
  /// Summary: what a person needs to know. Details: every building block, check, clause and piece of evidence as well.
  public enum Extent: Sendable, Hashable, CaseIterable {
    case summary
    case details
  }

  private let reader: ReportReader
  private let extent: Extent

  public init(for reader: ReportReader, extent: Extent = .summary) {
    self.reader = reader
    self.extent = extent
  }

  /// Without a line end after the last line. The first begins with the verdict, as programs know it, and the file's name.
  public func text(of file: ReportedFile) -> String {
    let account = DocumentAccount(of: file, for: reader)
    let name = ReportSentence(value: file.name).plain(for: reader)
    var root = TextBranch("\(file.verdict.rawValue)  \(name)", note: note(account.headline, account.moment))
    root.branches += account.explanation.map(branch)
    if let fingerprint = file.fingerprint { root.branches.append(TextBranch("\(label(.fingerprint)): \(fingerprint)")) }
    root.branches.append(TextBranch("\(label(.validationTime)): \(time(of: file))"))
    switch file.content {
    case .defective(let defect): root.branches.append(branch(of: defect, entry: nil))
    case .damaged(let defect): root.branches.append(TextBranch("FORMAT_FAILURE: \(shown(defect.description))"))
    case .validated: break
    case .container(let report): root.branches += branches(before: report)
    }
    // The files of a container say the number of each signature.
    let isAlone = file.signatures.count == 1 && !file.isContainer
    for (index, signature) in file.signatures.enumerated() {
      root.branches.append(branch(of: signature.report, number: isAlone ? nil : index + 1, in: signature.tree))
    }
    if case .container(let report) = file.content { root.branches += branches(after: report) }
    root.branches += file.findings.map { TextBranch(line(for: $0.finding, in: $0.tree)) }
    return root.lines.joined(separator: "\n")
  }

  private func branches(before report: ContainerReport) -> [TextBranch] {
    let files = DataFileAccount.all(of: report, for: reader).map { file in
      let coverage = file.coverage.map { $0.plain(for: reader) }.joined(separator: ", ")
      return TextBranch(
        "\(file.standing.sign) \(file.name.plain(for: reader)) (\(file.form.plain(for: reader))): \(coverage)")
    }
    return [
      TextBranch("\(label(.container)): \(shown(report.kind.name))"), TextBranch(label(.dataFiles), branches: files),
    ]
  }

  private func branches(after report: ContainerReport) -> [TextBranch] {
    var branches = report.timeStamps.map { timeStamp in
      let account = ContainerTimeStampAccount(of: timeStamp, for: reader)
      var branch = TextBranch(
        "\(account.standing.sign) \(label(.timeStamp)) \(account.name.plain(for: reader)): \(account.codes)",
        branches: account.facts.map { self.branch($0) })
      if extent == .details { branch.branches.append(self.branch(of: timeStamp.block, in: nil)) }
      return branch
    }
    for file in report.signatureFiles { branches += file.defect.map { [branch(of: $0, entry: file.name)] } ?? [] }
    branches += report.findings.map { finding in
      let entry = finding.entry.map { "\(shown($0)): " } ?? ""
      let sign = finding.severity == .warning ? Standing.warning.sign + " " : ""
      return TextBranch(
        "\(sign)\(finding.code.rawValue): \(reader.wording.text(finding.code)) (\(entry)\(shown(finding.detail)))")
    }
    return branches
  }

  private func branch(of defect: XMLDefect, entry: String?) -> TextBranch {
    let place = [entry.map(shown), place(defect.line, nil)].compactMap(\.self).joined(separator: ", ")
    return TextBranch("\(defect.code): \(shown(defect.detail)) (\(place))")
  }

  private func branch(of signature: SignatureReport, number: Int?, in tree: XMLTree) -> TextBranch {
    let account = SignatureAccount(of: signature, for: reader)
    let heading = [label(.signature), number.map { String($0) }, signature.id.map { "“\(shown($0))”" }]
      .compactMap(\.self).joined(separator: " ")
    var branch = TextBranch(
      "\(account.standing.sign) \(heading): \(account.codes)",
      note: number == nil ? nil : note(account.headline, account.moment))
    let facts = extent == .details ? account.facts + account.technicalFacts : account.facts.filter(\.isEssential)
    if number != nil { branch.branches += account.explanation.map { self.branch($0) } }
    branch.branches += facts.map { self.branch($0) }
    branch.branches += account.remarks.map { TextBranch("! \($0.plain(for: reader))") }
    branch.branches.append(TextBranch("\(label(.steps))", branches: account.steps.map(self.branch)))
    if !signature.findings.isEmpty {
      branch.branches.append(
        TextBranch(label(.findings), branches: signature.findings.map { TextBranch(line(for: $0, in: tree)) }))
    }
    if extent == .details {
      branch.branches.append(
        TextBranch(label(.details), branches: signature.blocks.map { self.branch(of: $0, in: tree) }))
      branch.branches += chain(of: signature)
    }
    return branch
  }

  private func branch(_ fact: SignatureAccount.Fact) -> TextBranch {
    TextBranch("\(fact.label): \(fact.values.map { $0.plain(for: reader) }.joined(separator: ", "))")
  }

  private func branch(_ step: ReportStep) -> TextBranch {
    let isBrief = extent == .summary && step.standing == .passed
    let explanation = isBrief ? [] : step.explanation.map { $0.plain(for: reader) }
    let head = "\(step.standing.sign) \(step.title.plain(for: reader)): \(step.answer)"
    return TextBranch((explanation.isEmpty ? [head] : [head + "."] + explanation).joined(separator: " "))
  }

  private func branch(of block: BuildingBlock, in tree: XMLTree?) -> TextBranch {
    let subject = block.subject.map { " (\(shown($0)))" } ?? ""
    let title = "\(reader.wording.title(block.kind))\(subject)"
    return TextBranch(
      "\(Standing(block.outcome).sign) \(title) [\(block.kind.rawValue), \(block.kind.clause)]",
      branches: block.checks.map { branch(of: $0, in: tree) } + block.blocks.map { branch(of: $0, in: tree) })
  }

  private func branch(of check: Check, in tree: XMLTree?) -> TextBranch {
    let wording = reader.wording
    let codes = [check.name.rawValue, check.outcome.rawValue, check.subIndication?.rawValue].compactMap(\.self)
    var branch = TextBranch(
      "\(Standing(check.outcome).sign) \(wording.question(check.name)) \(wording.answer(check.outcome))",
      branches: [TextBranch("[\(codes.joined(separator: ", "))] \(shown(check.detail))")])
    if let tree, let node = check.finding?.node {
      branch.branches.append(TextBranch(place(tree.line(of: node), tree.path(of: node))))
    }
    branch.branches += check.evidence.map { piece in
      let line = EvidenceLine(piece, for: reader)
      return TextBranch("\(label(.evidence)). \(line.label): \(line.value.plain(for: reader))")
    }
    return branch
  }

  private func chain(of signature: SignatureReport) -> [TextBranch] {
    guard !signature.chain.isEmpty else { return [] }
    let names = signature.chain.enumerated().map { index, certificate in
      let isAnchor = index == signature.chain.count - 1
      return TextBranch(shown(certificate.subject.text) + (isAnchor ? " (\(label(.anchor)))" : ""))
    }
    return [TextBranch(label(.chain), branches: names)]
  }

  private func line(for finding: SignatureFinding, in tree: XMLTree) -> String {
    let position = finding.node.map { "; \(place(tree.line(of: $0), tree.path(of: $0)))" } ?? ""
    return "\(finding.code.rawValue): \(reader.wording.text(finding.code)) (\(shown(finding.detail))\(position))"
  }

  private func note(_ headline: ReportSentence, _ moment: ReportSentence?) -> String {
    [headline, moment].compactMap { $0?.plain(for: reader) }.joined(separator: " ")
  }

  private func time(of file: ReportedFile) -> String { reader.timeInFull(file.validationTime) }
  private func label(_ label: ReportLabel) -> String { reader.wording.label(label) }
  private func place(_ line: Int, _ path: String?) -> String {
    reader.wording.place(line: line, path: path).plain(for: reader)
  }
  private func shown(_ value: String) -> String { ReportSentence(value: value).plain(for: reader) }
}

extension XMLDefect {
  /// A document type declaration is outside the profile; anything else is broken.
  var core: CoreResult { kind == .doctype ? .unsupported : .invalid }
  var code: String { kind == .doctype ? "UNSUPPORTED" : "FORMAT_FAILURE" }
}
