/// Whether an XML document has an end: the end tag of its document element stands near the end of the file.
///
/// Not well-formedness, which is for the parser to say: only what tells a document from one that is still being copied.
enum XMLEnding {
  static func isMissing(in document: DocumentBytes) -> Bool {
    // In UTF-16 and the like names are not found octet by octet; the parser decides.
    guard !document.head.prefix(64).contains(0), let name = documentElement(in: document.head) else { return false }
    let end = Array("</".utf8) + name
    // Backwards: in a complete document it is found at once.
    return end.withUnsafeBufferPointer { document.tail.lastIndex(ofOctets: $0) } == nil
      && !isEmptyElement(document.tail)
  }

  /// The name in the first start tag, after declaration, instructions and comments; nil where it cannot be told, as
  /// behind a document type declaration.
  private static func documentElement(in head: [UInt8]) -> [UInt8]? {
    var rest = head[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      if rest.starts(with: "!--".utf8) {
        guard let close = rest.firstIndex(of: "-->") else { return nil }
        rest = rest[(close + 3)...]
      } else if rest.first == UInt8(ascii: "?") {
        guard let close = rest.firstIndex(of: "?>") else { return nil }
        rest = rest[(close + 2)...]
      } else if rest.first == UInt8(ascii: "!") {
        return nil
      } else {
        let name = rest.prefix { !" \t\r\n/>".utf8.contains($0) }
        // A name that runs to the end of the window is cut off.
        return name.isEmpty || name.endIndex == head.endIndex ? nil : Array(name)
      }
    }
    return nil
  }

  private static func isEmptyElement(_ tail: [UInt8]) -> Bool {
    tail.reversed().drop { " \t\r\n".utf8.contains($0) }.starts(with: "/>".utf8.reversed())
  }
}
