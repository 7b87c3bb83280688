extension XMLTree {
  /// Writes the canonical form of a node set to a sink, as a stream.
  /// - Throws: ``CanonicalizationError``; ``SourceFailure`` when long text cannot be read; whatever the sink throws.
  public func canonicalize<Sink: OctetSink>(
    _ nodes: NodeSet, by canonicalization: Canonicalization, into sink: inout Sink
  ) throws {
    try withStorage { storage in
      var pass = CanonicalPass(self, storage, nodes, canonicalization, CanonicalWriter(sink))
      try pass.run()
      sink = pass.output.sink
    }
  }

  /// Digest of the canonical form of a node set. Faster than a sink of another module's, for which the compiler has no
  /// code of its own; and taken once, also where a signature's reference took it before.
  public func canonicalDigest(
    of nodes: NodeSet, by canonicalization: Canonicalization, with algorithm: DigestAlgorithm
  ) throws -> [UInt8] {
    let subject = ReferenceDigests.Subject(
      nodes: nodes, canonicalization: canonicalization, decodesBase64: false, algorithm: algorithm)
    return try digests.digest(of: subject) {
      var sink = algorithm.hasher()
      try canonicalize(nodes, by: canonicalization, into: &sink)
      return sink.finish()
    }
  }

  /// The canonical form of a node set in memory.
  public func canonicalOctets(_ nodes: NodeSet, by canonicalization: Canonicalization) throws -> [UInt8] {
    var collector = OctetCollector()
    try canonicalize(nodes, by: canonicalization, into: &collector)
    return collector.octets
  }
}

/// One pass over the nodes of a set in document order (Canonical XML 1.0 §2, 1.1 §2, Exclusive C14N §3).
private struct CanonicalPass<Sink: OctetSink> {
  let tree: XMLTree
  let storage: TreeStorage
  let set: NodeSet
  let method: CanonicalizationMethod
  let inclusivePrefixes: Set<ExactText>
  var output: CanonicalWriter<Sink>
  /// Elements that are written and not yet closed.
  private var open: [OpenElement] = []
  /// Namespaces that open elements have written, outermost first; of a set with explicit namespace nodes and an
  /// inclusive method, the whole namespace axis of each open element as far as it is in the set.
  private var rendered: [Binding] = []
  /// Where in `rendered` each prefix was written last. Senders decide how many there are.
  private var latest: [ExactText: Int] = [:]
  private let wholeAxis: Bool
  /// Number of the state that `rendered` is in: each change of it makes a new one, and the end of an element brings back
  /// the one before it.
  private var state = 0
  private var lastState = 0
  private var settled = SettledNames()

  private struct OpenElement {
    let node: Int
    let end: Int
    let renderedBefore: Int
    let stateBefore: Int
  }

  /// Names whose namespaces were found to be written already, in the state that `rendered` was in then.
  private struct SettledNames {
    private var slots = [(name: UInt32, state: Int)](repeating: (0, -1), count: 64)

    func has(_ name: UInt32, in state: Int) -> Bool {
      let slot = slots[Int(name % 64)]
      return slot.name == name && slot.state == state
    }

    mutating func insert(_ name: UInt32, in state: Int) { slots[Int(name % 64)] = (name, state) }
  }

  private struct Binding {
    let prefix: String
    let uri: String
    /// Where in `rendered` the prefix was written before.
    var previous: Int?

    init(prefix: String, uri: String) {
      self.prefix = prefix
      self.uri = uri
    }
  }

  init(
    _ tree: XMLTree, _ storage: TreeStorage, _ set: NodeSet, _ canonicalization: Canonicalization,
    _ output: CanonicalWriter<Sink>
  ) {
    self.tree = tree
    self.storage = storage
    self.set = set
    method = canonicalization.method
    inclusivePrefixes = canonicalization.inclusivePrefixes
    self.output = output
    wholeAxis = set.namespaces != nil && !canonicalization.method.isExclusive
  }

