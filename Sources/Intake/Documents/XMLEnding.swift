/// Whether an XML document has an end: the end tag of its document element stands near the end of the file.
///
/// Not well-formedness, which is for the parser to say: only what tells a document from one that is still being copied.
enum XMLEnding {
  static func isMissing(in document: DocumentBytes) -> Bool {
    // In UTF-16 and the like names are not found octet by octet; the parser decides.
    guard !isWide(document.head) else { return false }
    switch beginning(of: document.head) {
    case .element(let name): return !hasEndTag(name, in: document.tail)
    case .emptyElement: return false
    case .cutOff: return document.size <= document.head.count
    case .unknown: return false
    }
  }

  /// Whether characters have more octets than one: by a byte order mark, or the NUL in the first of them, which is `<`.
  static func isWide(_ head: [UInt8]) -> Bool {
    head.prefix(2).contains(0) || head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE])
  }

  private enum Beginning {
    /// The name in the first start tag, after declaration, instructions and comments.
    case element([UInt8])
    /// That tag is the end tag too.
    case emptyElement
    /// The octets end before there is one.
    case cutOff
    /// It cannot be told, as behind a document type declaration.
    case unknown
  }

  private static func beginning(of head: [UInt8]) -> Beginning {
    var rest = head[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      if rest.starts(with: "!--".utf8) {
        guard let close = rest.firstIndex(of: "-->") else { return .cutOff }
        rest = rest[(close + 3)...]
      } else if rest.first == UInt8(ascii: "?") {
        guard let close = rest.firstIndex(of: "?>") else { return .cutOff }
        rest = rest[(close + 2)...]
      } else if rest.first == UInt8(ascii: "!") {
        // `<`, `<!` and `<!-` may become a comment.
        return rest.count < 3 ? .cutOff : .unknown
      } else {
        let name = rest.prefix { !" \t\r\n/>".utf8.contains($0) }
        if name.endIndex == head.endIndex { return .cutOff }
        if name.isEmpty { return .unknown }
        guard let isEmpty = isEmptyElement(rest[name.endIndex...]) else { return .cutOff }
        return isEmpty ? .emptyElement : .element(Array(name))
      }
    }
    return .cutOff
  }

  /// Backwards: in a complete document it is found at once.
  private static func hasEndTag(_ name: [UInt8], in tail: [UInt8]) -> Bool {
    let end = Array("</".utf8) + name
    guard let start = end.withUnsafeBufferPointer({ tail.lastIndex(ofOctets: $0) }) else { return false }
    // The last octet may be on its way too.
    return tail[(start + end.count)...].first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: ">")
  }

  /// - Parameter rest: What follows the name in a start tag.
  /// - Returns: Nil where the tag has no end.
  private static func isEmptyElement(_ rest: ArraySlice<UInt8>) -> Bool? {
    var quote: UInt8?
    var last: UInt8 = 0
    for octet in rest {
      if let open = quote {
        if octet == open { quote = nil }
      } else if octet == UInt8(ascii: ">") {
        return last == UInt8(ascii: "/")
      } else if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") {
        quote = octet
      }
      last = octet
    }
    return nil
  }
}
