import CLibXML2

/// Turns the parser's events into an ``XMLTree``, within the limits, and hands them on to a schema if there is one.
///
/// Adjacent text and CDATA become one node. Text of a run that grows long is no longer copied: where the run stands in the source
/// octet for octet it is remembered as a range, otherwise it is spooled.
struct TreeBuilder {
  private let limits: ParsingLimits
  private let source: ByteSource
  private let schema: SchemaValidation?

  private var nodes: [XMLTree.Node] = []
  private var attributes: [XMLTree.Attribute] = []
  private var namespaces: [XMLTree.NamespaceDeclaration] = []
  private var names: [XMLName] = []
  private var nameIndex: [InternedName: UInt32] = [:]
  private var recentNames = RecentNames()
  private var uriStrings: [UInt: String] = [:]
  private var held: [UInt8] = []
  private var references: [ByteSource.Slice] = []
  private var comments: [Int] = []
  private var open: [UInt32] = []
  private var run = TextRun()
  private var spool: SpoolFile?
  private var spooled = 0
  /// The last of the spooled octets, gathered because text with line ends or references comes in small pieces.
  private var unwritten: [UInt8] = []

  private(set) var defect: XMLDefect?
  private(set) var failure: SourceFailure?
  var hasStopped: Bool { defect != nil || failure != nil }

  /// Different names in a document of the usual size.
  private static let usualNames = 64

  /// Whether there is a document element and all that was opened is closed.
  var isComplete: Bool { open.count == 1 && nodes.contains { $0.kind == .element } }

  init(source: ByteSource, limits: ParsingLimits, schema: SchemaValidation?) {
    self.source = source
    self.limits = limits
    self.schema = schema
    // Room for small elements. What is not used stays address space and never becomes memory; growing step by step would
    // copy all again and again.
    let expected = min(source.count, 64 << 20)
    held.reserveCapacity(expected / 2)
    attributes.reserveCapacity(expected / 32)
    nodes.reserveCapacity(expected / 12 + 16)
    nameIndex.reserveCapacity(Self.usualNames)
    uriStrings.reserveCapacity(Self.usualNames)
    nodes.append(XMLTree.Node(kind: .document, parent: 0, end: 0, line: 0))
    open.append(0)
  }

  /// The node whose start was seen last and whose end was not.
  var current: XMLTree.NodeID { XMLTree.NodeID(Int(open[open.count - 1])) }

  mutating func finish() -> XMLTree {
    nodes[0].end = UInt32(nodes.count)
    return XMLTree(
      nodes: nodes, attributes: attributes, namespaces: namespaces, names: names, held: held, references: references,
      comments: comments)
  }

  mutating func report(_ kind: XMLDefect.Kind, line: Int, _ detail: String) {
    if !hasStopped { defect = XMLDefect(kind: kind, line: line, detail: detail) }
  }

  mutating func report(_ error: SourceFailure) {
    if !hasStopped { failure = error }
  }

  // MARK: Events

  mutating func startElement(_ event: StartElementEvent, line: Int) {
    flushText()
    guard open.count <= limits.depth else { return exceed("depth", limits.depth, line) }
    guard uriStrings.count <= limits.names else { return exceed("names", limits.names, line) }
    let namespaceCount = Int(event.namespaceCount)
    let attributeCount = Int(event.attributeCount)
    guard namespaceCount + attributeCount <= limits.attributes else {
      return exceed("attributes", limits.attributes, line)
    }
    var node = XMLTree.Node(kind: .element, parent: open[open.count - 1], end: 0, line: UInt32(clamping: line))
    node.name = name(prefix: event.prefix, local: event.local, uri: event.uri)
    node.second = UInt32(namespaces.count)
    node.namespaceCount = UInt16(namespaceCount)
    for index in 0..<namespaceCount {
      namespaces.append(
        XMLTree.NamespaceDeclaration(
          prefix: string(event.namespaces?[2 * index]), uri: string(event.namespaces?[2 * index + 1])))
    }
    node.first = UInt32(attributes.count)
    node.attributeCount = UInt16(attributeCount)
    for index in 0..<attributeCount {
      guard let fields = event.attributes.map({ $0 + 5 * index }), let start = fields[3], let end = fields[4] else {
        preconditionFailure("libxml2 gave an attribute without a value range")
      }
      let value = UnsafeRawBufferPointer(start: start, count: end - start)
      guard let offset = hold(value, line: line) else { return }
      attributes.append(
        XMLTree.Attribute(
          element: UInt32(nodes.count), name: name(prefix: fields[1], local: fields[0], uri: fields[2]), offset: offset,
          length: UInt32(value.count)))
    }
    open.append(UInt32(nodes.count))
    append(node, line: line)
    schema?.startElement(event, at: current)
  }

