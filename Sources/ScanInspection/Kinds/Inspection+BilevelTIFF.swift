extension Inspection {
  /// Looks at the pages of a black and white file, which is what most scanners write: libtiff reads every strip and writes the
  /// dots out plainly, so that nothing needs to draw them. It costs a sixth of drawing.
  ///
  /// - Returns: False where anything is not as it should be, and the pages have to be looked at one by one.
  mutating func lookAtBilevel(_ directories: [TIFFDirectory]) throws(ScanFailure) -> Bool {
    guard directories.allSatisfy(\.isPlain) else { return false }
    let before = report
    for start in stride(from: 0, to: directories.count, by: inspector.pagesTogether) {
      let pages = start..<min(start + inspector.pagesTogether, directories.count)
      guard let tiff = try plainly(pages), zip(directories[pages], tiff.pages).allSatisfy({ $0.matches($1) }) else {
        report = before
        return false
      }
      try look(at: tiff, from: start + 1)
    }
    return true
  }

  /// Nil where a program finds fault, or is not there.
  private func plainly(_ pages: Range<Int>) throws(ScanFailure) -> BilevelTIFF? {
    let selection = ([scan.path] + pages.map(String.init)).joined(separator: ",")
    let arguments = ["-c", "none", "-L", "-s", "-r", "-1", selection, "plain.tif"]
    guard let run = try tools.run(.tiffcp, arguments, in: folder), run.ending == .exited(0),
      !run.errors.contains(where: Self.isDefect)
    else { return nil }
    defer { folder.remove("plain.tif") }
    let tiff = folder.octets(of: "plain.tif").flatMap(BilevelTIFF.init)
    return tiff?.pages.count == pages.count ? tiff : nil
  }

  private mutating func look(at tiff: BilevelTIFF, from first: Int) throws(ScanFailure) {
    var drawn: [(page: Int, name: String)] = []
    for (index, page) in tiff.pages.enumerated() {
      let picture = PageRaster(page, in: tiff.octets, longEdge: longEdge)
      noteBlank(picture, page: first + index)
      guard readingCodes else { continue }
      let name = "page-\(first + index).pgm"
      _ = try folder.write(picture.graymap, as: name)
      drawn.append((first + index, name))
    }
    if readingCodes { try readCodes(on: drawn) }
    for (_, name) in drawn { folder.remove(name) }
  }
}

extension TIFFDirectory {
  fileprivate func matches(_ page: BilevelTIFF.Page) -> Bool { width == page.width && height == page.height }
}
