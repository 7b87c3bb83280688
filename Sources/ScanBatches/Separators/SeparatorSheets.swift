import ScanInspection

/// Separator sheets to print on A4: the code twice, so that dirt on one does no harm, and what it says for people.
package struct SeparatorSheets {
  private let codes: [SeparatorCode]

  package init(_ codes: [SeparatorCode]) { self.codes = codes }

  /// In points.
  private static let module = 5
  private static let (width, height) = (595, 842)

  package var pdf: [UInt8] {
    var writer = PDFWriter()
    let pages = codes.indices.map { 4 + 2 * $0 }
    writer.add("<< /Type /Catalog /Pages 2 0 R >>")
    writer.add(
      "<< /Type /Pages /Kids [\(pages.map { "\($0) 0 R" }.joined(separator: " "))] /Count \(pages.count) "
        + "/MediaBox [0 0 \(Self.width) \(Self.height)] /Resources << /Font << /F 3 0 R >> >> >>")
    writer.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
    for (code, page) in zip(codes, pages) {
      writer.add("<< /Type /Page /Parent 2 0 R /Contents \(page + 1) 0 R >>")
      writer.add(stream: Array(Self.content(of: code).utf8))
    }
    return writer.document
  }

  private static func content(of code: SeparatorCode) -> String {
    guard let symbol = QRSymbol(code.text) else { preconditionFailure("a separator's code fits: \(code.text)") }
    let left = (width - QRSymbol.size * module) / 2
    let lines = [
      (34, 470, "AYIRICI  /  SEPARATOR"), (34, 425, "\(code.number) / \(code.total)   \(code.series)"),
      (24, 390, code.caseNumber.text), (16, 365, code.documentType), (7, 350, code.text),
    ]
    let text = lines.map { "BT /F \($0.0) Tf \(left - 40) \($0.1) Td (\(escaped($0.2))) Tj ET" }
    return (squares(of: symbol, left: left, bottom: 560) + squares(of: symbol, left: left, bottom: 110) + text)
      .joined(separator: "\n")
  }

  private static func squares(of symbol: QRSymbol, left: Int, bottom: Int) -> [String] {
    (0..<QRSymbol.size).flatMap { y in
      (0..<QRSymbol.size).filter { symbol[$0, y] }.map { x in
        "\(left + x * module) \(bottom + (QRSymbol.size - 1 - y) * module) \(module) \(module) re f"
      }
    }
  }

  /// Strings of PDF stand in brackets (ISO 32000-1, 7.3.4.2).
  private static func escaped(_ text: String) -> String {
    text.replacing("(", with: "\\(").replacing(")", with: "\\)")
  }
}