  mutating func run() throws {
    for range in set.ranges {
      for node in range {
        while let last = open.last, last.end <= node { try close() }
        try write(node)
      }
    }
    while !open.isEmpty { try close() }
    try output.flush()
  }

  private mutating func write(_ node: Int) throws {
    let id = XMLTree.NodeID(node)
    let record = storage.nodes[node]
    switch record.kind {
    case .document: break
    case .element: try openElement(node)
    case .text where record.second == XMLTree.referenced:
      try tree.withContent(of: id) { try output.write($0, escaping: .text) }
    case .text:
      let start = Int(record.first)
      try output.write(storage.held[start..<start + Int(record.second)], escaping: .text)
    case .comment:
      guard method.keepsComments else { return }
      try aroundTopLevel(node) { pass in
        try pass.output.write("<!--")
        try pass.tree.withContent(of: id) { try pass.output.write($0) }
        try pass.output.write("-->")
      }
    case .processingInstruction:
      try aroundTopLevel(node) { pass in
        try pass.output.write("<?")
        try pass.writeName(Int(pass.storage.nodes[node].name))
        if pass.tree.length(ofText: id) > 0 { try pass.output.write(" ") }
        try pass.tree.withContent(of: id) { try pass.output.write($0) }
        try pass.output.write("?>")
      }
    }
  }

  /// A comment or instruction outside the document element is set apart by a line feed (§2.3).
  private mutating func aroundTopLevel(_ node: Int, _ body: (inout Self) throws -> Void) throws {
    let isTopLevel = storage.nodes[node].parent == 0
    let isBeforeRoot = isTopLevel && node < tree.root.position
    if isTopLevel, !isBeforeRoot { try output.write("\n") }
    try body(&self)
    if isBeforeRoot { try output.write("\n") }
  }

  private mutating func close() throws {
    guard let element = open.popLast() else { return }
    while rendered.count > element.renderedBefore, let last = rendered.popLast() {
      latest[ExactText(last.prefix)] = last.previous
    }
    state = element.stateBefore
    try output.write(UInt8(ascii: "<"))
    try output.write(UInt8(ascii: "/"))
    try writeName(Int(storage.nodes[element.node].name))
    try output.write(UInt8(ascii: ">"))
  }

  private mutating func openElement(_ node: Int) throws {
    let name = storage.nodes[node].name
    let before = (rendered: rendered.count, state: state)
    try output.write(UInt8(ascii: "<"))
    try writeName(Int(name))
    if let range = plainAttributes(of: node) {
      if !isSettled(name, range, at: node) {
        try writeNamespaces(of: node, name: name, attributes: range.map(held))
      }
      for index in range {
        let attribute = storage.attributes[index]
        try openAttribute(Int(attribute.name))
        try writeValue(Int(attribute.offset)..<Int(attribute.offset) + Int(attribute.length))
      }
    } else {
      let attributes = writtenAttributes(of: node)
      try writeNamespaces(of: node, name: name, attributes: attributes)
      for attribute in attributes { try write(attribute) }
    }
    try output.write(UInt8(ascii: ">"))
    open.append(
      OpenElement(
        node: node, end: Int(storage.nodes[node].end), renderedBefore: before.rendered, stateBefore: before.state))
  }

  private mutating func write(_ attribute: WrittenAttribute) throws {
    switch attribute.value {
    case .held(let name, let range):
      try openAttribute(Int(name))
      try writeValue(range)
    case .computed(let text):
      try output.write(" ")
      try output.write(attribute.name.qualified)
      try output.write("=\"")
      try output.write(text, escaping: .attribute)
      try output.write(UInt8(ascii: "\""))
    }
  }

  private mutating func openAttribute(_ name: Int) throws {
    try output.write(UInt8(ascii: " "))
    try writeName(name)
    try output.write(UInt8(ascii: "="))
    try output.write(UInt8(ascii: "\""))
  }

  private mutating func writeValue(_ range: Range<Int>) throws {
    try output.write(storage.held[range], escaping: .attribute)
    try output.write(UInt8(ascii: "\""))
  }

