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

  package let found: FoundDocument
  /// A code of the catalogue, unless a finding says that there is none such.
  package let documentType: String
  /// Nil where they could not be counted.
  package let pages: Int?
  package let files: [File]
  package let findings: [Finding]

  package var id: String { found.id }

  /// Whether it can be sealed. What no program could count or cut is not.
  package var isGood: Bool { !found.isSetAside && !files.isEmpty && !findings.contains { $0.severity.blocks } }
}

/// What would become of a folder.
package struct BatchPlan: Sendable {
  package let documents: [PlannedDocument]
  /// What is wrong with the index, and what of the folder is in no document.
  package let findings: [Finding]
  /// The copies, for as long as the plan lives.
  let folder: ScanFolder
  let split: WorkFolder

  package var isClean: Bool {
    findings.allSatisfy { !$0.severity.blocks } && documents.allSatisfy { $0.isGood || $0.found.isSetAside }
  }
}
