package import Filing

/// How documents that a court scans become packages of a channel.
package struct ScanPolicy: Sendable, Hashable {
  /// How an index beside the scans is read.
  package struct Index: Sendable, Hashable {
    package enum Column: String, Sendable, CaseIterable {
      case file
      case caseNumber = "case"
      case documentType = "kind"
      case title, pages

      /// Without these a row says nothing.
      package var isRequired: Bool { self == .file || self == .caseNumber }
    }

    package enum Format: Sendable, Hashable {
      /// Columns are named by headings.
      case csv(delimiter: UInt8)
      /// Each element of this local name is a row; columns are named by its attributes and child elements.
      case xml(row: String)
    }

    package var fileName = "index.csv"
    package var format = Format.csv(delimiter: UInt8(ascii: ";"))
    /// Where they are not called as in these settings.
    package var names: [Column: String] = [:]

    package func name(of column: Column) -> String { names[column] ?? column.rawValue }
  }

  package let channel: FolderLabel
  package let court: CourtCode
  /// Name or staff number of the person who scans.
  package let operatorName: String
  package let scanner: String
  package let seal: SealFiles
  /// Where nobody says what a document is.
  package var documentType = "letter"
  /// Dots an inch below which a page is refused.
  package var coarsest = 150
  package var index = Index()
  /// How long nothing may change in a stack on the scanner's share before it is complete, unless whoever scanned marks it so.
  package var settleTerm = Duration.seconds(60)
  /// How long a stack of which nothing is open is kept, since it was taken and last decided about.
  package var keepTerm = Duration.seconds(90 * 86_400)
}
