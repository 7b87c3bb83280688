import Foundation

extension Inspection {
  /// Draws every page: one that cannot be drawn is unreadable, one with nothing on it blank.
  mutating func look(readingCodes: Bool) throws(ScanFailure) {
    defer { blameFile() }
    guard !report.isUnusable, let (path, pages) = drawing, !pages.isEmpty else { return }
    // A4 at a hundred dots an inch shows a code; much less shows that there is something.
    let options = ["-gray", "-scale-to", readingCodes ? "1170" : "320"]
    guard let run = try ask(.pdftoppm, options + [path, "page"], for: "whether every page can be drawn") else { return }
    var pictures = drawnPages()
    if run.ending != .exited(0) || !run.errors.isEmpty || pictures.count != pages.count {
      // Some page is at fault; which one, it does not say.
      for (index, page) in pages.enumerated() {
        let one = options + ["-f", "\(index + 1)", "-l", "\(index + 1)", path, "page"]
        guard let alone = try ask(.pdftoppm, one, for: "page \(page)") else { return }
        guard alone.ending != .exited(0) || !alone.errors.isEmpty else { continue }
        note(.scanPageUnreadable, page: page, ["detail": alone.complaint("pdftoppm cannot draw it")])
      }
      pictures = drawnPages()
    }
    var names: [(page: Int, name: String)] = []
    for (index, page) in pages.enumerated() {
      guard let name = pictures[index + 1], let picture = folder.octets(of: name).flatMap(PageRaster.init) else {
        if !isUnreadable(page) { note(.scanPageUnreadable, page: page, ["detail": "pdftoppm draws nothing"]) }
        continue
      }
      names.append((page, name))
      if picture.isBlank, !isUnreadable(page) { note(.scanPageBlank, page: page) }
    }
    if readingCodes { try readCodes(on: names) }
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

  private mutating func readCodes(on pages: [(page: Int, name: String)]) throws(ScanFailure) {
    guard !pages.isEmpty else { return }
    let arguments = ["-1", "-format", "QRCode"] + pages.map(\.name)
    guard let run = try ask(.barcodes, arguments, for: "the codes on its pages") else { return }
    let pagesByName = Dictionary(uniqueKeysWithValues: pages.map { ($0.name, $0.page) })
    for line in run.lines {
      // page-01.pgm QRCode "TEXT"
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let page = pagesByName[String(words[0])], words[1] == "QRCode", words[2].hasPrefix("\""),
        let end = words[2].lastIndex(of: "\""), end > words[2].startIndex
      else { continue }
      report.codes[page, default: []].append(String(words[2][words[2].index(after: words[2].startIndex)..<end]))
    }
  }
}