  private mutating func writeName(_ name: Int) throws {
    try output.write(storage.names[name])
  }

  // MARK: Namespaces

  /// Whether no namespace has to be written for an element: of an exclusive method, because those of its names are; of an
  /// inclusive one, because it declares none and the element around it is written.
  private func isSettled(_ name: UInt32, _ attributes: Range<Int>, at node: Int) -> Bool {
    guard set.namespaces == nil else { return false }
    guard method.isExclusive else { return parentIsOpen(of: node) && storage.nodes[node].namespaceCount == 0 }
    return inclusivePrefixes.isEmpty && settled.has(name, in: state)
      && attributes.allSatisfy { index in
        let name = storage.attributes[index].name
        return tree.names[Int(name)].prefix.isEmpty || settled.has(name, in: state)
      }
  }

  private mutating func writeNamespaces(of node: Int, name: UInt32, attributes: [WrittenAttribute]) throws {
    let bindings = try namespaces(of: node, name: tree.names[Int(name)], attributes: attributes)
    for binding in bindings {
      if !wholeAxis { remember(binding) }
      // Only the default namespace can be taken back; of a prefix it is only remembered that it lapsed.
      if binding.uri.isEmpty, !binding.prefix.isEmpty { continue }
      if binding.prefix.isEmpty {
        try output.write(" xmlns=\"")
      } else {
        try output.write(" xmlns:")
        try output.write(binding.prefix)
        try output.write("=\"")
      }
      try output.write(binding.uri, escaping: .attribute)
      try output.write(UInt8(ascii: "\""))
    }
    if wholeAxis { axis(of: node).forEach { remember($0) } }
    if wholeAxis || !bindings.isEmpty {
      lastState += 1
      state = lastState
    }
    if set.namespaces == nil, method.isExclusive {
      settled.insert(name, in: state)
      // An attribute without a prefix has no namespace whatever the default is, so it says nothing about an element of the
      // same name.
      for case .held(let name, _) in attributes.lazy.map(\.value) where !tree.names[Int(name)].prefix.isEmpty {
        settled.insert(name, in: state)
      }
    }
  }

  private mutating func remember(_ binding: Binding) {
    var binding = binding
    binding.previous = latest.updateValue(rendered.count, forKey: ExactText(binding.prefix))
    rendered.append(binding)
  }

  private func parentIsOpen(of node: Int) -> Bool {
    open.last.map { $0.node == Int(storage.nodes[node].parent) } ?? false
  }

  private func namespaces(of node: Int, name: XMLName, attributes: [WrittenAttribute]) throws -> [Binding] {
    var wanted: [Binding] = []
    if method.isExclusive {
      wanted = visiblyUtilized(by: name, attributes, at: node)
      if !inclusivePrefixes.isEmpty {
        for binding in candidates(at: node)
        where isListed(binding.prefix) && !wanted.contains(where: { $0.prefix.isIdentical(to: binding.prefix) }) {
          wanted.append(binding)
        }
      }
      // Exclusive C14N §3: what counts is the nearest output ancestor that utilizes the prefix, and whether its namespace
      // node is in the set.
      wanted = wanted.map {
        isInSet($0.prefix, at: node, uri: $0.uri) ? $0 : Binding(prefix: $0.prefix, uri: "")
      }
    } else {
      wanted = candidates(at: node)
    }
    wanted.removeAll { binding in
      binding.prefix == "xml" || (lastRendered(binding.prefix) ?? "").isIdentical(to: binding.uri)
        || !isInSet(binding.prefix, at: node, uri: binding.uri)
    }
    if wanted.count > 1 { wanted.sort { $0.prefix.precedesInOctets($1.prefix) } }
    for binding in wanted where !binding.uri.isEmpty && !Self.isAbsolute(binding.uri) {
      throw CanonicalizationError.relativeNamespace(binding.uri)
    }
    return wanted
  }

