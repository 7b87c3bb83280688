import Filing

/// Why, where, and what to do: first what decided, then what else is worth knowing.
extension NoticeText {
  func appendFindings(to octets: inout NoticeOctets) {
    // What a duplicate or a conflict is, and what to do, the notice itself says; it need not be read twice.
    // What a clerk let pass, the clerk's own finding says; its remedy, to wait for the clerk, is past.
    let findings = page.findings.filter {
      $0.code != .submissionDuplicate && $0.code != .submissionConflict && !page.isOverridden($0)
    }
    let decidesByWeight = findings.contains { $0.severity.blocks }
    // Where nothing weighs enough by itself, everything is a reason to wait.
    let isReason: (Finding) -> Bool =
      switch page.kind {
      case .received, .registered, .duplicate, .conflict, .recorded, .served, .digest, .circulated, .corrected,
        .head:
        { _ in false }
      case .rejected, .quarantined, .deferred, .held, .ordered: { $0.severity.blocks || !decidesByWeight }
      }
    append(findings.filter(isReason), under: phrases.reasons, to: &octets)
    append(findings.filter { !isReason($0) }, under: phrases.remarks, to: &octets)
  }

  private func append(_ findings: [Finding], under heading: String, to octets: inout NoticeOctets) {
    guard !findings.isEmpty else { return }
    octets.append("\n\(heading) (\(findings.count)):\n")
    for (index, finding) in findings.enumerated() {
      let text = finding.text(in: phrases.language)
      let title = FindingCatalogue.entry(for: finding.code).text(in: phrases.language).title
      octets.append("\(index + 1). \(phrases.name(finding.severity)): \(title) [\(finding.code.rawValue)]\n")
      octets.append("   \(phrases.what): ")
      octets.append(value: text.cause, limit: .max)
      octets.append("\n   \(phrases.place): ")
      append(finding.location, to: &octets)
      octets.append("\n   \(phrases.remedy): ")
      octets.append(value: text.remedy, limit: .max)
      octets.append("\n")
    }
  }

  private func append(_ location: SourceLocation?, to octets: inout NoticeOctets) {
    var parts: [String] = []
    if let file = location?.file { parts.append("\(phrases.file) \(CardNumber.masked(in: file))") }
    if let line = location?.line { parts.append("\(phrases.line) \(line)") }
    if let path = location?.path { parts.append(path) }
    if parts.isEmpty { parts.append(phrases.wholePackage) }
    for (index, part) in parts.enumerated() {
      if index > 0 { octets.append(", ") }
      octets.append(value: part)
    }
  }
}
