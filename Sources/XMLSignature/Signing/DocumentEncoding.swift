/// The encoding that a document is written in, by its first octets and its XML declaration (XML 1.0 §4.3.3, Annex F).
enum DocumentEncoding {
  /// The name of an encoding other than UTF-8; nil for UTF-8.
  static func foreign(in source: ByteSource) throws -> String? {
    // A declaration is short; one that is not is none that a person wrote.
    let start = try head(of: source, 1 << 10)
    for (mark, name) in marks where start.starts(with: mark) { return name }
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    guard text.starts(with: Array("<?xml".utf8)), text.dropFirst(5).first.map(isSpace) ?? false else { return nil }
    guard let end = text.firstRange(of: Array("?>".utf8)) else { return "one that its long XML declaration may name" }
    let declaration = String(decoding: text[..<end.lowerBound], as: UTF8.self)
    guard let name = declaration.firstMatch(of: /\sencoding\s*=\s*["']([^"']*)["']/)?.1 else { return nil }
    return name.lowercased() == "utf-8" ? nil : String(name)
  }

  private static func head(of source: ByteSource, _ most: Int) throws -> [UInt8] {
    var octets: [UInt8] = []
    try source.forEachChunk(in: 0..<min(most, source.count)) { octets.append(contentsOf: $0) }
    return octets
  }

  private static func isSpace(_ octet: UInt8) -> Bool {
    octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D
  }

  /// Longest first.
  private static let marks: [([UInt8], String)] = [
    ([0x00, 0x00, 0xFE, 0xFF], "UTF-32"), ([0xFF, 0xFE, 0x00, 0x00], "UTF-32"), ([0x00, 0x00, 0x00, 0x3C], "UTF-32"),
    ([0x3C, 0x00, 0x00, 0x00], "UTF-32"), ([0x4C, 0x6F, 0xA7, 0x94], "EBCDIC"), ([0xFE, 0xFF], "UTF-16"),
    ([0xFF, 0xFE], "UTF-16"), ([0x00, 0x3C], "UTF-16"), ([0x3C, 0x00], "UTF-16"),
  ]
}