  /// Exclusive C14N §1.1: the element's own prefix and those of its attributes in the set.
  private func visiblyUtilized(by name: XMLName, _ attributes: [WrittenAttribute], at node: Int) -> [Binding] {
    var bindings = [Binding(prefix: name.prefix, uri: name.namespace)]
    for attribute in attributes where !attribute.name.prefix.isEmpty {
      if !bindings.contains(where: { $0.prefix.isIdentical(to: attribute.name.prefix) }) {
        bindings.append(Binding(prefix: attribute.name.prefix, uri: attribute.name.namespace))
      }
    }
    return bindings
  }

  /// Namespaces of the element's axis that may have to be written: its own declarations where its parent is written
  /// too, all that are in scope where it is not.
  private func candidates(at node: Int) -> [Binding] {
    let parentIsOpen = parentIsOpen(of: node)
    if parentIsOpen, set.namespaces == nil {
      return tree.namespaceRange(of: XMLTree.NodeID(node)).map {
        Binding(prefix: tree.namespaces[$0].prefix, uri: tree.namespaces[$0].uri)
      }
    }
    var bindings = inScope(at: node)
    // No default namespace here, but one written above: it must be taken back.
    if set.namespaces != nil || !parentIsOpen,
      !bindings.contains(where: { $0.prefix.isEmpty && isInSet("", at: node, uri: $0.uri) })
    {
      bindings.removeAll { $0.prefix.isEmpty }
      bindings.append(Binding(prefix: "", uri: ""))
    }
    return bindings
  }

  private func inScope(at node: Int) -> [Binding] {
    var bindings: [Binding] = []
    var seen: Set<ExactText> = []
    var current = node
    while current != 0 {
      for index in tree.namespaceRange(of: XMLTree.NodeID(current)) {
        let declared = tree.namespaces[index]
        if seen.insert(ExactText(declared.prefix)).inserted {
          bindings.append(Binding(prefix: declared.prefix, uri: declared.uri))
        }
      }
      current = Int(storage.nodes[current].parent)
    }
    return bindings
  }

  private func axis(of node: Int) -> [Binding] {
    inScope(at: node).filter { isInSet($0.prefix, at: node, uri: $0.uri) && !$0.uri.isEmpty }
  }

  private func isListed(_ prefix: String) -> Bool {
    inclusivePrefixes.contains(ExactText(prefix))
  }

  private func isInSet(_ prefix: String, at node: Int, uri: String) -> Bool {
    guard let explicit = set.namespaces, !uri.isEmpty else { return true }
    return explicit.contains(NodeSet.NamespaceNode(element: node, prefix: prefix))
  }

  private func lastRendered(_ prefix: String) -> String? {
    guard let index = latest[ExactText(prefix)] else { return nil }
    // Of a whole axis, what counts is that of the element around.
    if wholeAxis, let last = open.last, index < last.renderedBefore { return nil }
    return rendered[index].uri
  }

