package import ScanInspection

/// Takes the text of pages out of scans: what stands in the file, or what tesseract makes of the picture.
package struct TextReader: Sendable {
  /// Why pages that are only pictures cannot be read; nil when they can.
  package let missing: String?
  private let inspector: ScanInspector
  private let languages: String

  /// Dots an inch that tesseract was trained on.
  private static let dots = 300
  /// Fewer letters in the file are a stamp or a page number on a picture of the text.
  private static let fewestLetters = 20

  /// - Parameter languages: As tesseract calls them, such as `aze+rus`.
  package init(_ tools: ScanTools = ScanTools(), languages: String) throws(ScanFailure) {
    var tools = tools
    // A page full of noise takes long, and nobody waits for it.
    tools.limits.time = .seconds(300)
    tools.limits.processorSeconds = 240
    inspector = ScanInspector(tools)
    self.languages = languages
    missing = try Self.missing(tools, languages)
  }

  private static func missing(_ tools: ScanTools, _ languages: String) throws(ScanFailure) -> String? {
    guard let run = try tools.run(.tesseract, ["--list-langs"], in: try WorkFolder()) else {
      return "tesseract is missing; apt-get install \(ScanTools.Tool.tesseract.debianPackage) tesseract-ocr-aze"
    }
    let present = Set(String(decoding: run.output, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init))
    let absent = languages.split(separator: "+").map(String.init).filter { !present.contains($0) }
    guard !absent.isEmpty else { return nil }
    let packages = absent.map { "tesseract-ocr-\($0.replacing("_", with: "-"))" }.joined(separator: " ")
    return "tesseract does not know \(absent.joined(separator: ", ")); apt-get install \(packages)"
  }

  func pageCount(of scan: Scan) throws(ScanFailure) -> Int? { try inspector.pageCount(of: scan) }

  /// What a PDF says by itself, page by page; nothing of other kinds.
  func layer(of scan: Scan) throws(ScanFailure) -> [String] {
    guard scan.kind == .pdf,
      let run = try inspector.tools.run(.pdftotext, ["-enc", "UTF-8", scan.path, "-"], in: try WorkFolder()),
      run.ending == .exited(0)
    else { return [] }
    let pages = String(decoding: run.output, as: UTF8.self).split(separator: "\u{C}", omittingEmptySubsequences: false)
    return pages.map(String.init)
  }

  static func isText(_ layer: String) -> Bool { layer.count { $0.isLetter || $0.isNumber } >= fewestLetters }

  /// What tesseract makes of a page; nil where the page cannot be drawn or read within the limits.
  package func recognised(_ page: Int, of scan: Scan) throws(ScanFailure) -> String? {
    let folder = try WorkFolder()
    guard let picture = try inspector.picture(of: scan, page: page, dots: Self.dots, in: folder) else { return nil }
    // 1: with the blocks of a page, whichever way up it lies.
    let arguments = [picture, "stdout", "-l", languages, "--psm", "1", "--dpi", "\(Self.dots)"]
    guard let run = try inspector.tools.run(.tesseract, arguments, in: folder), run.ending == .exited(0) else {
      return nil
    }
    return String(decoding: run.output, as: UTF8.self)
  }
}
