import Filing
import Foundation
import ScanInspection
import TestSupport

/// A file that no scanner of ours would write, and what is said of it.
struct HostileScan: Sendable, CustomStringConvertible {
  let name: String
  let octets: [UInt8]
  /// One of these at least.
  let codes: Set<FindingCode>

  var description: String { name }

  init(_ name: String, _ octets: [UInt8], _ codes: FindingCode...) {
    (self.name, self.octets, self.codes) = (name, octets, Set(codes))
  }

  static let all: [HostileScan] = activePDFs + brokenPDFs + coarsePDFs + tiffs + jpegs + impostors

  private static let script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"

  private static let activePDFs: [HostileScan] = [
    HostileScan("opens-script.pdf", ScanMaker.pdf(catalogue: "/OpenAction \(script)"), .scanActiveContent),
    HostileScan(
      "named-script.pdf", ScanMaker.pdf(catalogue: "/Names << /JavaScript << /Names [(a) \(script)] >> >>"),
      .scanActiveContent),
    HostileScan(
      "spelled-script.pdf", ScanMaker.pdf(catalogue: "/OpenAction << /S /J#61vaScript /J#53 (x) >>"),
      .scanActiveContent),
    HostileScan(
      "launches.pdf", ScanMaker.pdf(catalogue: "/OpenAction << /S /Launch /F (cmd.exe) >>"), .scanActiveContent),
    HostileScan(
      "page-launches.pdf",
      ScanMaker.pdf(page: "/MediaBox [0 0 595 842] /AA << /O << /S /Launch /F (a) >> >>"), .scanActiveContent),
    HostileScan(
      "holds-file.pdf",
      ScanMaker.pdf(
        catalogue: "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>",
        more: [
          "<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>",
          "<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream",
        ]),
      .scanActiveContent),
    HostileScan(
      "pinned-file.pdf",
      ScanMaker.pdf(
        page: "/MediaBox [0 0 595 842] /Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] "
          + "/FS << /Type /Filespec /F (a) /EF << /F 4 0 R >> >> >>]"), .scanActiveContent),
    HostileScan(
      "form.pdf", ScanMaker.pdf(catalogue: "/AcroForm << /Fields [] /XFA (x) >>"), .scanActiveContent),
    HostileScan(
      "sends-form.pdf", ScanMaker.pdf(catalogue: "/OpenAction << /S /SubmitForm /F (http://a.example) >>"),
      .scanActiveContent),
    HostileScan(
      "film.pdf",
      ScanMaker.pdf(
        page: "/MediaBox [0 0 595 842] /Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]"),
      .scanActiveContent),
    HostileScan(
      "other-document.pdf", ScanMaker.pdf(catalogue: "/OpenAction << /S /GoToR /F (//server/share) /D [0 /Fit] >>"),
      .scanActiveContent),
  ]

  private static let whole = ScanMaker.pdf()

