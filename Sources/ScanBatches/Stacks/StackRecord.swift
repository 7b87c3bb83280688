package import Filing
import FilingStore
package import Foundation
package import Intake

/// What was found in a stack and became of it, as of the decisions that were carried out. All of it can be made anew from the
/// stack's files, its decisions and the register.
package struct StackRecord: Codable, Sendable {
  package struct Document: Codable, Sendable {
    package let found: FoundDocument
    package let documentType: String
    package let pages: Int?
    let recordedFindings: [RecordedFinding]
    package internal(set) var sent: Sent?

    package var findings: [Finding] { recordedFindings.map(\.finding) }
  }

  /// A document that was sealed and put into the channel, or is about to be.
  package struct Sent: Codable, Sendable, Hashable {
    /// The package's message id, and its name in the channel.
    package let messageID: String
    package let at: Instant
    /// The last package that had arrived before.
    let after: Int64?
    /// False while it is about to be put there.
    var isInChannel: Bool
    /// Nil until it has arrived.
    package internal(set) var package: Int64?
  }

  let carriedOut: Int
  package internal(set) var documents: [Document]
  private let recordedFindings: [RecordedFinding]
  /// Of the index, and of what is in no document.
  package var findings: [Finding] { recordedFindings.map(\.finding) }

  init(_ plan: BatchPlan, carriedOut: Int) {
    self.carriedOut = carriedOut
    documents = plan.documents.map { document in
      Document(
        found: document.found, documentType: document.documentType, pages: document.pages,
        recordedFindings: document.findings.map(RecordedFinding.init), sent: nil)
    }
    recordedFindings = plan.findings.map(RecordedFinding.init)
  }

  /// The documents about which nothing can be decided any more: they are in the register, or the intake is about to decide.
  ///
  /// - Parameter fates: By their ids.
  package func closed(_ fates: [String: StackFate]) -> Set<String> {
    Set(documents.filter { $0.sent != nil && !(fates[$0.found.id]?.isRefused ?? false) }.map(\.found.id))
  }
}

/// A finding as it is kept in a file.
struct RecordedFinding: Codable, Sendable {
  private let code: String
  private let severity: String
  private let file: String?
  private let line: Int?
  private let arguments: [[String]]

  init(_ finding: Finding) {
    (code, severity) = (finding.code.rawValue, finding.severity.rawValue)
    (file, line) = (finding.location?.file, finding.location?.line)
    arguments = finding.arguments.map { [$0.name, $0.value] }
  }

  /// One whose code is of another version of this program says at least that something is wrong.
  var finding: Finding {
    Finding(
      recorded: FindingCode(rawValue: code) ?? .scanNotChecked, severity: Severity(rawValue: severity) ?? .error,
      location: file == nil && line == nil ? nil : SourceLocation(file: file, line: line),
      arguments: arguments.filter { $0.count == 2 }.map { Finding.Argument($0[0], $0[1]) })
  }
}

extension StoredStack {
  private static var recordName: Intake.FileName { .ofOurs("record.json") }
  private static var picturesName: Intake.FileName { .ofOurs("pictures.json") }

  /// Nil before the first round has seen it, and where it is of another version of this program: it is made anew then.
  package func record() throws -> StackRecord? {
    try octets(of: Self.recordName).flatMap { try? JSONDecoder().decode(StackRecord.self, from: $0) }
  }

  func write(_ record: StackRecord) throws { try replace(Self.recordName, with: JSONEncoder.sorted.encode(record)) }

  /// Pages drawn small, by `PagePlace.text`.
  package func pictures() throws -> [String: Data] {
    try octets(of: Self.picturesName).flatMap { try? JSONDecoder().decode([String: Data].self, from: $0) } ?? [:]
  }

  func write(pictures: [String: Data]) throws {
    try replace(Self.picturesName, with: JSONEncoder.sorted.encode(pictures))
  }

  /// What persons decided, in order.
  /// - Throws: ``StackDefect`` where somebody has been at the files.
  package func stackDecisions() throws -> [StackDecision] {
    try decisions().enumerated().map { index, octets in
      do {
        return try JSONDecoder().decode(StackDecision.self, from: octets)
      } catch {
        throw StackDefect(path: "stacks/\(id)", file: "decisions/\(index + 1).json")
      }
    }
  }
}
