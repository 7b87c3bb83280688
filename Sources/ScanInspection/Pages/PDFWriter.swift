/// Writes the few objects of a plain PDF, numbered from 1 as they come; the first is the catalogue (ISO 32000-1, 7.5).
package struct PDFWriter {
  private var octets = Array("%PDF-1.4\n%\u{E9}\u{E9}\n".utf8)
  private var places: [Int] = []

  package init() {}

  package mutating func add(_ object: String) { add(Array(object.utf8)) }

  package mutating func add(stream content: [UInt8], _ entries: String = "") {
    add(Array("<< \(entries) /Length \(content.count) >>\nstream\n".utf8) + content + Array("\nendstream".utf8))
  }

  private mutating func add(_ object: [UInt8]) {
    places.append(octets.count)
    octets += Array("\(places.count) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
  }

  package var document: [UInt8] {
    let entries = places.map { place in
      let digits = String(place)
      return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    let size = places.count + 1
    let end = """
      xref
      0 \(size)
      0000000000 65535 f \n\(entries.joined())trailer
      << /Size \(size) /Root 1 0 R >>
      startxref
      \(octets.count)
      %%EOF

      """
    return octets + Array(end.utf8)
  }
}
