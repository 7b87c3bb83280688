import Glibc

/// Finds where an element ends in the octets of a document that was parsed already, without reading it a second time as
/// XML: only enough is looked at to tell tags from text, and what is built on the answer is parsed and verified again.
///
/// Well-formed UTF-8 without a document type declaration is presumed; the parser has seen to both.
struct MarkupScan {
  /// Where an element's content ends.
  struct ElementEnd: Equatable {
    /// Of the `</` of its end tag, or of the `/>` of an empty-element tag.
    let offset: Int
    let isEmptyTag: Bool
  }

  private enum State: Equatable {
    case text
    /// After `<`, and after `<!`.
    case opened, declaration
    case comment, cdata, instruction, startTag, endTag
    case quoted(UInt8)
  }

  /// Position of the wanted element among all elements, in document order, from 1 on.
  private let ordinal: Int
  private var state = State.text
  private var position = 0
  private var tagStart = 0
  private var elements = 0
  private var depth = 0
  private var wantedDepth: Int?
  /// How many of the octets that may end a comment, CDATA section or instruction have just been seen.
  private var run = 0
  private var endsInSlash = false
  private(set) var end: ElementEnd?

  static func end(of element: XMLTree.NodeID, of tree: XMLTree, in source: ByteSource) throws -> ElementEnd? {
    let upTo = 0...element.position
    var scan = MarkupScan(ordinal: upTo.count { tree.nodes[$0].kind == .element })
    try source.forEachChunk(in: 0..<source.count) { scan.read($0) }
    return scan.end
  }

  init(ordinal: Int) { self.ordinal = ordinal }

  /// Takes the next octets of the document.
  mutating func read(_ octets: UnsafeRawBufferPointer) {
    defer { position += octets.count }
    guard let base = octets.baseAddress else { return }
    var index = 0
    while index < octets.count, end == nil {
      if state == .text {
        guard let found = memchr(base + index, Int32(UInt8(ascii: "<")), octets.count - index) else { return }
        index = base.distance(to: UnsafeRawPointer(found))
        tagStart = position + index
        state = .opened
      } else {
        step(octets[index], at: position + index)
      }
      index += 1
    }
  }

  private mutating func step(_ octet: UInt8, at offset: Int) {
    switch state {
    case .text: break
    case .opened: open(octet)
    case .declaration:
      // The second hyphen of `<!--` is not one that can end the comment.
      state = octet == UInt8(ascii: "-") ? .comment : .cdata
      run = state == .comment ? -1 : 0
    case .comment: scanSection(octet, ending: UInt8(ascii: "-"), times: 2)
    case .cdata: scanSection(octet, ending: UInt8(ascii: "]"), times: 2)
    case .instruction: scanSection(octet, ending: UInt8(ascii: "?"), times: 1)
    case .quoted(let quote): if octet == quote { state = .startTag }
    case .startTag:
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .quoted(octet)
      case UInt8(ascii: ">"): finishStartTag(at: offset)
      default: break
      }
      endsInSlash = octet == UInt8(ascii: "/")
    case .endTag:
      guard octet == UInt8(ascii: ">") else { return }
      if depth == wantedDepth { end = ElementEnd(offset: tagStart, isEmptyTag: false) }
      depth -= 1
      state = .text
    }
  }

  private mutating func open(_ octet: UInt8) {
    run = 0
    endsInSlash = false
    switch octet {
    case UInt8(ascii: "!"): state = .declaration
    case UInt8(ascii: "?"): state = .instruction
    case UInt8(ascii: "/"): state = .endTag
    default:
      state = .startTag
      elements += 1
    }
  }

  private mutating func finishStartTag(at offset: Int) {
    state = .text
    if endsInSlash {
      if elements == ordinal { end = ElementEnd(offset: offset - 1, isEmptyTag: true) }
    } else {
      depth += 1
      if elements == ordinal { wantedDepth = depth }
    }
  }

  private mutating func scanSection(_ octet: UInt8, ending: UInt8, times: Int) {
    if octet == ending {
      run += 1
    } else {
      if octet == UInt8(ascii: ">"), run >= times { state = .text }
      run = 0
    }
  }
}
