import Foundation

extension Inspection {
  mutating func inspectPDF() throws(ScanFailure) {
    let objects = try readObjects()
    try checkStructure()
    try countPages()
    guard !report.isUnusable, let count = report.pageCount else { return }
    if objects?.nameFonts ?? true { try checkFonts() }
    if objects?.holdMetadata ?? true { try notePDFAClaim() }
    try checkResolution()
    // A picture that is larger than any paper is not drawn, to see that it cannot be.
    if !report.isTooLarge { drawing = (scan.path, Array(1...count)) }
  }

  private mutating func checkStructure() throws(ScanFailure) {
    guard let run = try ask(.qpdf, ["--check", "--no-warn", scan.path], for: "the file's structure") else { return }
    // 3 says that it was mended. Others would mend it otherwise, and show something else.
    if run.ending != .exited(0) { complaint = run.complaint("qpdf finds it damaged") }
  }

  private mutating func countPages() throws(ScanFailure) {
    guard let run = try ask(.pdfinfo, [scan.path], for: "the number of pages") else { return }
    let stated = run.lines.first { $0.hasPrefix("Pages:") }?.split(separator: " ").last
    guard let count = stated.flatMap({ Int($0) }), count > 0 else {
      return note(.scanFileBroken, ["detail": run.complaint("it has no pages")])
    }
    guard count <= inspector.mostPages else {
      return note(.scanLimitExceeded, ["detail": "\(count) pages, \(inspector.mostPages) are allowed"])
    }
    report.pageCount = count
  }

  /// Nil, with a finding, where they cannot be read.
  private mutating func readObjects() throws(ScanFailure) -> PDFObjects? {
    let arguments = ["--no-warn", "--json", "--json-key=qpdf", "--json-stream-data=none", scan.path]
    guard let run = try ask(.qpdf, arguments, for: "programs and files inside it") else { return nil }
    guard let tree = try? JSONSerialization.jsonObject(with: Data(run.output)) else {
      note(.scanFileBroken, ["detail": run.complaint("qpdf cannot read it")])
      return nil
    }
    let objects = PDFObjects(in: tree)
    if !objects.active.isEmpty {
      note(.scanActiveContent, ["detail": objects.active.sorted().joined(separator: ", ")])
    }
    return objects
  }

  /// What the file says of itself for archives; whether it is so is not checked (ISO 19005-1, 6.7.11).
  private mutating func notePDFAClaim() throws(ScanFailure) {
    guard let run = try ask(.pdfinfo, ["-meta", scan.path], for: "whether it claims to be PDF/A") else { return }
    let text = String(decoding: run.output, as: UTF8.self)
    guard let part = text.firstMatch(of: /pdfaid:part\s*(?:=\s*["']|>)\s*([0-9])/)?.1 else { return }
    let level = text.firstMatch(of: /pdfaid:conformance\s*(?:=\s*["']|>)\s*([A-Za-z])/)?.1 ?? ""
    note(.scanClaimsPDFA, ["found": "PDF/A-\(part)\(level.lowercased())"])
  }

  private mutating func checkFonts() throws(ScanFailure) {
    guard let run = try ask(.pdffonts, [scan.path], for: "whether its fonts are in it") else { return }
    // name, type, encoding, then whether it is embedded, a subset and mapped to Unicode. A direct object has no number.
    let missing = run.lines.dropFirst(2).compactMap { line -> String? in
      let words = line.split(separator: " ")
      let answers = words.indices.first { index in
        index + 2 < words.count && words[index...index + 2].allSatisfy { $0 == "yes" || $0 == "no" }
      }
      guard let answers, words[answers] == "no", !line.contains(" Type 3 ") else { return nil }
      return String(words[0])
    }
    // reportlab and others name Helvetica without using it.
    let real = Set(missing).subtracting(Self.everywhere)
    if !real.isEmpty { note(.scanFontMissing, ["detail": real.sorted().joined(separator: ", ")]) }
  }

  /// The fonts that every reader of PDF brings along (ISO 32000-1, 9.6.2.2).
  private static let everywhere: Set<String> = [
    "Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic", "Helvetica", "Helvetica-Bold", "Helvetica-Oblique",
    "Helvetica-BoldOblique", "Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique", "Symbol",
    "ZapfDingbats",
  ]

  /// A page whose only content is one picture is as fine as the picture.
  private mutating func checkResolution() throws(ScanFailure) {
    guard let run = try ask(.pdfimages, ["-list", scan.path], for: "how fine it was scanned") else { return }
    var pictures: [Int: [(area: Double, dots: Int)]] = [:]
    for line in run.lines.dropFirst(2) {
      // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
      let words = line.split(separator: " ")
      guard words.count >= 16, words[2] == "image", let page = Int(words[0]), let width = Double(words[3]),
        let height = Double(words[4]), isDrawable(width * height, page: page), let across = Double(words[12]),
        let down = Double(words[13]), across > 0,
        down > 0
      else { continue }
      pictures[page, default: []].append((width / across * height / down, Int(min(across, down))))
    }
    for (page, pictures) in pictures.sorted(by: { $0.key < $1.key }) {
      // Smaller ones are stamps, logos and signatures.
      guard let largest = pictures.max(by: { $0.area < $1.area }), largest.area >= Self.halfAPage else { continue }
      noteCoarse(page: page, dots: largest.dots)
    }
  }

  private mutating func isDrawable(_ dots: Double, page: Int) -> Bool {
    guard dots > Double(Self.mostPixels) else { return true }
    note(.scanLimitExceeded, page: page, ["detail": "page \(page) has a picture of \(Int(dots)) dots"])
    return false
  }

  /// Of A4, in square inches.
  private static let halfAPage = 48.0

  mutating func noteCoarse(page: Int, dots: Int) {
    guard dots < inspector.coarsest else { return }
    note(.scanTooCoarse, page: page, ["found": "\(dots)", "needed": "\(inspector.coarsest)"])
  }
}
