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

  /// Nil where it is not as scanners write it and every program reads it: baseline or progressive, with Huffman codes, eight
  /// bits a sample. Others are drawn by some programs, and by some as nothing.
  init?(_ octets: [UInt8]) {
    var position = 2
    var frame: (width: Int, height: Int, quantisations: [UInt8])?
    var tables = JPEGTables()
    while position + 9 < octets.count, octets[position] == 0xFF {
      let marker = octets[position + 1]
      if marker == 0xFF {  // fill octet, B.1.1.2
        position += 1
        continue
      }
      let end = position + 2 + (Int(octets[position + 2]) << 8 | Int(octets[position + 3]))
      guard end >= position + 4, end <= octets.count else { return nil }
      let segment = octets[position + 4..<end]
      switch marker {
      case 0xC0...0xC2:
        frame = Self.frame(Array(segment))
        guard frame != nil else { return nil }
      case 0xC4: guard JPEGTables.arePossible(segment) else { return nil }
      case 0xDB: guard tables.takeQuantisations(segment) else { return nil }
      case 0xDA:
        guard let frame, tables.quantisations.isSuperset(of: frame.quantisations) else { return nil }
        (width, height, components) = (frame.width, frame.height, frame.quantisations.count)
        return
      case 0xC3, 0xC5...0xCF, 0xD9: return nil
      default: break
      }
      position = end
    }
    return nil
  }

  /// Precision, height, width, then of each component its name, its sampling and its quantisation table.
  private static func frame(_ segment: [UInt8]) -> (width: Int, height: Int, quantisations: [UInt8])? {
    guard segment.count >= 6, segment[0] == 8, [1, 3, 4].contains(segment[5]),
      segment.count == 6 + 3 * Int(segment[5])
    else { return nil }
    let (height, width) = (Int(segment[1]) << 8 | Int(segment[2]), Int(segment[3]) << 8 | Int(segment[4]))
    guard width > 0, height > 0 else { return nil }
    return (width, height, stride(from: 8, to: segment.count, by: 3).map { segment[$0] })
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