  mutating func endElement(
    local: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?
  ) {
    flushText()
    schema?.endElement(local: local, prefix: prefix, uri: uri, at: current)
    guard let index = open.popLast() else { preconditionFailure("libxml2 closed an element that is not open") }
    nodes[Int(index)].end = UInt32(nodes.count)
  }

  /// - Parameter offset: Where these very octets stand in the source; nil when they do not.
  mutating func text(_ bytes: UnsafeRawBufferPointer, at offset: Int?, line: Int) {
    guard !bytes.isEmpty else { return }
    if run.length == 0 { run = TextRun(line: line, sourceStart: offset, heldStart: held.count) }
    if let start = run.sourceStart, offset != start + run.length { leaveSource() }
    switch run.place {
    case .held:
      if run.length + bytes.count <= limits.heldText {
        guard hold(bytes, line: line) != nil else { return }
      } else if run.sourceStart != nil {
        held.removeSubrange(run.heldStart...)
        run.place = .source
      } else {
        spoolHeldText()
        appendToSpool(bytes)
      }
    case .source: break
    case .spool: appendToSpool(bytes)
    }
    run.length += bytes.count
  }

  mutating func comment(_ bytes: UnsafeRawBufferPointer, line: Int) {
    flushText()
    comments.append(nodes.count)
    leaf(.comment, content: bytes, name: 0, line: line)
  }

  mutating func processingInstruction(target: UnsafePointer<xmlChar>?, _ bytes: UnsafeRawBufferPointer, line: Int) {
    flushText()
    guard uriStrings.count <= limits.names else { return exceed("names", limits.names, line) }
    leaf(.processingInstruction, content: bytes, name: name(prefix: nil, local: target, uri: nil), line: line)
  }

  // MARK: Text runs

  /// Text that has been seen since the last other event.
  private struct TextRun {
    enum Place { case held, source, spool }

    var line = 0
    var length = 0
    var place = Place.held
    /// Where the run begins in the source, as long as it stands there octet for octet.
    var sourceStart: Int?
    var heldStart = 0
    var spoolStart = 0
  }

  private mutating func flushText() {
    guard run.length > 0, !hasStopped else { return }
    var node = XMLTree.Node(
      kind: .text, parent: open[open.count - 1], end: 0, line: UInt32(clamping: run.line))
    switch run.place {
    case .held:
      node.first = UInt32(run.heldStart)
      node.second = UInt32(run.length)
      schema?.text(held[run.heldStart..<run.heldStart + run.length])
    case .source, .spool:
      node.first = UInt32(references.count)
      node.second = XMLTree.referenced
      if let slice = referencedSlice() { references.append(slice) }
      schema?.longText()
    }
    append(node, line: run.line)
    nodes[nodes.count - 1].end = UInt32(nodes.count)
    run = TextRun()
  }

  private mutating func referencedSlice() -> ByteSource.Slice? {
    if run.place == .source, let start = run.sourceStart {
      return ByteSource.Slice(source: source, range: start..<start + run.length)
    }
    writeSpool()
    guard !hasStopped else { return nil }
    do {
      guard let spool else { preconditionFailure("a spooled run without a spool") }
      return ByteSource.Slice(
        source: try spool.source(count: spooled), range: run.spoolStart..<run.spoolStart + run.length)
    } catch {
      report(error)
      return nil
    }
  }

  /// The run turns out not to stand in the source as it must be read.
  private mutating func leaveSource() {
    guard let start = run.sourceStart else { return }
    run.sourceStart = nil
    guard run.place == .source else { return }
    beginSpooling()
    let source = source
    do {
      try source.forEachChunk(in: start..<start + run.length) { appendToSpool($0) }
    } catch let error as SourceFailure {
      report(error)
    } catch {
      preconditionFailure("reading a source throws only SourceFailure")
    }
  }

  private mutating func spoolHeldText() {
    beginSpooling()
    let octets = Array(held[run.heldStart...])
    held.removeSubrange(run.heldStart...)
    octets.withUnsafeBytes { appendToSpool($0) }
  }

