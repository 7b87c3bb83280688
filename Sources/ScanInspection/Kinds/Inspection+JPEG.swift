extension Inspection {
  /// Of the formats that scanners write, only this one has a single page and no program to look into it: it is put into
  /// a PDF of one page as it is.
  mutating func inspectJPEG() throws(ScanFailure) {
    guard let octets = try scan.octets(upTo: inspector.tools.limits.fileSize), let frame = JPEGFrame(octets) else {
      return note(.scanFileBroken, ["detail": "it has no picture that can be read"])
    }
    report.pageCount = 1
    guard frame.width * frame.height <= Self.mostPixels else {
      return note(.scanLimitExceeded, page: 1, ["detail": "page 1 has \(frame.width) × \(frame.height) dots"])
    }
    // What scanners and telephones state about inches means nothing.
    noteCoarse(page: 1, dots: Int(Double(max(frame.width, frame.height)) / PaperSize.longEdge))
    drawing = (try folder.write(frame.page(showing: octets), as: "pages.pdf"), [1])
  }
}

/// The size of a JPEG picture (ITU-T T.81, B.2.2).
struct JPEGFrame {
  let width: Int
  let height: Int
  private let components: Int

  init?(_ octets: [UInt8]) {
    var position = 2
    while position + 9 < octets.count, octets[position] == 0xFF {
      let marker = octets[position + 1]
      if marker == 0xFF {  // fill octet, B.1.1.2
        position += 1
        continue
      }
      let length = Int(octets[position + 2]) << 8 | Int(octets[position + 3])
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        height = Int(octets[position + 5]) << 8 | Int(octets[position + 6])
        width = Int(octets[position + 7]) << 8 | Int(octets[position + 8])
        components = Int(octets[position + 9])
        guard width > 0, height > 0, [1, 3, 4].contains(components) else { return nil }
        return
      }
      guard length >= 2, marker != 0xDA, marker != 0xD9 else { return nil }
      position += 2 + length
    }
    return nil
  }

  /// A PDF of one page that shows the picture.
  func page(showing picture: [UInt8]) -> [UInt8] {
    let space = [1: "/DeviceGray", 3: "/DeviceRGB"][components] ?? "/DeviceCMYK"
    let scale = PaperSize.longEdge * 72 / Double(max(width, height))
    let (across, down) = (Double(width) * scale, Double(height) * scale)
    var writer = PDFWriter()
    writer.add("<< /Type /Catalog /Pages 2 0 R >>")
    writer.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    writer.add(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(across) \(down)] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>"
    )
    writer.add(stream: Array("\(across) 0 0 \(down) 0 0 cm /P Do".utf8))
    writer.add(
      stream: picture,
      "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) /BitsPerComponent 8 /ColorSpace \(space) /Filter /DCTDecode"
    )
    return writer.document
  }
}
