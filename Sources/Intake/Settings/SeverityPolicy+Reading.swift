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
      // What cannot be processed does not become processable by being called a warning.
      if FindingCatalogue.entry(for: code).severity == .fatal, severity != .fatal {
        value.report(.severityOfFatalLowered(code))
      }
      overrides[code] = severity
    }
    self.init(overrides: overrides)
  }
}