  private static let brokenPDFs: [HostileScan] = [
    HostileScan("cut-off.pdf", Array(whole.prefix(whole.count * 2 / 3)), .documentTruncated),
    HostileScan("lost-table.pdf", replaced(whole, "startxref\n", "startxref\n1"), .documentTruncated, .scanFileBroken),
    HostileScan("wrong-table.pdf", replaced(whole, "0000000015", "0000000019"), .scanFileBroken, .scanPageUnreadable),
    HostileScan("no-pages.pdf", ScanMaker.pdf(pages: 0), .scanFileBroken),
    HostileScan(
      "page-gone.pdf", replaced(whole, "/Kids [3 0 R]", "/Kids [9 0 R]"), .scanFileBroken, .scanPageUnreadable),
    HostileScan(
      "pages-in-circle.pdf", replaced(whole, "/Kids [3 0 R]", "/Kids [2 0 R]"), .scanFileBroken, .scanPageUnreadable),
    HostileScan(
      "spoiled-stream.pdf",
      ScanMaker.pdf(picture: [0x78, 0x9C, 1, 2, 3], width: 1654, height: 2339, entries: "/Filter /FlateDecode"),
      .scanFileBroken, .scanPageUnreadable),
    HostileScan(
      "bomb.pdf",
      ScanMaker.pdf(
        picture: [0x78, 0x9C, 1, 2, 3], width: 2_000_000, height: 2_000_000, entries: "/Filter /FlateDecode"),
      .scanLimitExceeded),
    HostileScan(
      "deep.pdf",
      ScanMaker.pdf(catalogue: "/X " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)),
      .scanFileBroken, .scanLimitExceeded),
    HostileScan(
      "bad-jpeg-inside.pdf",
      ScanMaker.pdf(picture: [0xFF, 0xD8, 0xFF, 0xD9], width: 1654, height: 2339, entries: "/Filter /DCTDecode"),
      .scanFileBroken, .scanPageUnreadable),
    HostileScan(
      "many-pages.pdf", ScanMaker.pdf(pages: 5001), .scanLimitExceeded),
    HostileScan(
      "encrypted.pdf",
      replaced(whole, "/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P 0 >>"),
      .documentEncrypted),
  ]

  private static let coarsePDFs: [HostileScan] = [
    HostileScan(
      "coarse.pdf", ScanMaker.pdf(picture: [UInt8](repeating: 7, count: 413 * 585), width: 413, height: 585),
      .scanTooCoarse),
    HostileScan("blank.pdf", ScanMaker.pdf(content: " "), .scanPageBlank),
    HostileScan(
      "font-gone.pdf",
      ScanMaker.pdf(
        page:
          "/MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /TrueType /BaseFont /Arial >> >> >>",
        content: "BT /F 40 Tf 50 500 Td (Salam) Tj ET"), .scanFontMissing),
  ]

  private static let tiffs: [HostileScan] = {
    let whole = ScanMaker.tiff()
    return [
      HostileScan("circle.tif", ScanMaker.tiff { $0 }, .scanFileBroken),
      HostileScan("cut-off.tif", Array(whole.prefix(whole.count / 2)), .documentTruncated),
      HostileScan("next-outside.tif", ScanMaker.tiff { $0 + 1_000_000_000 }, .documentTruncated),
      HostileScan(
        "short-strip.tif", ScanMaker.tiff([ScanMaker.Page(strip: [1, 2, 3])]), .scanFileBroken, .scanPageUnreadable),
      HostileScan(
        "huge.tif", ScanMaker.tiff([ScanMaker.Page(width: 2_000_000, height: 2_000_000, strip: [1, 2, 3])]),
        .scanLimitExceeded, .scanFileBroken),
      HostileScan(
        "bad-g4.tif", ScanMaker.tiff([ScanMaker.Page(compression: 4, strip: Array(0...255))]), .scanPageUnreadable,
        .scanFileBroken),
      HostileScan("coarse.tif", ScanMaker.tiff([ScanMaker.Page(width: 827, height: 1169, dots: 100)]), .scanTooCoarse),
      HostileScan("postage.tif", ScanMaker.tiff([ScanMaker.Page(width: 64, height: 64, dots: 300)]), .scanTooCoarse),
      HostileScan(
        "no-directory.tif", Array("II".utf8) + ScanMaker.number(42, 2) + ScanMaker.number(0, 4), .documentTruncated),
      HostileScan("archive.tif", whole + ScanMaker.zipEnd, .scanOfTwoKinds),
    ]
  }()

  private static let jpegs: [HostileScan] = {
    guard let whole = try? ScanMaker.jpeg() else { return [] }
    var huge = whole
    if let frame = huge.indices.first(where: { huge[$0...].starts(with: [0xFF, 0xC0]) }) {
      huge.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xF0, 0xFF, 0xF0])
    }
    return [
      HostileScan("cut-off.jpg", Array(whole.prefix(whole.count / 2)), .documentTruncated),
      HostileScan("huge.jpg", huge, .scanLimitExceeded),
      HostileScan(
        "no-picture.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xD9], .documentTruncated, .scanFileBroken),
      HostileScan("archive.jpg", whole + ScanMaker.zipEnd, .scanOfTwoKinds),
      HostileScan("coarse.jpg", (try? ScanMaker.jpeg(dots: 40)) ?? [], .scanTooCoarse),
    ]
  }()

  private static let impostors: [HostileScan] = [
    HostileScan("empty.pdf", [], .scanFileBroken),
    HostileScan("text.pdf", Array("Bu bir mətndir".utf8), .scanFileBroken),
    HostileScan("program.tif", [0x7F] + Array("ELF".utf8) + [UInt8](repeating: 1, count: 200), .scanFileBroken),
    HostileScan("archive.pdf", whole + ScanMaker.zipEnd, .scanOfTwoKinds),
    HostileScan("page.pdf", Array("<html><script>alert(1)</script>\n".utf8) + whole, .scanFileBroken, .scanOfTwoKinds),
    HostileScan("shell.pdf", Array("#!/bin/sh\nrm -rf /\n".utf8) + whole, .scanOfTwoKinds),
    HostileScan("pdf-called.tif", whole, .scanOfTwoKinds),
    HostileScan("tiff-called.pdf", ScanMaker.tiff(), .scanOfTwoKinds),
  ]

  private static func replaced(_ octets: [UInt8], _ old: String, _ new: String) -> [UInt8] {
    Array(String(decoding: octets, as: UTF8.self).replacing(old, with: new).utf8)
  }
}
