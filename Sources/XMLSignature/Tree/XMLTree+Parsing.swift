import CLibXML2
import Glibc

extension XMLTree {
  /// A document that could be parsed, with what the schema, if one was given, has against it.
  public struct Parsed: Sendable {
    public let tree: XMLTree
    public let faults: [SchemaFault]
  }

  /// Parses a document in one pass, validating it against a schema on the way.
  ///
  /// Document type declarations are refused, namespaces are enforced, nothing is loaded from anywhere.
  /// - Returns: The tree, or the first fatal defect of the document.
  /// - Throws: ``SourceFailure`` when the source cannot be read or text cannot be spooled.
  public static func parse(
    _ source: ByteSource, limits: ParsingLimits = ParsingLimits(), schema: XMLSchema? = nil
  ) throws(SourceFailure) -> Result<Parsed, XMLDefect> {
    guard source.count > 0 else { return .failure(XMLDefect(kind: .empty, line: 0, detail: "no octets")) }
    guard source.count <= limits.bytes else {
      return .failure(XMLDefect(kind: .limit, line: 0, detail: "bytes \(limits.bytes)"))
    }
    let validation = schema.map(SchemaValidation.init)
    let parser = PushParser(TreeBuilder(source: source, limits: limits, schema: validation), limits: limits)
    return try parser.parse(source).map { Parsed(tree: $0, faults: validation?.finish() ?? []) }
  }
}

/// libxml2's push parser with our handlers and everything optional switched off.
private final class PushParser {
  // Not checked for exclusive access at each event, because libxml2 makes events one after the other, and what the builder
  // does at one makes no other: a schema's errors go to `fault`.
  @exclusivity(unchecked) private var builder: TreeBuilder
  private let limits: ParsingLimits
  private let context: xmlParserCtxtPtr
  /// The octets fed last, and the ones before them: text that the parser hands out is looked up here to learn whether
  /// it stands in the source as it is.
  private let window: UnsafeMutableRawBufferPointer
  private var windowStart = 0
  private var windowLength = 0
  /// Octets of the source that went past the parser.
  private var skipped = 0
  /// The first error that libxml2 told of. Kept apart from the builder, which may be at work when it is told.
  private var fault: XMLDefect?
  private var hasStopped = false
  private static let chunk = 128 << 10
  private static let cdataPiece = 1 << 10
  /// A shorter run is not worth the bother.
  private static let shortestSkip = 4 << 10
  /// The end of a run that goes past the parser does not, so that what it reads next still follows text. Less than its
  /// XML_PARSER_BIG_BUFFER_SIZE (300) it would keep back for more.
  private static let skipMargin = 512

