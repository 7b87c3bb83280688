import FoundationEssentials

/// A report as one JSON object on one line, by building block: for programs, and to be kept with the document.
///
/// Keys are stable, and all of them are always there; codes are those of EN 319 102-1. Times are in UTC.
public struct ReportJSON: Sendable {
  public init() {}

  public func line(of file: ReportedFile) -> String { object(of: file).line }

  private func object(of file: ReportedFile) -> JSONValue {
    [
      "file": .string(file.name), "verdict": .string(file.verdict.rawValue),
      "validationTime": time(file.validationTime), "sha256": JSONValue(file.fingerprint),
      "signatures": .array(unreadable(in: file) + file.signatures.map(object)),
      "findings": .array(file.findings.map { object(of: $0.finding, in: $0.tree) }), "container": container(in: file),
    ]
  }

  private func object(of reported: ReportedSignature) -> JSONValue {
    let (signature, tree) = (reported.report, reported.tree)
    return [
      "id": JSONValue(signature.id), "core": .string(signature.core.rawValue),
      "indication": .string(signature.indication.rawValue),
      "subIndication": JSONValue(signature.subIndication?.rawValue), "level": .string(signature.level.rawValue),
      "algorithm": JSONValue(signature.algorithm?.name), "signer": signature.signer.map(object) ?? nil,
      "coverage": .string(signature.coverage.rawValue), "signingTime": JSONValue(signature.signingTime),
      "bestSignatureTime": signature.bestSignatureTime.map(time) ?? nil,
      "path": .string(tree.path(of: signature.node)), "policy": .string(signature.policy),
      "chain": .array(signature.chain.map(object)), "timeStamps": .array(signature.timeStamps.map(object)),
      "findings": .array(signature.findings.map { object(of: $0, in: tree) }),
      "blocks": .array(signature.blocks.map { object(of: $0, in: tree) }), "entry": JSONValue(reported.entry),
      "dataFiles": .array(reported.dataFiles.map(JSONValue.string)),
    ]
  }

  /// No signature of a document that cannot be read can be validated: one entry stands for them all.
  private func unreadable(in file: ReportedFile) -> [JSONValue] {
    switch file.content {
    case .defective(let defect): [signature(of: defect, entry: nil)]
    case .damaged(let defect):
      [unreadable(.invalid, code: "FORMAT_FAILURE", line: nil, detail: defect.description, entry: nil)]
    case .validated: []
    case .container(let report):
      report.signatureFiles.compactMap { file in file.defect.map { signature(of: $0, entry: file.name) } }
    }
  }

  private func signature(of defect: XMLDefect, entry: String?) -> JSONValue {
    unreadable(defect.core, code: defect.code, line: defect.line, detail: defect.detail, entry: entry)
  }

  private func unreadable(
    _ core: CoreResult, code: String, line: Int?, detail: String, entry: String?
  ) -> JSONValue {
    [
      "id": nil, "core": .string(core.rawValue), "indication": .string(Indication.totalFailed.rawValue),
      "subIndication": .string(SubIndication.formatFailure.rawValue), "level": nil, "algorithm": nil, "signer": nil,
      "coverage": .string(Coverage.none.rawValue), "signingTime": nil, "bestSignatureTime": nil, "path": nil,
      "policy": nil, "chain": [], "timeStamps": [],
      "findings": [
        ["code": .string(code), "line": JSONValue(line), "path": nil, "detail": .string(detail)]
      ], "blocks": [], "entry": JSONValue(entry), "dataFiles": [],
    ]
  }

  private func object(of finding: SignatureFinding, in tree: XMLTree?) -> JSONValue {
    [
      "code": .string(finding.code.rawValue), "line": JSONValue(finding.node.flatMap { tree?.line(of: $0) }),
      "path": JSONValue(finding.node.flatMap { tree?.path(of: $0) }), "detail": .string(finding.detail),
    ]
  }

  /// - Parameter tree: What the nodes of findings are in; nil where there are none.
  func object(of block: BuildingBlock, in tree: XMLTree?) -> JSONValue {
    [
      "kind": .string(block.kind.rawValue), "clause": .string(block.kind.clause),
      "subject": JSONValue(block.subject), "outcome": .string(block.outcome.rawValue),
      "checks": .array(block.checks.map { object(of: $0, in: tree) }),
      "blocks": .array(block.blocks.map { object(of: $0, in: tree) }),
    ]
  }

  private func object(of check: Check, in tree: XMLTree?) -> JSONValue {
    [
      "name": .string(check.name.rawValue), "outcome": .string(check.outcome.rawValue),
      "subIndication": JSONValue(check.subIndication?.rawValue),
      "finding": check.finding.map { object(of: $0, in: tree) } ?? nil, "detail": .string(check.detail),
      "evidence": .array(check.evidence.map(object)),
    ]
  }

  private func object(of evidence: Evidence) -> JSONValue {
    switch evidence {
    case .certificate(let certificate): ["kind": "certificate", "certificate": object(of: certificate)]
    case .revocation(let record): ["kind": "revocation", "revocation": object(of: record)]
    case .timeStamp(let record): ["kind": "timeStamp", "timeStamp": object(of: record)]
    case .time(let moment): ["kind": "time", "time": time(moment)]
    case .revoked(let since, let reason):
      ["kind": "revoked", "since": time(since), "reason": JSONValue(reason?.rawValue)]
    }
  }

  private func object(of certificate: CertificateRecord) -> JSONValue {
    [
      "subject": .string(certificate.subject.text), "issuer": .string(certificate.issuer.text),
      "serialNumber": .string(certificate.serialNumberText), "notBefore": time(certificate.notBefore),
      "notAfter": time(certificate.notAfter), "sha256": .string(certificate.fingerprint),
    ]
  }

  private func object(of record: RevocationRecord) -> JSONValue {
    [
      "form": .string(record.kind.rawValue), "origin": origin(record.origin), "issuer": .string(record.issuer),
      "thisUpdate": time(record.thisUpdate), "nextUpdate": record.nextUpdate.map(time) ?? nil,
      "producedAt": time(record.producedAt), "sha256": .string(record.digest),
    ]
  }

  private func origin(_ origin: RevocationRecord.Origin) -> JSONValue {
    switch origin {
    case .signature: ["kind": "signature", "address": nil]
    case .timeStamp: ["kind": "timeStamp", "address": nil]
    case .trustFolder: ["kind": "trustFolder", "address": nil]
    case .source(let address): ["kind": "source", "address": .string(address)]
    }
  }

  func object(of record: TimeStampRecord) -> JSONValue {
    [
      "time": time(record.time), "authority": JSONValue(record.authority),
      "serialNumber": .string(record.serialNumber), "policy": .string(record.policy),
    ]
  }

  private func time(_ date: Date) -> JSONValue { .string(date.formatted(.iso8601)) }
}