  /// Whether a namespace name is an absolute URI reference: a scheme and a colon (RFC 3986 §3.1).
  private static func isAbsolute(_ uri: String) -> Bool {
    guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")), colon != uri.startIndex else { return false }
    return uri.utf8[..<colon].allSatisfy { octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
  }

  // MARK: Attributes

  private struct WrittenAttribute {
    enum Value {
      case held(name: UInt32, Range<Int>)
      case computed(String)
    }

    let name: XMLName
    let value: Value
  }

  /// The element's attributes, if they are written as they stand: all of them, no others, in this order.
  private func plainAttributes(of node: Int) -> Range<Int>? {
    guard set.attributes == nil, method.isExclusive || parentIsOpen(of: node) || omittedParent(of: node) == nil else {
      return nil
    }
    let range = attributeRange(of: node)
    let isInOrder = zip(range, range.dropFirst()).allSatisfy { before, after in
      precedes(tree.names[Int(storage.attributes[before].name)], tree.names[Int(storage.attributes[after].name)])
    }
    return isInOrder ? range : nil
  }

  /// Order of attributes (Canonical XML 1.0 §2.2): by namespace, then by local name.
  private func precedes(_ left: XMLName, _ right: XMLName) -> Bool {
    left.namespace.isIdentical(to: right.namespace)
      ? left.local.precedesInOctets(right.local) : left.namespace.precedesInOctets(right.namespace)
  }

  private func writtenAttributes(of node: Int) -> [WrittenAttribute] {
    let range = attributeRange(of: node)
    var written: [WrittenAttribute] = []
    if !range.isEmpty {
      written.reserveCapacity(range.count)
      for index in range where set.attributes?.contains(index) ?? true { written.append(held(index)) }
    }
    if !method.isExclusive, let parent = omittedParent(of: node) {
      addInherited(from: parent, to: node, into: &written)
    }
    if written.count > 1 { written.sort { precedes($0.name, $1.name) } }
    return written
  }

  private func attributeRange(of node: Int) -> Range<Int> {
    let record = storage.nodes[node]
    return Int(record.first)..<Int(record.first) + Int(record.attributeCount)
  }

  private func held(_ index: Int) -> WrittenAttribute {
    let attribute = storage.attributes[index]
    return WrittenAttribute(
      name: tree.names[Int(attribute.name)],
      value: .held(
        name: attribute.name, Int(attribute.offset)..<Int(attribute.offset) + Int(attribute.length)))
  }

  /// The element's parent element, if it is not in the set.
  private func omittedParent(of node: Int) -> Int? {
    let parent = Int(storage.nodes[node].parent)
    return parent == 0 || set.contains(parent) ? nil : parent
  }

  /// Attributes of the xml namespace that an element takes over from ancestors which the set omits
  /// (Canonical XML 1.0 §2.4: all of them; 1.1 §2.4: `xml:lang` and `xml:space` alone, and `xml:base` joined).
  private func addInherited(from parent: Int, to node: Int, into written: inout [WrittenAttribute]) {
    let own = attributeRange(of: node).map { tree.names[Int(storage.attributes[$0].name)] }
    var taken = Set(own.filter { $0.namespace == Self.xmlNamespace }.map { Array($0.local.utf8) })
    if method.isVersion11 { addJoinedBase(from: parent, to: node, into: &written) }
    var ancestor = parent
    while ancestor != 0 {
      for index in tree.attributeRange(of: XMLTree.NodeID(ancestor)) {
        let name = tree.names[Int(storage.attributes[index].name)]
        guard name.namespace == Self.xmlNamespace, !method.isVersion11 || name.local == "lang" || name.local == "space",
          taken.insert(Array(name.local.utf8)).inserted
        else { continue }
        written.append(held(index))
      }
      ancestor = Int(storage.nodes[ancestor].parent)
    }
  }

  private func addJoinedBase(from parent: Int, to node: Int, into written: inout [WrittenAttribute]) {
    var bases: [String] = []
    var ancestor = parent
    while ancestor != 0, !set.contains(ancestor) {
      if let base = tree.attribute("base", Self.xmlNamespace, of: XMLTree.NodeID(ancestor)) { bases.append(base) }
      ancestor = Int(storage.nodes[ancestor].parent)
    }
    guard !bases.isEmpty else { return }
    let own = tree.attribute("base", Self.xmlNamespace, of: XMLTree.NodeID(node))
    let joined = (bases.reversed() + (own.map { [$0] } ?? [])).reduce(nil as String?) { result, next in
      result.map { RelativeReference.join($0, next) } ?? next
    }
    written.removeAll { $0.name.is("base", in: Self.xmlNamespace) }
    if let joined, !joined.isEmpty {
      written.append(
        WrittenAttribute(
          name: XMLName(prefix: "xml", local: "base", namespace: Self.xmlNamespace), value: .computed(joined)))
    }
  }

  private static var xmlNamespace: String { "http://www.w3.org/XML/1998/namespace" }
}

extension String {
  /// Order by UTF-8 octets, which is the order by code points that Canonical XML wants; Swift's own order is another.
  func precedesInOctets(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