  init(_ builder: consuming TreeBuilder, limits: ParsingLimits) {
    _ = Self.initialised
    self.builder = builder
    self.limits = limits
    var handlers = Self.handlers
    guard let context = xmlCreatePushParserCtxt(&handlers, nil, nil, 0, nil) else {
      preconditionFailure("out of memory")
    }
    self.context = context
    window = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * Self.chunk, alignment: 64)
    // NOENT only so that `&amp;` arrives as `&`: there are no other entities, because a DOCTYPE stops the parser.
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    xmlFreeParserCtxt(context)
    window.deallocate()
  }

  func parse(_ source: ByteSource) throws(SourceFailure) -> Result<XMLTree, XMLDefect> {
    try feed(source)
    if let failure = builder.failure { throw failure }
    if let defect = builder.defect ?? fault { return .failure(defect) }
    return .success(builder.finish())
  }

  private func report(_ kind: XMLDefect.Kind, _ detail: String, line: Int? = nil) {
    guard !hasStopped else { return }
    fault = XMLDefect(kind: kind, line: line ?? self.line, detail: detail)
    hasStopped = true
  }

  private func feed(_ source: ByteSource) throws(SourceFailure) {
    let previous = (__xmlStructuredErrorContext().pointee, __xmlStructuredError().pointee)
    hearErrorsOfNoContext()
    defer { xmlSetStructuredErrorFunc(previous.0, previous.1) }
    var position = 0
    while position < source.count, !hasStopped {
      // Keep the last chunk as the front half of the window, if there is anything in it that was not yet handed out.
      let kept = holdsNothing ? 0 : min(windowLength, Self.chunk)
      if kept > 0, let base = window.baseAddress, windowLength > kept {
        base.copyMemory(from: base + (windowLength - kept), byteCount: kept)
      }
      windowStart = position - kept
      var got = try source.read(
        at: position, into: UnsafeMutableRawBufferPointer(rebasing: window[kept..<kept + Self.chunk]))
      guard got > 0 else { throw SourceFailure(operation: "read to the end", code: EIO) }
      if position + got < source.count { got -= unfinished(window[kept..<kept + got]) }
      windowLength = kept + got
      position += got
      let past = skipPlainText(from: kept, count: got)
      push(from: kept + past, count: got - past)
      if let input = context.pointee.input, input.pointee.end - input.pointee.cur > limits.markup + Self.chunk {
        report(.limit, "markup \(limits.markup)")
      }
    }
    if !hasStopped { xmlParseChunk(context, nil, 0, 1) }
    // Half a character at the end is kept back for the rest of it and then forgotten.
    if !hasStopped, let input = context.pointee.input?.pointee.buf, let raw = input.pointee.raw,
      xmlBufUse(raw) > 0
    {
      report(.encoding, "the document ends within a character")
    }
    if !hasStopped, context.pointee.wellFormed == 0 || !builder.isComplete {
      report(.malformed, "the document is not well-formed")
    }
  }

  /// Whether all octets that were fed were handed out, as they came.
  private var holdsNothing: Bool {
    guard let input = context.pointee.input, let buffer = input.pointee.buf, buffer.pointee.encoder == nil else {
      return false
    }
    return input.pointee.cur == input.pointee.end
  }

  /// Hands the plain text at the start of new octets of the window to the builder, past the parser, which takes several
  /// times longer to come to the same result. Inside the content of an element such text is character data whatever
  /// comes before it, so that the parser knows nothing less about what follows.
  /// - Returns: How many octets.
  private func skipPlainText(from offset: Int, count: Int) -> Int {
    let octets = UnsafeRawBufferPointer(rebasing: window[offset..<offset + count])
    // `]]` may have come before.
    guard context.pointee.instate == XML_PARSER_CONTENT, holdsNothing, let input = context.pointee.input,
      octets.first != UInt8(ascii: ">")
    else { return 0 }
    let end = PlainText.end(in: octets)
    guard end >= Self.shortestSkip else { return 0 }
    let text = UnsafeRawBufferPointer(rebasing: octets[..<(end - Self.skipMargin)])
    builder.text(text, at: windowStart + offset, line: line)
    input.pointee.line &+= Int32(truncatingIfNeeded: OctetSearch.count(of: UInt8(ascii: "\n"), in: text))
    skipped += text.count
    stopIfNeeded()
    return text.count
  }

  /// How many octets at the end must come together with what follows them, because libxml2 looks no further than what it
  /// has: it reads a line feed that comes after a carriage return of UTF-16 as a second line end (of one octet it knows
  /// that itself), and does not see that the `>` after `]]` makes the text malformed.
  private func unfinished(_ octets: Slice<UnsafeMutableRawBufferPointer>) -> Int {
    let last = Array(octets.suffix(4))
    let (bracket, carriageReturn) = (UInt8(ascii: "]"), UInt8(ascii: "\r"))
    guard last.count == 4, octets.count > 4 else { return 0 }
    switch (last[0], last[1], last[2], last[3]) {
    case (_, _, carriageReturn, 0), (_, _, 0, carriageReturn): return 2
    case (bracket, 0, bracket, 0), (0, bracket, 0, bracket): return 4
    case (_, _, bracket, 0), (_, _, 0, bracket): return 2
    case (_, _, bracket, bracket): return 2
    case (_, _, _, bracket): return 1
    default: return 0
    }
  }

  /// Octets that cannot be converted are no error of the document to libxml2: without this handler it prints them, reads
  /// on as if the document ended before them, and calls it well-formed. The parser must not be stopped in here, because
  /// its input is in use.
  private func hearErrorsOfNoContext() {
    xmlSetStructuredErrorFunc(
      Unmanaged.passUnretained(self).toOpaque(),
      { data, error in
        guard let error else { return }
        PushParser.withParser(data) { $0.note(error.pointee) }
      })
  }

  /// Hands on octets of the window. Of an open CDATA section the parser passes on 300 octets a call and keeps the rest,
  /// which it scans again each time: so a piece ends where a section opens, and inside one the pieces are small.
  private func push(from offset: Int, count: Int) {
    guard let bytes = window.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
    let end = offset + count
    var start = offset
    while start < end, !hasStopped {
      let next = isInCDATA ? min(start + Self.cdataPiece, end) : endOfCDATAOpening(in: start..<end) ?? end
      // The encoding is detected from the first four octets, which must come in one piece.
      xmlParseChunk(context, bytes + start, Int32(next - start), 0)
      drainCDATA()
      start = next
    }
  }

  /// Position in the window after the first `<![CDATA[` that ends in the range.
  private func endOfCDATAOpening(in range: Range<Int>) -> Int? {
    guard let bytes = UnsafeRawPointer(window.baseAddress) else { return nil }
    var position = range.lowerBound
    while let bracket = memchr(bytes + position, Int32(UInt8(ascii: "[")), range.upperBound - position) {
      position = UnsafeRawPointer(bracket) - bytes + 1
      if position >= 9, memcmp(bytes + position - 9, "<![CDATA[", 9) == 0 { return position }
    }
    return nil
  }

  /// Has the parser pass on what it keeps of an open CDATA section.
  private func drainCDATA() {
    var kept = Int.max
    while isInCDATA, !hasStopped, let input = context.pointee.input,
      input.pointee.end - input.pointee.cur < kept
    {
      kept = input.pointee.end - input.pointee.cur
      xmlParseChunk(context, nil, 0, 0)
    }
  }

  private var isInCDATA: Bool { context.pointee.instate == XML_PARSER_CDATA_SECTION }

  private var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  private func stopIfNeeded() {
    if builder.hasStopped { hasStopped = true }
    if hasStopped { xmlStopParser(context) }
  }

  /// Where these octets stand in the source, if they do: the parser's own count is taken as a hint and then compared.
  private func offset(of text: UnsafePointer<xmlChar>, count: Int) -> Int? {
    guard let input = context.pointee.input, let base = input.pointee.base, let end = input.pointee.end,
      text >= base, text + count <= end
    else { return nil }
    let offset = skipped + Int(input.pointee.consumed) + (text - base)
    let inWindow = offset - windowStart
    guard inWindow >= 0, inWindow + count <= windowLength, let bytes = window.baseAddress,
      memcmp(bytes + inWindow, text, count) == 0
    else { return nil }
    return offset
  }

  // MARK: Handlers

  private static let initialised: Void = xmlInitParser()

  /// The parser that is at work. It outlives its events, so nothing is counted for them.
  private static func withParser(_ data: UnsafeMutableRawPointer?, _ body: (PushParser) -> Void) {
    guard let data else { preconditionFailure("libxml2 lost the user data") }
    Unmanaged<PushParser>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
  }

  private static func build(
    _ data: UnsafeMutableRawPointer?, _ body: (inout TreeBuilder, _ line: Int) -> Void
  ) {
    withParser(data) { parser in
      guard !parser.hasStopped else { return }
      body(&parser.builder, parser.line)
      parser.stopIfNeeded()
    }
  }

  private static var handlers: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = {
      data, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
      let event = StartElementEvent(
        local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
        attributeCount: attributeCount, defaultedCount: defaulted, attributes: attributes)
      PushParser.build(data) { builder, line in builder.startElement(event, line: line) }
    }
    sax.endElementNs = { data, local, prefix, uri in
      PushParser.build(data) { builder, _ in builder.endElement(local: local, prefix: prefix, uri: uri) }
    }
    sax.characters = { data, text, count in PushParser.withParser(data) { $0.characters(text, Int(count)) } }
    sax.ignorableWhitespace = { data, text, count in PushParser.withParser(data) { $0.characters(text, Int(count)) } }
    sax.cdataBlock = { data, text, count in PushParser.withParser(data) { $0.cdata(text, Int(count)) } }
    sax.comment = { data, text in
      PushParser.build(data) { builder, line in builder.comment(PushParser.octets(of: text), line: line) }
    }
    sax.processingInstruction = { data, target, content in
      PushParser.build(data) { builder, line in
        builder.processingInstruction(target: target, PushParser.octets(of: content), line: line)
      }
    }
    sax.internalSubset = { data, _, _, _ in
      PushParser.withParser(data) { parser in
        parser.report(.doctype, "a document type declaration is not allowed")
        parser.stopIfNeeded()
      }
    }
    sax.serror = { data, error in
      guard let error else { return }
      PushParser.withParser(data) { $0.note(error.pointee) }
    }
    return sax
  }

  private static func octets(of text: UnsafePointer<xmlChar>?) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text, count: text.map { Int(xmlStrlen($0)) } ?? 0)
  }

  private func characters(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard !hasStopped, let text else { return }
    builder.text(
      UnsafeRawBufferPointer(start: text, count: count), at: offset(of: text, count: count), line: line)
    stopIfNeeded()
  }

  /// The push parser hands on the line ends of a CDATA section as they stand; XML 1.0 §2.11 wants a line feed for each.
  private func cdata(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard !hasStopped, let text, count > 0 else { return }
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var octets = UnsafeBufferPointer(start: text, count: count)[...]
    // Its carriage return ended the block before. The parser keeps some octets before the current ones.
    if octets.first == lineFeed, let base = context.pointee.input?.pointee.base, text > base, text[-1] == carriageReturn
    {
      octets.removeFirst()
    }
    while let end = octets.firstIndex(of: carriageReturn) {
      append(octets[..<end])
      append([lineFeed][...])
      octets = octets[(end + 1)...]
      if octets.first == lineFeed { octets.removeFirst() }
    }
    append(octets)
    stopIfNeeded()
  }

  private func append(_ octets: some Collection<UInt8>) {
    octets.withContiguousStorageIfAvailable {
      builder.text(UnsafeRawBufferPointer($0), at: nil, line: line)
    }
  }

  /// Namespace errors are not fatal to libxml2, but they are to us; warnings are not. No more is fed after an error; the
  /// parser itself goes on to the end of the piece, unheard, because it may be in the middle of its input here.
  private func note(_ error: xmlError) {
    guard error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL else { return }
    let message = error.message.map { String(cString: $0) } ?? ""
    let detail = message.split(separator: "\n").first.map(String.init) ?? message
    report(Self.kind(of: error, detail), detail, line: error.line > 0 ? Int(error.line) : line)
  }

  private static func kind(of error: xmlError, _ detail: String) -> XMLDefect.Kind {
    if error.domain == Int32(XML_FROM_NAMESPACE.rawValue) { return .namespace }
    switch xmlParserErrors(UInt32(bitPattern: error.code)) {
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_ENCODING_NAME,
      XML_I18N_NO_NAME, XML_I18N_NO_HANDLER, XML_I18N_CONV_FAILED, XML_I18N_EXCESS_HANDLER, XML_IO_ENCODER:
      return .encoding
    case XML_ERR_INVALID_CHAR:
      // One code for characters that XML does not allow and for octets that are no characters at all: not UTF-8, or
      // a surrogate or a number beyond Unicode written as UTF-8.
      let isNoScalar = detail.hasPrefix("Char 0x") && Unicode.Scalar(UInt32(bitPattern: error.int1)) == nil
      return isNoScalar || detail.hasPrefix("Input is not proper UTF-8") ? .encoding : .malformed
    default: return .malformed
    }
  }
}
