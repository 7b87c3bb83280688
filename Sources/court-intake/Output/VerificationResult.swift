import XMLSignature

/// What `verify` prints of one file.
struct VerificationResult {
  enum Content {
    /// The document cannot be read, so that no signature in it can be.
    case defective(XMLDefect)
    case validated(ValidationReport, XMLTree)
  }

  let file: String
  let content: Content

  var verdict: ValidationReport.Verdict {
    switch content {
    case .defective: .failed
    case .validated(let report, _): report.verdict
    }
  }

  /// One object as DESIGN.md §7 states it.
  var json: JSONValue {
    switch content {
    case .defective(let defect):
      [
        "file": .string(file), "verdict": .string(verdict.rawValue),
        "signatures": [
          [
            "id": nil, "core": .string(defect.core.rawValue), "indication": "TOTAL-FAILED",
            "subIndication": "FORMAT_FAILURE", "level": nil, "signer": nil, "coverage": "NONE", "signingTime": nil,
            "bestSignatureTime": nil,
            "findings": [
              ["code": .string(defect.code), "line": .number(Int64(defect.line)), "detail": .string(defect.detail)]
            ],
          ]
        ], "findings": [],
      ]
    case .validated(let report, let tree):
      [
        "file": .string(file), "verdict": .string(verdict.rawValue),
        "signatures": .array(report.signatures.map { json(of: $0, in: tree) }),
        "findings": .array(report.findings.map { json(of: $0, in: tree) }),
      ]
    }
  }

  private func json(of signature: SignatureReport, in tree: XMLTree) -> JSONValue {
    [
      "id": JSONValue(signature.id), "core": .string(signature.core.rawValue),
      "indication": .string(signature.indication.rawValue),
      "subIndication": JSONValue(signature.subIndication?.rawValue), "level": .string(signature.level.rawValue),
      "algorithm": JSONValue(signature.algorithm?.name), "signer": signature.signer.map(json) ?? nil,
      "coverage": .string(signature.coverage.rawValue), "signingTime": JSONValue(signature.signingTime),
      "bestSignatureTime": JSONValue(signature.bestSignatureTime.map { $0.formatted(.iso8601) }), "path": .string(tree.path(of: signature.node)),
      "findings": .array(signature.findings.map { json(of: $0, in: tree) }),
    ]
  }

  private func json(of signer: CertificateRecord) -> JSONValue {
    [
      "subject": .string(signer.subject.text), "issuer": .string(signer.issuer.text),
      "serialNumber": .string(signer.serialNumberText),
    ]
  }

  private func json(of finding: SignatureFinding, in tree: XMLTree) -> JSONValue {
    [
      "code": .string(finding.code.rawValue), "line": JSONValue(finding.node.map { tree.line(of: $0) }),
      "path": JSONValue(finding.node.map { tree.path(of: $0) }), "detail": .string(finding.detail),
    ]
  }

  /// For people: the verdict, and under it each signature with what was found.
  var tree: String {
    var lines = ["\(verdict.rawValue)  \(file)"]
    switch content {
    case .defective(let defect):
      lines.append("└─ \(defect.code) in line \(defect.line): \(defect.detail)")
    case .validated(let report, let tree):
      if report.signatures.isEmpty { lines.append("└─ there is no signature in this document") }
      let branches =
        report.signatures.map { branch(of: $0, in: tree) } + report.findings.map { [text(of: $0, in: tree)] }
      for (index, branch) in branches.enumerated() {
        let isLast = index == branches.count - 1
        lines.append((isLast ? "└─ " : "├─ ") + branch[0])
        lines += branch.dropFirst().map { (isLast ? "   " : "│  ") + $0 }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func branch(of signature: SignatureReport, in tree: XMLTree) -> [String] {
    let status = [signature.indication.rawValue, signature.subIndication?.rawValue].compactMap(\.self)
    var lines = [
      "signature \(signature.id ?? tree.path(of: signature.node)): \(status.joined(separator: " / "))",
      "  core \(signature.core.rawValue), coverage \(signature.coverage.rawValue), \(signature.level.rawValue)"
        + (signature.algorithm.map { ", \($0.name)" } ?? ""),
    ]
    if let signer = signature.signer {
      lines.append("  signer  \(signer.subject.text)")
      lines.append("  issuer  \(signer.issuer.text), serial \(signer.serialNumberText)")
    }
    if let time = signature.signingTime { lines.append("  signed  \(time) (the signer's claim)") }
    return lines + signature.findings.map { "  • " + text(of: $0, in: tree) }
  }

  private func text(of finding: SignatureFinding, in tree: XMLTree) -> String {
    let place = finding.node.map { " (line \(tree.line(of: $0)), \(tree.path(of: $0)))" } ?? ""
    return "\(finding.code.rawValue): \(finding.detail)\(place)"
  }
}

extension XMLDefect {
  /// A document type declaration is outside the profile; anything else is broken.
  fileprivate var core: CoreResult { kind == .doctype ? .unsupported : .invalid }
  fileprivate var code: String { kind == .doctype ? "UNSUPPORTED" : "FORMAT_FAILURE" }
}
