/// What a report tells of one time-stamp of a container.
struct ContainerTimeStampAccount {
  let standing: Standing
  /// Name of its file.
  let name: ReportSentence
  /// Indication and sub-indication, as programs know them.
  let codes: String
  let facts: [SignatureAccount.Fact]

  init(of report: ContainerTimeStampReport, for reader: ReportReader) {
    let wording = reader.wording
    standing = Standing(report.indication)
    name = ReportSentence(value: report.name)
    codes = [report.indication.rawValue, report.subIndication?.rawValue].compactMap(\.self).joined(separator: " / ")
    var facts: [SignatureAccount.Fact] = []
    func note(_ label: ReportLabel, _ values: [ReportSentence]) {
      facts.append(SignatureAccount.Fact(label: wording.label(label), values: values))
    }
    if let reason = report.subIndication { note(.why, [ReportSentence(words: wording.account(of: reason).cause)]) }
    if let record = report.record {
      note(.time, [ReportSentence(words: reader.time(record.time))])
      if let authority = record.authority { note(.authority, [ReportSentence(value: authority)]) }
    }
    if !report.dataFiles.isEmpty { note(.dataFiles, report.dataFiles.map { ReportSentence(value: $0) }) }
    self.facts = facts
  }
}
