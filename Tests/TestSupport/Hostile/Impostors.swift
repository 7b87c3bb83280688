import Filing

extension HostileScan {
  private static func impostor(_ name: String, _ octets: [UInt8]) -> HostileScan {
    HostileScan(name, octets, .scanFileBroken, .scanOfTwoKinds)
  }

  /// What is something else, or two things at once.
  static let impostors: [HostileScan] = {
    let (pdf, tiff, jpeg) = (ScanMaker.pdf(), ScanMaker.tiff(), (try? ScanMaker.jpeg()) ?? [])
    let html = Array("<html><script>alert(1)</script></html>\n".utf8)
    let comment = [0xFF, 0xFE] + ScanMaker.number(pdf.count + 2, 2).reversed() + pdf
    return [
      impostor("empty.pdf", []),
      impostor("text.pdf", Array("Bu bir mətndir".utf8)),
      impostor("program.tif", [0x7F] + Array("ELF".utf8) + [UInt8](repeating: 1, count: 200)),
      impostor("windows-program.jpg", Array("MZ".utf8) + [UInt8](repeating: 1, count: 200)),
      impostor("postscript.pdf", Array("%!PS-Adobe-3.0\n(a) run\n".utf8)),
      impostor("picture.pdf", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 100)),
      impostor("gif.jpg", Array("GIF89a".utf8) + [UInt8](repeating: 0, count: 100)),
      impostor("xml.tif", Array("<?xml version='1.0'?><a/>".utf8)),
      impostor("page.html.pdf", html),
      impostor("office.pdf", [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 100) + ScanMaker.zipEnd),
      impostor("zeros.tif", [UInt8](repeating: 0, count: 100_000)),
      impostor("page-and-pdf.pdf", html + pdf),
      impostor("shell-and-pdf.pdf", Array("#!/bin/sh\nrm -rf /\n".utf8) + pdf),
      impostor("program-and-pdf.pdf", Array("MZ".utf8) + [UInt8](repeating: 1, count: 200) + pdf),
      impostor("late-pdf.pdf", [UInt8](repeating: 0x20, count: 2000) + pdf),
      impostor("pdf-and-archive.pdf", pdf + ScanMaker.zipEnd),
      impostor("tiff-and-archive.tif", tiff + ScanMaker.zipEnd),
      impostor("jpeg-and-archive.jpg", jpeg + ScanMaker.zipEnd),
      impostor("jpeg-and-pdf.jpg", Array(jpeg.prefix(2)) + comment + jpeg.dropFirst(2)),
      impostor(
        "tiff-and-pdf.tif", TIFFDraft(strip: [UInt8](repeating: 0, count: 16) + pdf).octets),
      impostor("pdf-called.tif", pdf), impostor("pdf-called.jpg", pdf), impostor("tiff-called.pdf", tiff),
      impostor("tiff-called.jpg", tiff), impostor("jpeg-called.pdf", jpeg), impostor("jpeg-called.tif", jpeg),
    ]
  }()
}
