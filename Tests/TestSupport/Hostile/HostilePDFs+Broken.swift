import ScanInspection

extension HostileScan {
  private static let whole = ScanMaker.pdf()
  private static let a4 = "/MediaBox [0 0 595 842]"

  private static func changed(_ name: String, _ old: String, _ new: String) -> HostileScan {
    let octets = replaced(whole, old, new)
    precondition(octets != whole, "“\(old)” is not there")
    return HostileScan(name, octets, .scanFileBroken, .scanPageUnreadable, .documentTruncated)
  }

  /// Where the table of objects begins, which the line before the last says.
  private static var table: Substring {
    String(decoding: whole, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
  }

  /// A page that is one picture, of whose octets nothing can be made.
  private static func picture(_ name: String, _ octets: [UInt8], _ entries: String) -> HostileScan {
    HostileScan(
      name, ScanMaker.pdf(picture: octets, width: 1654, height: 2339, entries: entries), .scanFileBroken,
      .scanPageUnreadable)
  }

  private static func encrypted(_ name: String, _ options: String...) -> HostileScan {
    let octets = try? ScanMaker.converted(
      whole, by: .qpdf, ["--allow-weak-crypto", "--encrypt"] + options + ["--", "a.pdf", "b.pdf"], from: "a.pdf",
      to: "b.pdf")
    return HostileScan(name, octets ?? [], .documentEncrypted)
  }

  /// What cannot be read, or is read in one way by one program and otherwise by another.
  static let brokenPDFs: [HostileScan] = [
    HostileScan("cut-off.pdf", Array(whole.prefix(whole.count * 2 / 3)), .documentTruncated),
    HostileScan(
      "zeros-at-the-end.pdf", Array(whole.dropLast(40)) + [UInt8](repeating: 0, count: 5000), .documentTruncated),
    changed("lost-table.pdf", "startxref\n", "startxref\n1"),
    changed("table-nowhere.pdf", "startxref\n", "startxref\n99999999999999999999"),
    changed("wrong-table.pdf", "0000000015", "0000000019"),
    changed("table-in-circle.pdf", "/Root 1 0 R", "/Root 1 0 R /Prev \(table)"),
    changed("no-root.pdf", "/Root 1 0 R", "/Rood 1 0 R"),
    changed("root-is-a-page.pdf", "/Root 1 0 R", "/Root 3 0 R"),
    changed("page-gone.pdf", "/Kids [3 0 R]", "/Kids [9 0 R]"),
    changed("page-is-a-number.pdf", "/Kids [3 0 R]", "/Kids [3 3 3]"),
    changed("pages-in-circle.pdf", "/Kids [3 0 R]", "/Kids [2 0 R]"),
    changed("pages-in-wide-circle.pdf", "/Type /Page /Parent 2 0 R", "/Type /Pages /Kids [2 0 R]"),
    changed("fewer-pages-than-said.pdf", "/Count 1 ", "/Count 9 "),
    changed("billion-pages-said.pdf", "/Count 1 ", "/Count 999999999 "),
    changed("less-than-no-page.pdf", "/Count 1 ", "/Count -1 "),
    changed("wrong-length.pdf", "/Length 39", "/Length 15"),
    changed("endless-stream.pdf", "/Length 39", "/Length 99999999999"),
    changed("negative-length.pdf", "/Length 39", "/Length -5"),
    changed("length-of-itself.pdf", "/Length 39", "/Length 4 0 R"),
    changed("unknown-filter.pdf", "/Length 39", "/Filter /Foo /Length 39"),
    HostileScan("no-pages.pdf", ScanMaker.pdf(pages: 0), .scanFileBroken),
    HostileScan(
      "deep.pdf",
      ScanMaker.pdf(catalogue: "/X " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)),
      .scanFileBroken, .scanLimitExceeded),
    HostileScan(
      "draws-itself.pdf",
      ScanMaker.pdf(
        page: "\(a4) /Resources << /XObject << /F 5 0 R >> >>", content: "/F Do",
        more: [
          "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream"
        ]), .scanPageBlank),
    picture("spoiled-stream.pdf", [0x78, 0x9C, 1, 2, 3], "/Filter /FlateDecode"),
    picture("bad-jpeg-inside.pdf", [0xFF, 0xD8, 0xFF, 0xD9], "/Filter /DCTDecode"),
    picture("bad-jpeg-2000-inside.pdf", Array(0...255), "/Filter /JPXDecode"),
    picture("bad-jbig2-inside.pdf", Array(0...255), "/Filter /JBIG2Decode /BitsPerComponent 1"),
    HostileScan(
      "no-picture-inside.pdf",
      ScanMaker.pdf(picture: [], width: 1654, height: 2339, entries: "/Filter /FlateDecode"), .scanPageBlank),
    encrypted("encrypted.pdf", "parol", "sahib", "256"), encrypted("encrypted-for-changes.pdf", "", "sahib", "256"),
    encrypted("weakly-encrypted.pdf", "", "sahib", "40"),
  ]

  static let coarsePDFs: [HostileScan] = [
    HostileScan(
      "coarse.pdf", ScanMaker.pdf(picture: [UInt8](repeating: 7, count: 413 * 585), width: 413, height: 585),
      .scanTooCoarse),
    HostileScan("blank.pdf", ScanMaker.pdf(content: " "), .scanPageBlank),
    HostileScan(
      "font-gone.pdf",
      ScanMaker.pdf(
        page:
          "\(a4) /Resources << /Font << /F << /Type /Font /Subtype /TrueType /BaseFont /Arial >> >> >>",
        content: "BT /F 40 Tf 50 500 Td (Salam) Tj ET"), .scanFontMissing),
  ]
}
