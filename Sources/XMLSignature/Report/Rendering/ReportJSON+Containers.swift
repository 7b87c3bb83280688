extension ReportJSON {
  /// What a line says of a container beside its signatures; null for other files.
  func container(in file: ReportedFile) -> JSONValue {
    guard case .container(let report) = file.content else { return nil }
    return [
      "kind": .string(report.kind.name), "dataFiles": .array(report.dataFiles.map(object)),
      "timeStamps": .array(report.timeStamps.map(object)), "findings": .array(report.findings.map(object)),
    ]
  }

  private func object(of file: ContainerReport.DataFileReport) -> JSONValue {
    [
      "name": .string(file.name), "mediaType": JSONValue(file.mediaType), "size": JSONValue(file.size),
      "signatures": .array(file.signatures.map { ["entry": .string($0.file), "index": JSONValue($0.index)] }),
      "timeStamps": .array(file.timeStamps.map(JSONValue.string)),
    ]
  }

  private func object(of report: ContainerTimeStampReport) -> JSONValue {
    [
      "entry": .string(report.name), "core": .string(report.core.rawValue),
      "indication": .string(report.indication.rawValue), "subIndication": JSONValue(report.subIndication?.rawValue),
      "dataFiles": .array(report.dataFiles.map(JSONValue.string)), "timeStamp": report.record.map(object) ?? nil,
      "block": object(of: report.block, in: nil),
    ]
  }

  private func object(of finding: ContainerFinding) -> JSONValue {
    [
      "code": .string(finding.code.rawValue), "severity": .string(finding.severity.rawValue),
      "entry": JSONValue(finding.entry), "detail": .string(finding.detail),
    ]
  }
}
