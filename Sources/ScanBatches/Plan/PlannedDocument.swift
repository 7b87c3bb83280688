package import Filing
import ScanInspection

/// One document of a folder, as it would be sent.
package struct PlannedDocument: Sendable {
  /// One file of the package.
  package struct File: Sendable {
    package let name: String
    package let mediaType: String
    package let pages: Int
    /// Where its octets are.
    package let path: String
    package let size: Int64
    package let hash: ContentHash
  }

  /// For people: the file's name, or the separator's number.
  package let name: String
  package let place: String
  package let caseNumber: String
  package let documentType: String
  package let title: String?
  /// Nil where they could not be counted.
  package let pages: Int?
  package let files: [File]
  package private(set) var findings: [Finding]

  init(
    name: String, place: String, caseNumber: String, documentType: String, title: String?, pages: Int?,
    files: [File], findings: [Finding]
  ) {
    (self.name, self.place, self.caseNumber, self.documentType) = (name, place, caseNumber, documentType)
    (self.title, self.pages, self.files, self.findings) = (title, pages, files, findings)
  }

  /// Whether it can be sealed. What no program could count or cut is not.
  package var isGood: Bool { !files.isEmpty && !findings.contains { $0.severity.blocks } }
}

/// What would become of a folder.
package struct BatchPlan: Sendable {
  package let documents: [PlannedDocument]
  /// What belongs to no document, and what is wrong with the index.
  package let findings: [Finding]
  /// The copies, for as long as the plan lives.
  let folder: ScanFolder
  let split: WorkFolder

  package var isClean: Bool { findings.allSatisfy { !$0.severity.blocks } && documents.allSatisfy(\.isGood) }
}
