import Foundation
import Testing

@testable import XMLSignature

/// A row of a corpus's `manifest.tsv`, by column name.
struct ManifestRow: Sendable {
  private let values: [String: String]

  subscript(column: String) -> String { values[column] ?? "" }
  var path: String { self["path"] }

  /// Parts of a column that lists things.
  func list(_ column: String, separator: Character = ";") -> [String] {
    self[column].split(separator: separator).map(String.init)
  }

  static func rows(of corpus: String) throws -> [ManifestRow] {
    rows(ofText: String(decoding: try Corpora.octets("\(corpus)/manifest.tsv"), as: UTF8.self))
  }

  static func rows(ofText text: String) -> [ManifestRow] {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let columns = lines.first else { return [] }
    return lines.dropFirst().map {
      ManifestRow(values: Dictionary(zip(columns, $0), uniquingKeysWith: { first, _ in first }))
    }
  }
}

extension ValidationReport {
  var codes: Set<SignatureFinding.Code> { Set((findings + signatures.flatMap(\.findings)).map(\.code)) }

  /// For messages of failed expectations.
  var summary: String {
    let parts = signatures.map { "\($0.core.rawValue) \($0.subIndication?.rawValue ?? "-") \($0.coverage.rawValue)" }
    let details = (findings + signatures.flatMap(\.findings)).map { "\($0.code.rawValue): \($0.detail)" }
    return "\(verdict.rawValue) [\(parts.joined(separator: "; "))] \(details.joined(separator: " | "))"
  }
}

/// Prints lines as one block, so that tests that run beside do not get between them.
func printTable(_ title: String, _ lines: some Sequence<String>) {
  print(([title] + lines.map { "  " + $0 }).joined(separator: "\n"))
}
