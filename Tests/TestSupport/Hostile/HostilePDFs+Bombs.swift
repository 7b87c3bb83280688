import ScanInspection

extension HostileScan {
  private static let a4 = "/MediaBox [0 0 595 842]"

  private static func drawing(_ octets: [UInt8], _ entries: String) -> [UInt8] {
    var writer = PDFWriter()
    writer.add("<< /Type /Catalog /Pages 2 0 R >>")
    writer.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    writer.add("<< /Type /Page /Parent 2 0 R \(a4) /Contents 4 0 R >>")
    writer.add(stream: octets, entries)
    return writer.document
  }

  private static func painting(_ name: String, _ resources: String, _ content: String, _ more: [String]) -> HostileScan
  {
    bomb(name, ScanMaker.pdf(page: "\(a4) /Resources << \(resources) >>", content: content, more: more))
  }

  /// What costs far more to look at than it has octets.
  static let bombPDFs: [HostileScan] = [
    bomb(
      "huge-picture.pdf",
      ScanMaker.pdf(
        picture: [0x78, 0x9C, 1, 2, 3], width: 2_000_000, height: 2_000_000, entries: "/Filter /FlateDecode")),
    bomb(
      "huge-mask.pdf",
      ScanMaker.pdf(
        picture: [0], width: 1_000_000_000, height: 1_000_000_000, entries: "/ImageMask true /BitsPerComponent 1")),
    HostileScan("many-pages.pdf", ScanMaker.pdf(pages: 5001), .scanLimitExceeded),
    bomb(
      "two-gigabytes-drawn.pdf", drawing(Bomb.deflatedRuns(times: 1 << 24), "/Filter [/FlateDecode /RunLengthDecode]")),
    bomb("lzw-drawn.pdf", drawing(Bomb.lzw(tables: 200), "/Filter /LZWDecode")),
    painting(
      "million-forms.pdf", "/XObject << /F 5 0 R >>", "/F Do",
      // Each draws the next one ten times: 10 to the power of 8 in all.
      (0..<8).map { level in
        let content = String(repeating: "/F Do ", count: 10)
        return
          "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F \(6 + level) 0 R >> >> "
          + "/Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
      } + ["<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 16 >>\nstream\n0 0 500 500 re f\nendstream"]),
    HostileScan("page-of-miles.pdf", ScanMaker.pdf(page: "/MediaBox [0 0 99999999 99999999]"), .scanPageBlank),
  ]
}