  private mutating func beginSpooling() {
    run.place = .spool
    run.spoolStart = spooled
    do {
      if spool == nil { spool = try SpoolFile() }
    } catch {
      report(error)
    }
  }

  private mutating func appendToSpool(_ bytes: UnsafeRawBufferPointer) {
    unwritten.append(contentsOf: bytes)
    spooled += bytes.count
    if unwritten.count >= 64 << 10 { writeSpool() }
  }

  private mutating func writeSpool() {
    guard !hasStopped, let spool, !unwritten.isEmpty else { return }
    do {
      let position = spooled - unwritten.count
      try unwritten.withUnsafeBufferPointer { (octets) throws(SourceFailure) in
        try spool.write(UnsafeRawBufferPointer(octets), at: position)
      }
      unwritten.removeAll(keepingCapacity: true)
    } catch {
      report(error)
    }
  }

  // MARK: Storage

  private mutating func leaf(_ kind: XMLTree.Kind, content: UnsafeRawBufferPointer, name: UInt32, line: Int) {
    guard let offset = hold(content, line: line) else { return }
    var node = XMLTree.Node(kind: kind, parent: open[open.count - 1], end: 0, line: UInt32(clamping: line))
    node.name = name
    node.first = offset
    node.second = UInt32(content.count)
    append(node, line: line)
    nodes[nodes.count - 1].end = UInt32(nodes.count)
  }

  private mutating func append(_ node: XMLTree.Node, line: Int) {
    nodes.append(node)
    if nodes.count + attributes.count + namespaces.count > limits.nodes { exceed("nodes", limits.nodes, line) }
  }

  private mutating func hold(_ bytes: UnsafeRawBufferPointer, line: Int) -> UInt32? {
    guard held.count + bytes.count <= min(limits.text, Int(UInt32.max) - 1) else {
      exceed("text", limits.text, line)
      return nil
    }
    let offset = UInt32(held.count)
    held.append(contentsOf: bytes)
    return offset
  }

  private mutating func exceed(_ limit: String, _ value: Int, _ line: Int) {
    report(.limit, line: line, "\(limit) \(value)")
  }

  /// libxml2 interns names in its dictionary, so equal names have equal addresses.
  private struct InternedName: Hashable {
    let prefix: UInt
    let local: UInt
    let uri: UInt

    /// Multiplied by a number without pattern, so that the upper bits depend on all.
    var slot: Int { Int(truncatingIfNeeded: ((local ^ prefix &* 31 ^ uri &* 7) &* 0x9E37_79B9_7F4A_7C15) >> 56) }
  }

  private mutating func name(
    prefix: UnsafePointer<xmlChar>?, local: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?
  ) -> UInt32 {
    let key = InternedName(
      prefix: UInt(bitPattern: prefix), local: UInt(bitPattern: local), uri: UInt(bitPattern: uri))
    if let recent = recentNames[key] { return recent }
    let index = nameIndex[key] ?? UInt32(names.count)
    if index == names.count {
      names.append(XMLName(prefix: string(prefix), local: string(local), namespace: string(uri)))
      nameIndex[key] = index
    }
    recentNames[key] = index
    return index
  }

  /// Names seen last, by a few bits of their addresses: most documents have few names, and asking a dictionary costs more
  /// than the rest of an element.
  private struct RecentNames {
    private var keys = [InternedName](repeating: InternedName(prefix: 0, local: 0, uri: 0), count: 256)
    private var values = [UInt32](repeating: 0, count: 256)

    subscript(key: InternedName) -> UInt32? {
      get {
        let slot = key.slot
        // The address of a local name is never 0.
        return keys[slot] == key ? values[slot] : nil
      }
      set {
        guard let newValue else { return }
        keys[key.slot] = key
        values[key.slot] = newValue
      }
    }
  }

  private mutating func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
    guard let pointer else { return "" }
    let key = UInt(bitPattern: pointer)
    if let known = uriStrings[key] { return known }
    let text = String(cString: pointer)
    uriStrings[key] = text
    return text
  }
}

/// The arguments of libxml2's `startElementNs`, as they come.
struct StartElementEvent {
  let local: UnsafePointer<xmlChar>?
  let prefix: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?
  let namespaceCount: Int32
  let namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let attributeCount: Int32
  let defaultedCount: Int32
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
}
