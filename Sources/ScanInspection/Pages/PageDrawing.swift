extension ScanInspector {
  /// A page as a small JPEG picture, for people to know it by.
  ///
  /// It blocks its thread for as long as the programs take.
  /// - Parameter longEdge: In dots.
  /// - Returns: Nil where the page cannot be drawn, within the limits and with the programs that are there.
  package func thumbnail(of scan: Scan, page: Int, longEdge: Int) throws(ScanFailure) -> [UInt8]? {
    let drawing = PageDrawing(scan: scan, page: page, tools: tools, folder: try WorkFolder())
    guard let path = try drawing.draw(["-jpeg", "-scale-to", "\(longEdge)"], ending: "jpg") else { return nil }
    return drawing.folder.octets(of: path)
  }
}

/// One page of a scan, drawn by itself.
struct PageDrawing {
  let scan: Scan
  /// From 1.
  let page: Int
  let tools: ScanTools
  let folder: WorkFolder

  /// The name of the picture in the folder; nil where nothing came of it.
  func draw(_ options: [String], ending: String) throws(ScanFailure) -> String? {
    guard let (path, number) = try document() else { return nil }
    let place = ["-f", "\(number)", "-l", "\(number)", "-singlefile", path, "picture"]
    return try made("picture.\(ending)", by: .pdftoppm, options + place)
  }

  /// A PDF that shows the page, and which of its pages it is.
  private func document() throws(ScanFailure) -> (path: String, page: Int)? {
    switch scan.kind {
    case .pdf: return (scan.path, page)
    case .tiff:
      guard let alone = try made("alone.tif", by: .tiffcp, ["\(scan.path),\(page - 1)", "alone.tif"]) else {
        return nil
      }
      return try made("alone.pdf", by: .tiff2pdf, ["-o", "alone.pdf", alone]).map { ($0, 1) }
    case .jpeg:
      guard page == 1, let octets = try scan.octets(upTo: tools.limits.fileSize), let frame = JPEGFrame(octets) else {
        return nil
      }
      return (try folder.write(frame.page(showing: octets), as: "alone.pdf"), 1)
    }
  }

  /// A program that fails after it began to write has made nothing.
  private func made(
    _ name: String, by tool: ScanTools.Tool, _ arguments: [String]
  ) throws(ScanFailure) -> String? {
    try tools.run(tool, arguments, in: folder)?.ending == .exited(0) ? name : nil
  }
}
