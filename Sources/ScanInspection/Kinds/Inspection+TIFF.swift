extension Inspection {
  mutating func inspectTIFF() throws(ScanFailure) {
    guard let run = try ask(.tiffinfo, [scan.path], for: "the pages and how fine they were scanned") else { return }
    if let defect = run.errors.first(where: Self.isDefect) { return note(.scanFileBroken, ["detail": defect]) }
    let directories = TIFFDirectory.read(run.lines)
    guard !directories.isEmpty else { return note(.scanFileBroken, ["detail": run.complaint("it has no pages")]) }
    guard directories.count <= inspector.mostPages else {
      return note(.scanLimitExceeded, ["detail": "\(directories.count) pages, \(inspector.mostPages) are allowed"])
    }
    report.pageCount = directories.count
    for (index, directory) in directories.enumerated() {
      if directory.pixels > Self.mostPixels {
        note(
          .scanLimitExceeded, page: index + 1,
          ["detail": "page \(index + 1) has \(directory.width) × \(directory.height) dots"])
      } else if let dots = directory.dotsAnInch {
        noteCoarse(page: index + 1, dots: dots)
      }
    }
    guard !report.isTooLarge else { return }
    if try lookAtBilevel(directories) { return }
    let bad = try unreadablePages(of: directories.count)
    guard !report.isUnusable else { return }
    try prepareDrawing(of: (1...directories.count).filter { !bad.contains($0) }, all: bad.isEmpty)
  }

  /// tiff2pdf stops at the first page that it cannot read, so that it is given the others alone.
  private mutating func prepareDrawing(of pages: [Int], all: Bool) throws(ScanFailure) {
    guard !pages.isEmpty else { return }
    var source = scan.path
    if !all {
      source = "\(folder.path)/readable.tif"
      let selection = ([scan.path] + pages.map { "\($0 - 1)" }).joined(separator: ",")
      guard let copied = try ask(.tiffcp, [selection, source], for: "whether every page can be drawn") else { return }
      guard copied.ending == .exited(0) else {
        complaint = copied.complaint("tiffcp cannot copy it")
        return
      }
    }
    let drawn = "\(folder.path)/pages.pdf"
    guard let run = try ask(.tiff2pdf, ["-o", drawn, source], for: "whether every page can be drawn") else { return }
    if run.ending == .exited(0) {
      drawing = (drawn, pages)
    } else {
      complaint = run.complaint("tiff2pdf cannot draw it")
    }
  }

  /// A3 at 1200 dots an inch.
  static let mostPixels = 300_000_000

  /// Reads every strip; where something is wrong, each page by itself, to say which.
  private mutating func unreadablePages(of count: Int) throws(ScanFailure) -> Set<Int> {
    guard let all = try ask(.tiffinfo, ["-D", scan.path], for: "whether every page can be read"),
      all.ending != .exited(0) || all.errors.contains(where: Self.isDefect)
    else { return [] }
    var bad: Set<Int> = []
    for page in 1...count {
      guard let one = try ask(.tiffinfo, ["-D", "-\(page - 1)", scan.path], for: "page \(page)") else { return bad }
      let defect = one.errors.first(where: Self.isDefect)
      guard one.ending != .exited(0) || defect != nil else { continue }
      bad.insert(page)
      note(.scanPageUnreadable, page: page, ["detail": defect ?? "tiffinfo cannot read it"])
    }
    if bad.isEmpty { complaint = all.errors.first(where: Self.isDefect) ?? "tiffinfo cannot read it" }
    return bad
  }

  /// libtiff warns of private fields and the like, which do no harm; and of what is wrong with the picture, which does.
  static func isDefect(_ line: String) -> Bool {
    guard line.contains("Warning,") else { return true }
    return ["loop", "Bogus", "Premature", "mismatch", "code word", "Uncompressed data"].contains { line.contains($0) }
  }
}

/// One page of a TIFF file as `tiffinfo` describes it.
struct TIFFDirectory {
  var width = 0
  var height = 0
  /// Nil where the file does not say in inches or centimetres.
  var stated: Double?
  /// How much finer it is in one direction than in the other, as coarse faxes are.
  private var stretch = 1.0
  private var bits = 1
  private var isBlackAndWhite = false

  /// Whether its dots are squares, and each black or white.
  var isPlain: Bool { isBlackAndWhite && bits == 1 && stretch < 1.1 }

  /// Without overflow, whatever the file says.
  var pixels: Int { width.multipliedReportingOverflow(by: height).overflow ? .max : width * height }

  /// What is stated, unless the page would be smaller than a postcard: a fine resolution of nothing.
  var dotsAnInch: Int? {
    let asPage = Double(max(width, height)) / PaperSize.longEdge
    guard let stated, Double(max(width, height)) / stated >= PaperSize.shortestLongEdge else { return Int(asPage) }
    return Int(stated)
  }

  static func read(_ lines: [Substring]) -> [TIFFDirectory] {
    var directories: [TIFFDirectory] = []
    for line in lines {
      let words = line.split { " ,".contains($0) }
      if line.hasPrefix("TIFF Directory at") { directories.append(TIFFDirectory()) }
      guard let last = directories.indices.last else { continue }
      if line.hasPrefix("  Image Width:"), words.count >= 6 {
        directories[last].width = Int(words[2]) ?? 0
        directories[last].height = Int(words[5]) ?? 0
      } else if line.hasPrefix("  Resolution:"), words.count >= 4, let across = Double(words[1]),
        let down = Double(words[2]), across > 0, down > 0
      {
        let dots = min(across, down)
        directories[last].stretch = max(across, down) / dots
        directories[last].stated = line.contains("/inch") ? dots : line.contains("/cm") ? dots * 2.54 : nil
      } else if line.hasPrefix("  Bits/Sample:") || line.hasPrefix("  Samples/Pixel:"), let number = words.last {
        directories[last].bits *= Int(number) ?? 0
      } else if line.hasPrefix("  Photometric Interpretation: min-is-") {
        directories[last].isBlackAndWhite = true
      }
    }
    return directories
  }
}

/// What is scanned in a court, in inches.
enum PaperSize {
  /// Of A4.
  static let longEdge = 11.69
  /// Receipts and postcards are longer.
  static let shortestLongEdge = 3.0
}
