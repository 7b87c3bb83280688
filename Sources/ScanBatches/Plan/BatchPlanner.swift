import Crypto
package import Filing
import Foundation
package import Intake
package import ScanInspection

/// Finds the documents in a scanner's folder: what the index lists, what has its case in its name, and what lies between
/// separator sheets. What belongs nowhere is named; nothing is guessed.
package struct BatchPlanner {
  private let policy: ScanPolicy
  private let severities: SeverityPolicy
  private let largestFile: Int64
  private let inspector: ScanInspector

  package init(_ policy: ScanPolicy, severities: SeverityPolicy, largestFile: Int64, tools: ScanTools) {
    (self.policy, self.severities, self.largestFile) = (policy, severities, largestFile)
    var inspector = ScanInspector(tools)
    inspector.coarsest = policy.coarsest
    self.inspector = inspector
  }

  package func plan(_ path: String) throws -> BatchPlan {
    let folder = try ScanFolder(at: path, index: policy.index.fileName, limit: largestFile)
    let index = folder.index.map { ScanIndex($0, policy.index) }
    let rows = Dictionary((index?.rows ?? []).map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    var draft = Draft(split: try WorkFolder(), findings: index?.findings ?? [])
    var stack: [(file: ScannedFile, report: ScanReport)] = []
    let reports = try reports(of: folder.files) { rows[$0.name] == nil && CaseInName($0.name) == nil }
    for (file, report) in zip(folder.files, reports) {
      if let row = rows[file.name] {
        draft.documents.append(listed(file, row, report))
      } else if let named = CaseInName(file.name) {
        draft.documents.append(self.named(file, named, report))
      } else {
        stack.append((file, report))
      }
    }
    let present = Set(folder.files.map(\.name))
    for row in (index?.rows ?? []) where !present.contains(row.file) {
      draft.documents.append(missing(row))
    }
    draft.findings += folder.others.map { unassigned($0, "it is no file") }
    try take(stack, into: &draft)
    return BatchPlan(
      documents: draft.documents, findings: draft.findings.map { $0.graded(by: severities) }, folder: folder,
      split: draft.split)
  }

  private struct Draft {
    let split: WorkFolder
    var documents: [PlannedDocument] = []
    var findings: [Finding]
  }

  /// In the order of the files. One with which something is wrong at first sight is shown to no other program.
  private func reports(of files: [ScannedFile], readingCodes: (ScannedFile) -> Bool) throws -> [ScanReport] {
    var reports = files.map { _ in ScanReport() }
    var tasks: [ScanInspector.Task] = []
    var places: [Int] = []
    for (place, file) in files.enumerated() {
      guard let kind = file.kind, !file.findings.contains(where: { $0.severity.blocks }) else { continue }
      let scan = Scan(path: file.path, name: file.name, kind: kind)
      tasks.append(ScanInspector.Task(scan, readingCodes: readingCodes(file)))
      places.append(place)
    }
    for (place, report) in zip(places, try inspector.inspect(tasks)) { reports[place] = report }
    for (place, file) in files.enumerated() { reports[place].findings = file.findings + reports[place].findings }
    return reports
  }

  private func unassigned(_ name: String, _ detail: String) -> Finding {
    Finding(.scanNotListed, at: SourceLocation(file: name), ["name": name, "detail": detail])
  }

  // MARK: A file a document

  private func listed(_ file: ScannedFile, _ row: ScanIndex.Row, _ report: ScanReport) -> PlannedDocument {
    var findings = report.findings
    let place = SourceLocation(file: policy.index.fileName, line: row.line)
    let (type, typeFindings) = documentType(row, at: place)
    findings += typeFindings
    if CaseNumber(row.caseNumber) == nil {
      findings.append(Finding(.caseNumberMalformed, at: place, ["value": row.caseNumber]))
    }
    if let stated = row.pages, let found = report.pageCount, stated != found {
      findings.append(
        Finding(
          .scanPageCountDiffers, at: place, ["name": file.name, "stated": "\(stated)", "found": "\(found)"]))
    }
    return document(file, report, row.caseNumber, type, row.title, findings)
  }

  private func documentType(_ row: ScanIndex.Row, at place: SourceLocation) -> (code: String, findings: [Finding]) {
    guard let stated = row.documentType else { return (policy.documentType, []) }
    guard let type = DocumentTypes.type(named: stated) else {
      return (stated, [Finding(.documentTypeUnknown, at: place, ["value": stated])])
    }
    return (type.code, [])
  }

  private func named(_ file: ScannedFile, _ name: CaseInName, _ report: ScanReport) -> PlannedDocument {
    document(
      file, report, name.number.text, name.documentType ?? policy.documentType, name.title, report.findings)
  }

  private func document(
    _ file: ScannedFile, _ report: ScanReport, _ caseNumber: String, _ type: String, _ title: String?,
    _ findings: [Finding]
  ) -> PlannedDocument {
    PlannedDocument(
      name: file.name, place: file.name, caseNumber: caseNumber, documentType: type, title: title,
      pages: report.pageCount, files: whole(file, report).map { [$0] } ?? [],
      findings: findings.map { $0.graded(by: severities) })
  }

  private func whole(_ file: ScannedFile, _ report: ScanReport) -> PlannedDocument.File? {
    guard let kind = file.kind, let pages = report.pageCount else { return nil }
    return PlannedDocument.File(
      name: file.name, mediaType: kind.rawValue, pages: pages, path: file.path, size: file.size, hash: file.hash)
  }

  private func missing(_ row: ScanIndex.Row) -> PlannedDocument {
    let place = SourceLocation(file: policy.index.fileName, line: row.line)
    return PlannedDocument(
      name: row.file, place: "–", caseNumber: row.caseNumber, documentType: row.documentType ?? policy.documentType,
      title: row.title, pages: nil, files: [], findings: [Finding(.documentFileMissing, at: place, ["name": row.file])])
  }

  // MARK: Between separators

  /// Files that nobody assigned are one stack, in the order of their names.
  private func take(_ files: [(file: ScannedFile, report: ScanReport)], into draft: inout Draft) throws {
    for (file, report) in files where report.pageCount == nil || report.isUnusable {
      draft.findings += report.findings
      if !report.findings.contains(where: { $0.severity.blocks }) {
        draft.findings.append(unassigned(file.name, "its pages could not be counted"))
      }
    }
    let stack = Stack(
      files.flatMap { file, report -> [Stack.Page] in
        guard let count = report.pageCount, !report.isUnusable else {
          return [Stack.Page(file: file.name, number: 1, codes: nil)]
        }
        return (1...count).map { Stack.Page(file: file.name, number: $0, codes: report.codes[$0] ?? []) }
      })
    let byName = Dictionary(uniqueKeysWithValues: files.map { ($0.file.name, $0) })
    for document in stack.documents {
      draft.documents.append(try between(document, byName, draft.split, number: draft.documents.count))
    }
    draft.findings += stack.loose.map { unassigned($0.file, "\($0.text): no separator stands before them") }
  }

  private func between(
    _ document: Stack.Document, _ files: [String: (file: ScannedFile, report: ScanReport)], _ split: WorkFolder,
    number: Int
  ) throws -> PlannedDocument {
    let code = document.separator
    let name = "separator \(code.number)/\(code.total) \(code.series)"
    var findings =
      document.doubt.map {
        [Finding(.scanSeparatorUncertain, ["name": name, "detail": $0])]
      } ?? []
    var parts: [PlannedDocument.File] = []
    for (index, part) in document.parts.enumerated() {
      guard let (file, report) = files[part.file] else { continue }
      findings += report.findings.filter { finding in finding.page.map(part.pages.contains) ?? true }
      guard document.doubt == nil else { continue }
      if part.pages.count == report.pageCount {
        whole(file, report).map { parts.append($0) }
      } else if let cut = try cut(part, out: file, into: split, as: "\(number)-\(index + 1)") {
        parts.append(cut)
      } else {
        findings.append(
          Finding(.scanFileBroken, ["name": part.file, "detail": "\(part.text) cannot be taken out of it"]))
      }
    }
    return PlannedDocument(
      name: name, place: document.place, caseNumber: code.caseNumber.text, documentType: code.documentType,
      title: nil, pages: document.parts.reduce(0) { $0 + $1.pages.count }, files: parts,
      findings: findings.map { $0.graded(by: severities) })
  }

  /// Pages out of a file as a file of their own, the same octets every time; their pictures stay as they are.
  private func cut(
    _ part: FilePages, out file: ScannedFile, into folder: WorkFolder, as name: String
  ) throws -> PlannedDocument.File? {
    let run: LimitedRun?
    let ending: String
    switch file.kind {
    case .pdf:
      ending = "pdf"
      let pages = "\(part.pages.lowerBound)-\(part.pages.upperBound)"
      run = try inspector.tools.run(
        .qpdf,
        [
          "--deterministic-id", "--warning-exit-0", "--empty", "--pages", file.path, pages, "--",
          "\(folder.path)/\(name).pdf",
        ],
        in: folder)
    case .tiff:
      ending = "tif"
      let pages = part.pages.map { "\($0 - 1)" }.joined(separator: ",")
      run = try inspector.tools.run(.tiffcp, ["\(file.path),\(pages)", "\(folder.path)/\(name).tif"], in: folder)
    case .jpeg, nil: return nil
    }
    guard run?.ending == .exited(0), let kind = file.kind,
      let octets = FileManager.default.contents(atPath: "\(folder.path)/\(name).\(ending)")
    else { return nil }
    return PlannedDocument.File(
      name: "\(name).\(ending)", mediaType: kind.rawValue, pages: part.pages.count,
      path: "\(folder.path)/\(name).\(ending)", size: Int64(octets.count),
      hash: ContentHash(SHA256.hash(data: octets)))
  }
}
