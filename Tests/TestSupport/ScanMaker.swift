import Foundation
package import ScanInspection

/// Makes small scans, octet by octet, so that each can be spoiled in exactly one place.
package enum ScanMaker {
  /// A PDF of A4 pages with dark bars on them.
  /// - Parameters:
  ///   - catalogue: Further entries of the catalogue.
  ///   - page: Further entries of every page.
  ///   - more: Further objects, the first of which is number `3 + 2 × pages`.
  package static func pdf(
    pages: Int = 1, catalogue: String = "", page: String = "/MediaBox [0 0 595 842]",
    content: String = "100 100 300 30 re f 100 300 200 30 re f", more: [String] = []
  ) -> [UInt8] {
    var writer = PDFWriter()
    let numbers = (0..<pages).map { 3 + 2 * $0 }
    writer.add("<< /Type /Catalog /Pages 2 0 R \(catalogue) >>")
    writer.add("<< /Type /Pages /Kids [\(numbers.map { "\($0) 0 R" }.joined(separator: " "))] /Count \(pages) >>")
    for number in numbers {
      writer.add("<< /Type /Page /Parent 2 0 R /Contents \(number + 1) 0 R \(page) >>")
      writer.add(stream: Array(content.utf8))
    }
    for object in more { writer.add(object) }
    return writer.document
  }

  /// A PDF whose one page is a picture of these octets.
  package static func pdf(picture octets: [UInt8], width: Int, height: Int, entries: String = "") -> [UInt8] {
    var writer = PDFWriter()
    writer.add("<< /Type /Catalog /Pages 2 0 R >>")
    writer.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    writer.add(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        + "/Resources << /XObject << /P 5 0 R >> >> >>")
    writer.add(stream: Array("595 0 0 842 0 0 cm /P Do".utf8))
    writer.add(
      stream: octets,
      "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) /BitsPerComponent 8 /ColorSpace /DeviceGray \(entries)"
    )
    return writer.document
  }

  /// One page of a TIFF file, without compression unless its octets are said to be compressed.
  package struct Page: Sendable {
    fileprivate let width: Int
    fileprivate let height: Int
    fileprivate let dots: Int
    /// TIFF 6.0: 1 is none, 4 is Group 4.
    fileprivate let compression: Int
    /// Nil for dark bars.
    fileprivate let strip: [UInt8]?

    package init(
      width: Int = 1654, height: Int = 2339, dots: Int = 200, compression: Int = 1, strip: [UInt8]? = nil
    ) {
      (self.width, self.height, self.dots) = (width, height, dots)
      (self.compression, self.strip) = (compression, strip)
    }

    fileprivate var octets: [UInt8] {
      if let strip { return strip }
      let row = (width + 7) / 8
      return (0..<height).flatMap { line in
        [UInt8](repeating: line % 200 < 20 ? 0xFF : 0, count: row)
      }
    }
  }

  /// - Parameter next: Where the last directory points; 0 is the end.
  package static func tiff(_ pages: [Page] = [Page()], next: (_ first: Int) -> Int = { _ in 0 }) -> [UInt8] {
    var octets: [UInt8] = Array("II".utf8) + number(42, 2) + number(0, 4)
    var pointer = 4
    var first = 0
    for (index, page) in pages.enumerated() {
      let strip = octets.count
      let data = page.octets
      octets += data + (data.count.isMultiple(of: 2) ? [] : [0])
      let resolution = octets.count
      octets += number(page.dots, 4) + number(1, 4)
      let directory = octets.count
      if index == 0 { first = directory }
      octets.replaceSubrange(pointer..<pointer + 4, with: number(directory, 4))
      let entries: [(tag: Int, type: Int, value: Int)] = [
        (256, 4, page.width), (257, 4, page.height), (258, 3, 1), (259, 3, page.compression), (262, 3, 0),
        (273, 4, strip), (277, 3, 1), (278, 4, page.height), (279, 4, data.count), (282, 5, resolution),
        (283, 5, resolution), (296, 3, 2),
      ]
      octets += number(entries.count, 2)
      for entry in entries {
        octets += number(entry.tag, 2) + number(entry.type, 2) + number(1, 4) + number(entry.value, 4)
      }
      pointer = octets.count
      octets += number(index == pages.count - 1 ? next(first) : 0, 4)
    }
    return octets
  }

  package static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
  }

  /// A grey picture as pdftoppm makes it of a page.
  package static func jpeg(dots: Int = 200) throws -> [UInt8] {
    try converted(
      pdf(), by: .pdftoppm, ["-jpeg", "-gray", "-r", "\(dots)", "-singlefile", "page.pdf", "page"], from: "page.pdf",
      to: "page.jpg")
  }

  package struct Missing: Error {}

  /// The end of a ZIP archive with nothing in it.
  package static let zipEnd: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)

  /// What one of the programs makes of a file.
  package static func converted(
    _ octets: [UInt8], by tool: ScanTools.Tool, _ arguments: [String], from name: String, to result: String
  ) throws -> [UInt8] {
    let folder = try WorkFolder()
    try Data(octets).write(to: URL(filePath: "\(folder.path)/\(name)"))
    guard let run = try ScanTools().run(tool, arguments, in: folder), run.ending == .exited(0) else { throw Missing() }
    return Array(try Data(contentsOf: URL(filePath: "\(folder.path)/\(result)")))
  }
}
