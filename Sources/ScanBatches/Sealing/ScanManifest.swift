import Filing
import Foundation
import Intake

/// A document as a scan batch of one item (`court-intake schema`), before it is sealed.
///
/// Each document is a package of its own: it keeps its message id when its neighbours are mended and the folder is sent again,
/// and what is registered already is a DUPLICATE then, not registered twice.
struct ScanManifest {
  let messageID: String
  let octets: [UInt8]

  init(_ document: PlannedDocument, _ policy: ScanPolicy, scannedAt: Instant) {
    let item = """
      <Item Id="document">
            <Case><Number>\(Self.escaped(document.found.caseNumber ?? ""))</Number></Case>
            <DocumentType>\(Self.escaped(document.documentType))</DocumentType>
      \(document.found.title.map { "      <Title>\(Self.escaped(Self.cut($0, to: 512)))</Title>\n" } ?? "")      \
      <Pages>\(document.pages ?? 0)</Pages>
      \(document.files.enumerated().map { Self.file($1, named: Self.name(of: $1, at: $0)) }.joined(separator: "\n"))
      \(document.found.decisions.map(Self.decision).joined())    </Item>
      """
    let identity = "\(policy.channel) \(policy.court.text) \(item)"
    messageID = "scan-\(ContentHash(sha256Of: Array(identity.utf8)).hexadecimal.prefix(40))"
    octets = Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <SubmissionPackage xmlns="urn:court-intake:submission:1">
        <ScanBatch Id="batch">
          <MessageId>\(messageID)</MessageId>
          <ScannedAt>\(Self.text(of: scannedAt))</ScannedAt>
          <Destination><Court>\(policy.court.text)</Court><Channel>\(policy.channel)</Channel></Destination>
          <Operator>\(Self.escaped(Self.cut(policy.operatorName, to: 256)))</Operator>
          <Scanner>\(Self.escaped(Self.cut(policy.scanner, to: 256)))</Scanner>
          \(item)
        </ScanBatch>
        <Signatures></Signatures>
      </SubmissionPackage>

      """.utf8)
  }

  /// In the package. Names that scanners give are no names for every system.
  static func name(of file: PlannedDocument.File, at index: Int) -> String {
    let endings = ["application/pdf": "pdf", "image/tiff": "tif", "image/jpeg": "jpg"]
    return "scan-\(index + 1).\(endings[file.mediaType] ?? "bin")"
  }

  private static func file(_ file: PlannedDocument.File, named name: String) -> String {
    """
          <File>
            <Name>\(name)</Name><MediaType>\(file.mediaType)</MediaType>\
    <Pages>\(file.pages)</Pages>
            <File>\(name)</File><Size>\(file.size)</Size><SHA256>\(file.hash.hexadecimal)</SHA256>
          </File>
    """
  }

  private static func decision(_ decision: StackDecision) -> String {
    """
          <Decision>
            <Person>\(escaped(decision.person))</Person><At>\(text(of: decision.at))</At>
            <Reason>\(escaped(decision.reason))</Reason><Act>\(escaped(cut(decision.text, to: 1024)))</Act>
          </Decision>

    """
  }

  private static func text(of instant: Instant) -> String { instant.date.formatted(.iso8601) }

  private static func cut(_ text: String, to limit: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
  }

  /// A clerk's text may have any character; XML 1.0 has no control characters.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
