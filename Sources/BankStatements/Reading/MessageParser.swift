import CLibXML2

/// libxml2's SAX2 parser with our handlers and everything optional switched off: no network, no document type, no entities.
///
/// The parser pulls the octets piece by piece and makes an event for each tag and run of text; nothing of the document is
/// kept but the values of the entry at hand. Its own caps (XML_PARSE_HUGE is off) hold beside ours.
final class MessageParser {
  // Not checked for exclusive access at each event: libxml2 makes events one after the other, and what the walk does at one
  // makes no other.
  @exclusivity(unchecked) private var walk: MessageWalk
  private let octets: StatementOctets
  private let limits: StatementLimits
  private var context: xmlParserCtxtPtr?
  /// Octets read and not handed over yet: libxml2 asks for 4,000 at a time.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
  private var bufferRange = 0..<0
  private var position = 0
  private var reachedEnd = false
  /// Octets handed over since the last `<`.
  private var run = 0
  private var failure: StatementReadFailure?
  private var fault: StatementDefect?
  private var hasStopped = false

  init(_ octets: StatementOctets, limits: StatementLimits, take: @escaping (StatementEvent) throws -> Void) {
    _ = Self.initialised
    (self.octets, self.limits) = (octets, limits)
    walk = MessageWalk(limits: limits, take: take)
  }

  deinit { buffer.deallocate() }

  func parse() throws -> StatementReading {
    try fill()
    guard !bufferRange.isEmpty else { return walk.finish(fault: StatementDefect(.empty, .message, at: .init())) }
    if let fault = Self.encodingFault(of: UnsafeRawBufferPointer(rebasing: buffer[bufferRange])) {
      return walk.finish(fault: fault)
    }
    var handlers = Self.handlers
    let data = Unmanaged.passUnretained(self).toOpaque()
    guard let context = xmlCreateIOParserCtxt(&handlers, data, Self.read, nil, data, XML_CHAR_ENCODING_UTF8) else {
      preconditionFailure("out of memory")
    }
    self.context = context
    defer {
      xmlFreeParserCtxt(context)
      self.context = nil
    }
    // NOENT only so that `&amp;` arrives as `&` in attributes: there are no other entities, because a DOCTYPE stops the
    // parser. The declared encoding was looked at before, and whatever else it says, the octets are read as UTF-8.
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    xmlParseDocument(context)
    if let failure { throw failure }
    if let failure = walk.failure { throw failure }
    if !hasStopped {
      try fill()
      if context.pointee.wellFormed == 0 || holdsMore {
        fault = defect(.malformed(detail: "the document is not well-formed, or goes on after its end"))
      }
    }
    return walk.finish(fault: fault)
  }

  // MARK: Octets

  /// Reads on when all that was read was handed over.
  private func fill() throws(StatementReadFailure) {
    guard bufferRange.isEmpty, !reachedEnd else { return }
    let count = try octets.read(at: position, into: buffer)
    bufferRange = 0..<count
    position += count
    reachedEnd = count == 0
  }

  private static let read: xmlInputReadCallback = { data, target, count in
    var handed: Int32 = 0
    MessageParser.withParser(data) { handed = $0.hand(to: target, Int(count)) }
    return handed
  }

