import Filing
import XMLSignature

/// Findings as commands print them.
enum FindingReport {
  static func json(_ finding: Finding) -> JSONValue {
    let english = finding.text(in: .english)
    let azerbaijani = finding.text(in: .azerbaijani)
    return [
      "code": .string(finding.code.rawValue), "severity": .string(finding.severity.rawValue),
      "file": JSONValue(finding.location?.file), "line": JSONValue(finding.location?.line),
      "path": JSONValue(finding.location?.path),
      "arguments": .object(finding.arguments.map { ($0.name, .string($0.value)) }),
      "en": ["cause": .string(english.cause), "remedy": .string(english.remedy)],
      "az": ["cause": .string(azerbaijani.cause), "remedy": .string(azerbaijani.remedy)],
    ]
  }

  /// Three lines: what and where, why, and what to do.
  static func text(_ finding: Finding) -> String {
    let place = [
      finding.location?.file, finding.location?.line.map { "line \($0)" }, finding.location?.path,
    ].compactMap(\.self).joined(separator: ", ")
    let text = finding.text(in: .english)
    let head = "\(finding.severity.rawValue)  \(finding.code.rawValue)" + (place.isEmpty ? "" : "  (\(place))")
    return "\(head)\n    \(text.cause)\n    → \(text.remedy)"
  }
}
