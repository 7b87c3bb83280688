import Foundation

extension Inspection {
  /// How large a page is drawn, in dots. A4 at a hundred dots an inch shows a code; much less shows that there is something.
  var longEdge: Int { readingCodes ? 1170 : 320 }

  /// Draws every page: one that cannot be drawn is unreadable, one with nothing on it blank.
  mutating func look() throws(ScanFailure) {
    defer { blameFile() }
    guard !report.isUnusable, let (path, pages) = drawing else { return }
    for start in stride(from: 0, to: pages.count, by: inspector.pagesTogether) {
      let some = pages[start..<min(start + inspector.pagesTogether, pages.count)]
      guard let pictures = try draw(some, at: start + 1, of: path) else { return }
      try look(at: pictures)
    }
  }

  /// The files of drawn pages, by page; nil, with a finding, where the program did not come to its end.
  ///
  /// - Parameter first: The place of the first of the pages in what is drawn.
  private mutating func draw(
    _ pages: ArraySlice<Int>, at first: Int, of path: String
  ) throws(ScanFailure) -> [(page: Int, name: String?)]? {
    func options(_ places: ClosedRange<Int>) -> [String] {
      ["-gray", "-scale-to", "\(longEdge)", "-f", "\(places.lowerBound)", "-l", "\(places.upperBound)", path, "page"]
    }
    let places = first...(first + pages.count - 1)
    guard let run = try ask(.pdftoppm, options(places), for: "whether every page can be drawn") else { return nil }
    var pictures = drawnPages()
    if run.ending != .exited(0) || !run.errors.isEmpty || pictures.count != pages.count {
      // Some page is at fault; which one, it does not say.
      for (place, page) in zip(places, pages) {
        guard let alone = try ask(.pdftoppm, options(place...place), for: "page \(page)") else { return nil }
        guard alone.ending != .exited(0) || !alone.errors.isEmpty else { continue }
        note(.scanPageUnreadable, page: page, ["detail": alone.complaint("pdftoppm cannot draw it")])
      }
      pictures = drawnPages()
    }
    return zip(places, pages).map { place, page in (page, pictures[place]) }
  }

  /// The pictures are gone afterwards.
  private mutating func look(at pictures: [(page: Int, name: String?)]) throws(ScanFailure) {
    var drawn: [(page: Int, name: String)] = []
    for (page, name) in pictures {
      guard let name, let picture = folder.octets(of: name).flatMap(PageRaster.init) else {
        if !isUnreadable(page) { note(.scanPageUnreadable, page: page, ["detail": "pdftoppm draws nothing"]) }
        continue
      }
      drawn.append((page, name))
      noteBlank(picture, page: page)
    }
    if readingCodes { try readCodes(on: drawn) }
    for (_, name) in pictures { name.map(folder.remove) }
  }

  mutating func noteBlank(_ picture: PageRaster, page: Int) {
    if picture.isBlank, !isUnreadable(page) { note(.scanPageBlank, page: page) }
  }

  private func isUnreadable(_ page: Int) -> Bool {
    report.findings.contains { $0.code == .scanPageUnreadable && $0.page == page }
  }

  /// Where no page is at fault, the file is.
  private mutating func blameFile() {
    guard let complaint, !report.findings.contains(where: { $0.code == .scanPageUnreadable }) else { return }
    note(.scanFileBroken, ["detail": complaint])
  }

  /// The files of drawn pages, by their number in the drawing. pdftoppm writes as many digits as the last page has.
  private func drawnPages() -> [Int: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.reduce(into: [:]) { pages, name in
      guard name.hasPrefix("page-"), name.hasSuffix(".pgm"), let page = Int(name.dropFirst(5).dropLast(4)) else {
        return
      }
      pages[page] = name
    }
  }

  /// QR codes as our own sheets have them, and Code 128 as other programs print it, whose check character guards it as well.
  /// Our sheets have no bars: the text is so long that of 25 spoiled ones 10 could be read, and all 25 QR codes. Code 39 is longer
  /// still, and has neither a colon nor a check character.
  mutating func readCodes(on pages: [(page: Int, name: String)]) throws(ScanFailure) {
    guard !pages.isEmpty else { return }
    let arguments = ["-1", "-format", "QRCode,Code128"] + pages.map(\.name)
    guard let run = try ask(.barcodes, arguments, for: "the codes on its pages") else { return }
    let pagesByName = Dictionary(uniqueKeysWithValues: pages.map { ($0.name, $0.page) })
    for line in run.lines {
      // page-01.pgm QRCode "TEXT"
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let page = pagesByName[String(words[0])], words[2].hasPrefix("\""),
        let end = words[2].lastIndex(of: "\""), end > words[2].startIndex
      else { continue }
      report.codes[page, default: []].append(String(words[2][words[2].index(after: words[2].startIndex)..<end]))
    }
  }
}
