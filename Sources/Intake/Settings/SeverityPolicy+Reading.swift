import Filing

extension SeverityPolicy {
  /// Codes with the severities that the operator gives them.
  init(_ value: YAMLValue) {
    var overrides: [FindingCode: Severity] = [:]
    for (name, value) in value.named ?? [] {
      guard let code = FindingCode(rawValue: name) else {
        value.report(.keyUnknown(nearest: NearestName.of(name, among: FindingCode.allCases.map(\.rawValue))))
        continue
      }
      guard let severity = value.choice(of: Severity.self) else { continue }
      // What cannot be processed does not become processable by being called a warning, nor what is unproven proven.
      let isFatal = FindingCatalogue.entry(for: code).severity == .fatal
      if (isFatal && severity != .fatal) || (code.isAboutProof && !severity.blocks) {
        value.report(.severityTooLow(code))
      }
      overrides[code] = severity
    }
    self.init(overrides: overrides)
  }
}
