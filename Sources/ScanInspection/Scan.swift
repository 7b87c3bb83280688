package import Filing

/// A file that a scanner wrote, as the octets say it is.
package struct Scan: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case pdf = "application/pdf"
    case tiff = "image/tiff"
    case jpeg = "image/jpeg"
  }

  /// A copy that nobody changes while it is looked at.
  package let path: String
  /// As the scanner called it.
  package let name: String
  package let kind: Kind

  package init(path: String, name: String, kind: Kind) {
    (self.path, self.name, self.kind) = (path, name, kind)
  }

  /// Nil where there are more than that, or the file ends early.
  func octets(upTo limit: Int) throws(ScanFailure) -> [UInt8]? {
    try FileOctets.read(path, called: name, upTo: limit)
  }

  func finding(_ code: FindingCode, page: Int? = nil, _ arguments: KeyValuePairs<String, String> = [:]) -> Finding {
    let place = [Finding.Argument("name", name)] + (page.map { [Finding.Argument("page", "\($0)")] } ?? [])
    return Finding(
      code, at: SourceLocation(file: name), arguments: place + arguments.map { Finding.Argument($0.key, $0.value) })
  }
}

/// What was found in a scan.
package struct ScanReport: Sendable {
  /// Nil where it could not be counted.
  package var pageCount: Int?
  package var findings: [Finding] = []
  /// What stands in the codes on the pages, by page, where somebody asked for it.
  package var codes: [Int: [String]] = [:]

  package init() {}

  /// Whether the file as a whole cannot be used; its neighbours in it do not suffer for one bad page.
  package var isUnusable: Bool { findings.contains { $0.severity.blocks && $0.page == nil } }

  /// Whether a page is larger than any paper.
  var isTooLarge: Bool { findings.contains { $0.code == .scanLimitExceeded } }
}

extension Finding {
  /// The page that it is about; nil where it is about the whole file.
  package var page: Int? { arguments.first { $0.name == "page" }.flatMap { Int($0.value) } }
}
