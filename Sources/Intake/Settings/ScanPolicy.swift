package import Filing

/// How documents that a court scans become packages of a channel.
package struct ScanPolicy: Sendable, Hashable {
  /// The columns of an index, as its headings call them.
  package struct Index: Sendable, Hashable {
    package enum Column: String, Sendable, CaseIterable {
      case file
      case caseNumber = "case"
      case documentType = "kind"
      case title, pages

      /// Without these a row says nothing.
      package var isRequired: Bool { self == .file || self == .caseNumber }
    }

    package var fileName = "index.csv"
    package var delimiter = UInt8(ascii: ";")
    package var headings = Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0, $0.rawValue) })
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
}