  /// The next octets for libxml2: 0 at the end, and when nothing more is wanted.
  private func hand(to target: UnsafeMutablePointer<CChar>?, _ wanted: Int) -> Int32 {
    guard !hasStopped, let target else { return 0 }
    do throws(StatementReadFailure) {
      try fill()
    } catch {
      failure = error
      hasStopped = true
      return 0
    }
    guard position <= limits.octets else {
      report(.limit(name: "octets", value: limits.octets))
      return 0
    }
    let piece = bufferRange.prefix(wanted)
    measure(buffer[piece])
    guard run <= limits.run else {
      report(.limit(name: "run", value: limits.run))
      return 0
    }
    UnsafeMutableRawPointer(target).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: buffer[piece]).baseAddress ?? UnsafeRawPointer(target),
      byteCount: piece.count)
    bufferRange = piece.upperBound..<bufferRange.upperBound
    return Int32(piece.count)
  }

  private func measure(_ piece: Slice<UnsafeMutableRawBufferPointer>) {
    if let last = piece.lastIndex(of: UInt8(ascii: "<")) {
      run = piece.endIndex - last - 1
    } else {
      run += piece.count
    }
  }

  /// Whether octets are left after what the parser took for the end: a NUL ends a document to libxml2.
  private var holdsMore: Bool {
    guard let input = context?.pointee.input else { return true }
    return input.pointee.cur < input.pointee.end || !bufferRange.isEmpty || !reachedEnd
  }

  /// ISO 20022 messages are in UTF-8, with or without a byte order mark. An encoding declaration that says something else is
  /// refused: another reader of the same octets would follow it, and see other values.
  private static func encodingFault(of start: UnsafeRawBufferPointer) -> StatementDefect? {
    func fault(_ detail: String) -> StatementDefect {
      StatementDefect(.notUTF8(detail: detail), .message, at: .init(line: 1))
    }
    let first = Array(start.prefix(4))
    if first.starts(with: [0xFE, 0xFF]) || first.starts(with: [0xFF, 0xFE]) || first.prefix(2).contains(0) {
      return fault("UTF-16 or UTF-32")
    }
    if first == [0x4C, 0x6F, 0xA7, 0x94] { return fault("EBCDIC") }
    let text = Array(start.prefix(longestDeclaration)).drop { [0xEF, 0xBB, 0xBF].contains($0) }
    guard text.starts(with: Array("<?xml".utf8)), let end = text.firstIndex(of: UInt8(ascii: ">")) else {
      return text.starts(with: Array("<?xml".utf8)) && text.count >= longestDeclaration - 3
        ? fault("the XML declaration does not end") : nil
    }
    let declaration = String(decoding: text[..<end], as: UTF8.self)
    guard let range = declaration.firstRange(of: "encoding") else { return nil }
    let quotes: Set<Character> = ["\"", "'"]
    let label = declaration[range.upperBound...].drop { !quotes.contains($0) }.dropFirst().prefix {
      !quotes.contains($0)
    }
    return label.uppercased() == "UTF-8" ? nil : fault(String(label))
  }

  private static let longestDeclaration = 1 << 10

  // MARK: Events

  private static let initialised: Void = xmlInitParser()

  /// The parser that is at work. It outlives its events, so nothing is counted for them.
  private static func withParser(_ data: UnsafeMutableRawPointer?, _ body: (MessageParser) -> Void) {
    guard let data else { preconditionFailure("libxml2 lost the user data") }
    Unmanaged<MessageParser>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
  }

  private static func event(_ data: UnsafeMutableRawPointer?, _ body: (inout MessageWalk, _ line: Int) -> Void) {
    withParser(data) { parser in
      guard !parser.hasStopped else { return }
      guard let names = parser.context?.pointee.dict, Int(xmlDictSize(names)) <= parser.limits.names else {
        parser.report(.limit(name: "names", value: parser.limits.names))
        return parser.stop()
      }
      body(&parser.walk, parser.line)
      if parser.walk.hasStopped { parser.stop() }
    }
  }

  private static var handlers: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { data, local, _, uri, namespaces, _, attributes, _, values in
      MessageParser.event(data) { walk, line in
        walk.start(
          StartTag(
            local: local, uri: uri, attributes: values, attributeCount: Int(attributes), namespaceCount: Int(namespaces)
          ),
          line: line)
      }
    }
    sax.endElementNs = { data, _, _, _ in MessageParser.event(data) { walk, _ in walk.end() } }
    let text: charactersSAXFunc = { data, octets, count in
      guard let octets else { return }
      MessageParser.event(data) { walk, line in
        walk.text(UnsafeBufferPointer(start: octets, count: Int(count)), line: line)
      }
    }
    sax.characters = text
    sax.ignorableWhitespace = text
    sax.cdataBlock = text
    // For its name alone.
    sax.processingInstruction = { data, _, _ in MessageParser.event(data) { _, _ in } }
    sax.internalSubset = { data, _, _, _ in
      MessageParser.withParser(data) { parser in
        parser.report(.documentType)
        parser.stop()
      }
    }
    sax.serror = { data, error in
      guard let error else { return }
      MessageParser.withParser(data) { $0.note(error.pointee) }
    }
    return sax
  }

  private var line: Int { context?.pointee.input.map { Int($0.pointee.line) } ?? 0 }

  private func stop() {
    hasStopped = true
    xmlStopParser(context)
  }

  private func defect(_ kind: StatementDefect.Kind) -> StatementDefect {
    StatementDefect(kind, .message, at: .init(line: line, path: walk.path))
  }

  private func report(_ kind: StatementDefect.Kind) {
    guard !hasStopped else { return }
    fault = defect(kind)
    hasStopped = true
  }

  /// Namespace errors are not fatal to libxml2, but they are to us; warnings are not. The parser must not be stopped in here,
  /// because its input is in use: it gets no more octets instead, and its events are not heard.
  private func note(_ error: xmlError) {
    guard error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL else { return }
    let message = error.message.map { String(cString: $0) } ?? ""
    let detail = message.split(separator: "\n").first.map(String.init) ?? message
    // Less than a character may be left.
    let left = context?.pointee.input.map { $0.pointee.end - $0.pointee.cur } ?? 0
    if reachedEnd, bufferRange.isEmpty, left < 4, walk.isOpen { return report(.truncated) }
    let isEncoding =
      error.code == Int32(bitPattern: XML_ERR_INVALID_ENCODING.rawValue)
      || detail.hasPrefix("Input is not proper UTF-8")
    report(isEncoding ? .notUTF8(detail: detail) : .malformed(detail: detail))
  }
}
