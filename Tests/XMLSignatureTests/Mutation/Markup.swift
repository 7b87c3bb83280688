/// A node of a document as it is written, to be changed and written again; nothing of it is interpreted.
struct Markup {
  enum Kind { case document, element, text, cdata, comment, instruction }

  struct Attribute {
    var name: [UInt8]
    /// As it stands between the quotes.
    var value: [UInt8]
    var quote: UInt8
  }

  var kind: Kind
  /// Of an element, with its prefix.
  var name: [UInt8] = []
  var attributes: [Attribute] = []
  var children: [Markup] = []
  /// What stands between the delimiters of everything that is no element.
  var content: [UInt8] = []

  static func text(_ content: String) -> Markup { Markup(kind: .text, content: Array(content.utf8)) }
  static func comment(_ content: String) -> Markup { Markup(kind: .comment, content: Array(content.utf8)) }

  static func element(_ name: String, _ attributes: [(String, String)] = [], _ children: [Markup] = []) -> Markup {
    Markup(
      kind: .element, name: Array(name.utf8), attributes: attributes.map { Attribute($0.0, $0.1) }, children: children)
  }

  var local: [UInt8] { Array(name.split(separator: UInt8(ascii: ":")).last ?? []) }
  func isNamed(_ local: String) -> Bool { kind == .element && self.local == Array(local.utf8) }
}

extension Markup.Attribute {
  init(_ name: String, _ value: String) {
    self.init(name: Array(name.utf8), value: Array(value.utf8), quote: UInt8(ascii: "\""))
  }

  var isDeclaration: Bool { name == Array("xmlns".utf8) || name.starts(with: "xmlns:".utf8) }
  var isIdentifier: Bool { ["Id", "ID", "id", "xml:id"].contains { name == Array($0.utf8) } }
}

// MARK: Places

extension Markup {
  /// Positions among siblings, from the document down.
  typealias Path = [Int]

  subscript(path: Path) -> Markup {
    get { path.reduce(self) { $0.children[$1] } }
    set { change(path[...]) { $0 = newValue } }
  }

  mutating func change(_ path: Path.SubSequence, _ body: (inout Markup) -> Void) {
    guard let first = path.first else { return body(&self) }
    children[first].change(path.dropFirst(), body)
  }

  /// Puts nodes where one is.
  mutating func replace(_ path: Path, with nodes: [Markup]) {
    guard let last = path.last else { return }
    change(path.dropLast()) { $0.children.replaceSubrange(last...last, with: nodes) }
  }

  /// All nodes that are wanted, in document order.
  func paths(where isWanted: (Markup) -> Bool) -> [Path] {
    var found: [Path] = []
    collect(isWanted, at: [], into: &found)
    return found
  }

  private func collect(_ isWanted: (Markup) -> Bool, at path: Path, into found: inout [Path]) {
    for (index, child) in children.enumerated() {
      if isWanted(child) { found.append(path + [index]) }
      child.collect(isWanted, at: path + [index], into: &found)
    }
  }
}

// MARK: Reading and writing

extension Markup {
  /// Reads a well-formed document in UTF-8 without a document type declaration.
  init(_ octets: [UInt8]) {
    var open = [Markup(kind: .document)]
    var rest = octets[...]
    func take(_ start: Int, to end: String) -> [UInt8] {
      rest = rest.dropFirst(start)
      let stop = rest.firstRange(of: Array(end.utf8)) ?? rest.endIndex..<rest.endIndex
      defer { rest = rest[stop.upperBound...] }
      return Array(rest[..<stop.lowerBound])
    }
    while let first = rest.first {
      if first != UInt8(ascii: "<") {
        let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        open[open.count - 1].children.append(Markup(kind: .text, content: Array(rest[..<end])))
        rest = rest[end...]
      } else if rest.starts(with: "<!--".utf8) {
        open[open.count - 1].children.append(Markup(kind: .comment, content: take(4, to: "-->")))
      } else if rest.starts(with: "<![CDATA[".utf8) {
        open[open.count - 1].children.append(Markup(kind: .cdata, content: take(9, to: "]]>")))
      } else if rest.starts(with: "<?".utf8) {
        open[open.count - 1].children.append(Markup(kind: .instruction, content: take(2, to: "?>")))
      } else if rest.starts(with: "</".utf8) {
        _ = take(2, to: ">")
        let closed = open.removeLast()
        open[open.count - 1].children.append(closed)
      } else {
        let (element, isEmpty) = Self.startTag(&rest)
        if isEmpty { open[open.count - 1].children.append(element) } else { open.append(element) }
      }
    }
    self = open[0]
  }

  private static func startTag(_ rest: inout ArraySlice<UInt8>) -> (Markup, isEmpty: Bool) {
    func isSpace(_ octet: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(octet) }
    rest = rest.dropFirst()
    let name = rest.prefix { !isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    rest = rest.dropFirst(name.count)
    var element = Markup(kind: .element, name: Array(name))
    while true {
      rest = rest.drop(while: isSpace)
      guard let next = rest.first, next != UInt8(ascii: ">"), next != UInt8(ascii: "/") else { break }
      let attribute = rest.prefix { $0 != UInt8(ascii: "=") && !isSpace($0) }
      rest = rest.dropFirst(attribute.count).drop { isSpace($0) || $0 == UInt8(ascii: "=") }
      guard let quote = rest.popFirst() else { break }
      let value = rest.prefix { $0 != quote }
      rest = rest.dropFirst(value.count + 1)
      element.attributes.append(Attribute(name: Array(attribute), value: Array(value), quote: quote))
    }
    let isEmpty = rest.first == UInt8(ascii: "/")
    rest = rest.dropFirst(isEmpty ? 2 : 1)
    return (element, isEmpty)
  }

  var octets: [UInt8] {
    var octets: [UInt8] = []
    write(into: &octets)
    return octets
  }

  private func write(into octets: inout [UInt8]) {
    switch kind {
    case .document: for child in children { child.write(into: &octets) }
    case .text: octets += content
    case .cdata: octets += Array("<![CDATA[".utf8) + content + Array("]]>".utf8)
    case .comment: octets += Array("<!--".utf8) + content + Array("-->".utf8)
    case .instruction: octets += Array("<?".utf8) + content + Array("?>".utf8)
    case .element:
      octets.append(UInt8(ascii: "<"))
      octets += name
      for attribute in attributes {
        octets.append(0x20)
        octets += attribute.name
        octets += [UInt8(ascii: "="), attribute.quote]
        octets += attribute.value
        octets.append(attribute.quote)
      }
      if children.isEmpty {
        octets += [UInt8(ascii: "/"), UInt8(ascii: ">")]
      } else {
        octets.append(UInt8(ascii: ">"))
        for child in children { child.write(into: &octets) }
        octets += [UInt8(ascii: "<"), UInt8(ascii: "/")]
        octets += name
        octets.append(UInt8(ascii: ">"))
      }
    }
  }
}
