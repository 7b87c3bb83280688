/// Writes elements, with every value escaped, so that it reads back as it was given.
struct XMLWriter {
  private(set) var octets: [UInt8] = []

  /// - Parameters:
  ///   - name: With its prefix, as it shall stand.
  ///   - attributes: In the order in which they shall stand; namespace declarations are written as attributes.
  /// - Throws: ``SigningDefect/notText(_:)``.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ content: (inout XMLWriter) throws -> Void = { _ in }
  ) throws {
    try open(name, attributes.map { ($0.key, $0.value) })
    try content(&self)
    close(name)
  }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) throws {
    try element(name, attributes) { try $0.text(text) }
  }

  mutating func open(_ name: String, _ attributes: [(name: String, value: String)]) throws {
    append("<\(name)")
    for attribute in attributes {
      append(" \(attribute.name)=\"")
      try append(attribute.value, escaping: .attribute)
      append("\"")
    }
    append(">")
  }

  mutating func close(_ name: String) { append("</\(name)>") }

  mutating func text(_ text: String) throws { try append(text, escaping: .text) }

  mutating func raw(_ element: [UInt8]) { octets += element }

  private mutating func append(_ text: String) { octets += Array(text.utf8) }

  /// What Canonical XML escapes is what a parser would otherwise change, so its rules keep every value.
  private mutating func append(_ text: String, escaping: CanonicalEscaping) throws {
    guard text.unicodeScalars.allSatisfy(\.isXMLCharacter) else { throw SigningDefect.notText(text) }
    for octet in text.utf8 {
      if let replacement = escaping.replacement(for: octet) {
        append("\(replacement)")
      } else {
        octets.append(octet)
      }
    }
  }
}

extension Unicode.Scalar {
  /// XML 1.0 §2.2.
  fileprivate var isXMLCharacter: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
