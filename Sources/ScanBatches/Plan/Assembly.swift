import Crypto
import Filing
import Foundation
import Intake
import ScanInspection

/// Checks found documents against the pages that they are made of, and cuts out those that are good.
struct Assembly {
  let policy: ScanPolicy
  let severities: SeverityPolicy
  let tools: ScanTools
  /// Holds the pages that are cut out.
  let split: WorkFolder
  private let files: [String: ScannedFile]
  private let reports: [String: ScanReport]

  init(
    policy: ScanPolicy, severities: SeverityPolicy, files: [ScannedFile], reports: [String: ScanReport],
    tools: ScanTools, split: WorkFolder
  ) {
    (self.policy, self.severities, self.reports) = (policy, severities, reports)
    (self.tools, self.split) = (tools, split)
    self.files = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Throws: `ScanFailure`.
  func documents(of found: [FoundDocument]) throws -> [PlannedDocument] {
    try found.enumerated().map { try document($1, number: $0 + 1) }
  }

  private func document(_ found: FoundDocument, number: Int) throws -> PlannedDocument {
    let (type, typeFinding) = documentType(of: found)
    var findings = (contentFindings(of: found) + [typeFinding].compactMap { $0 }).map { $0.graded(by: severities) }
    var parts: [PlannedDocument.File] = []
    if !found.isSetAside, !findings.contains(where: { $0.severity.blocks }) {
      for (index, part) in found.parts.enumerated() {
        guard let file = files[part.file] else { continue }
        if part.pages.count == reports[part.file]?.pageCount {
          whole(file, pages: part.pages.count).map { parts.append($0) }
        } else if let cut = try cut(part, out: file, as: "\(number)-\(index + 1)") {
          parts.append(cut)
        } else {
          let detail = "\(part.text) cannot be taken out of it"
          findings.append(Finding(.scanFileBroken, ["name": part.file, "detail": detail]).graded(by: severities))
        }
      }
    }
    return PlannedDocument(
      found: found, documentType: type, pages: pageCount(of: found), files: parts, findings: findings)
  }

  private func pageCount(of found: FoundDocument) -> Int? {
    switch found.content {
    case .pages(let parts): parts.reduce(0) { $0 + $1.pages.count }
    case .unreadable(let file): reports[file]?.pageCount
    case .missing: nil
    }
  }

  // MARK: What is wrong

  private func contentFindings(of found: FoundDocument) -> [Finding] {
    var findings: [Finding] = []
    if let doubt = found.doubt {
      findings.append(Finding(.scanSeparatorUncertain, ["name": found.id, "detail": doubt]))
    }
    findings += caseFindings(of: found)
    switch found.content {
    case .pages(let parts):
      for part in parts {
        let ofFile = reports[part.file]?.findings ?? []
        findings += ofFile.filter { finding in finding.page.map(part.pages.contains) ?? true }
      }
      let count = parts.reduce(0) { $0 + $1.pages.count }
      if let stated = found.statedPages, stated != count {
        findings.append(
          Finding(
            .scanPageCountDiffers, at: place(of: found),
            ["name": found.id, "stated": "\(stated)", "found": "\(count)"]))
      }
    case .unreadable(let file):
      findings += reports[file]?.findings ?? []
      // Where somebody said what it is, that no program could check it is said already.
      if found.source == .nobody, !findings.contains(where: { $0.severity.blocks }) {
        findings.append(unassigned(file, "its pages could not be counted"))
      }
    case .missing(let file): findings.append(Finding(.documentFileMissing, at: place(of: found), ["name": file]))
    }
    return findings
  }

  private func caseFindings(of found: FoundDocument) -> [Finding] {
    guard let number = found.caseNumber else {
      // Of a file that does not open, that is enough to say.
      guard case .pages(let parts) = found.content else { return [] }
      let detail =
        found.source == .nobody ? "no separator stands before them" : "nobody said to which case they belong"
      return [unassigned(parts.first?.file ?? found.id, "\(found.place): \(detail)")]
    }
    return CaseNumber(number) == nil ? [Finding(.caseNumberMalformed, at: place(of: found), ["value": number])] : []
  }

  private func documentType(of found: FoundDocument) -> (code: String, finding: Finding?) {
    guard let stated = found.documentType else { return (policy.documentType, nil) }
    guard let type = DocumentTypes.type(written: stated) else {
      return (stated, Finding(.documentTypeUnknown, at: place(of: found), ["value": stated]))
    }
    return (type.code, nil)
  }

  private func unassigned(_ name: String, _ detail: String) -> Finding {
    Finding(.scanNotListed, at: SourceLocation(file: name), ["name": name, "detail": detail])
  }

  private func place(of found: FoundDocument) -> SourceLocation? {
    guard case .row(let line) = found.source else { return nil }
    return SourceLocation(file: policy.index.fileName, line: line)
  }

  // MARK: Pages as files

  private func whole(_ file: ScannedFile, pages: Int) -> PlannedDocument.File? {
    guard let kind = file.kind else { return nil }
    return PlannedDocument.File(
      name: file.name, mediaType: kind.rawValue, pages: pages, path: file.path, size: file.size, hash: file.hash)
  }

  /// Pages out of a file as a file of their own, the same octets every time; their pictures stay as they are.
  private func cut(_ part: FilePages, out file: ScannedFile, as name: String) throws -> PlannedDocument.File? {
    let run: LimitedRun?
    let ending: String
    switch file.kind {
    case .pdf:
      ending = "pdf"
      let pages = "\(part.pages.lowerBound)-\(part.pages.upperBound)"
      run = try tools.run(
        .qpdf,
        [
          "--deterministic-id", "--warning-exit-0", "--empty", "--pages", file.path, pages, "--",
          "\(split.path)/\(name).pdf",
        ],
        in: split)
    case .tiff:
      ending = "tif"
      let pages = part.pages.map { "\($0 - 1)" }.joined(separator: ",")
      run = try tools.run(.tiffcp, ["\(file.path),\(pages)", "\(split.path)/\(name).tif"], in: split)
    case .jpeg, nil: return nil
    }
    guard run?.ending == .exited(0), let kind = file.kind,
      let octets = FileManager.default.contents(atPath: "\(split.path)/\(name).\(ending)")
    else { return nil }
    return PlannedDocument.File(
      name: "\(name).\(ending)", mediaType: kind.rawValue, pages: part.pages.count,
      path: "\(split.path)/\(name).\(ending)", size: Int64(octets.count),
      hash: ContentHash(SHA256.hash(data: octets)))
  }
}
