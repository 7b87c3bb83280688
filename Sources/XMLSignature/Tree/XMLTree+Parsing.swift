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
    let builder = TreeBuilder(source: source, limits: limits, schema: validation)
    let parser = PushParser(builder: builder, limits: limits)
    try parser.feed(source)
    if let failure = builder.failure { throw failure }
    if let defect = builder.defect { return .failure(defect) }
    return .success(Parsed(tree: builder.finish(), faults: validation?.finish() ?? []))
  }
}

/// libxml2's push parser with our handlers and everything optional switched off.
private final class PushParser {
  private let builder: TreeBuilder
  private let limits: ParsingLimits
  private let context: xmlParserCtxtPtr
  /// The octets fed last, and the ones before them: text that the parser hands out is looked up here to learn whether
  /// it stands in the source as it is.
  private let window: UnsafeMutableRawBufferPointer
  private var windowStart = 0
  private var windowLength = 0
  private static let chunk = 128 << 10
  private static let cdataPiece = 1 << 10
  private static let cdataOpening = "<![CDATA["

  init(builder: TreeBuilder, limits: ParsingLimits) {
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

  func feed(_ source: ByteSource) throws(SourceFailure) {
    var position = 0
    while position < source.count, !builder.hasStopped {
      // Keep the last chunk as the front half of the window.
      let kept = min(windowLength, Self.chunk)
      if kept > 0, let base = window.baseAddress, windowLength > kept {
        base.copyMemory(from: base + (windowLength - kept), byteCount: kept)
      }
      windowStart = position - kept
      let got = try source.read(
        at: position, into: UnsafeMutableRawBufferPointer(rebasing: window[kept..<kept + Self.chunk]))
      guard got > 0 else { throw SourceFailure(operation: "read to the end", code: 5) }
      windowLength = kept + got
      position += got
      push(from: kept, count: got)
      if let input = context.pointee.input, input.pointee.end - input.pointee.cur > limits.markup + Self.chunk {
        builder.report(.limit, line: line, "markup \(limits.markup)")
      }
    }
    if !builder.hasStopped { xmlParseChunk(context, nil, 0, 1) }
    if !builder.hasStopped, context.pointee.wellFormed == 0 {
      builder.report(.malformed, line: line, "the document is not well-formed")
    }
  }

  /// Hands on octets of the window. Of an open CDATA section the parser passes on 300 octets a call and keeps the rest,
  /// which it scans again each time: so a piece ends where a section opens, and inside one the pieces are small.
  private func push(from offset: Int, count: Int) {
    guard let bytes = window.baseAddress else { return }
    var start = offset
    while start < offset + count, !builder.hasStopped {
      var piece = offset + count - start
      if isInCDATA {
        piece = min(piece, Self.cdataPiece)
      } else if let opening = memmem(bytes + start, piece, Self.cdataOpening, strlen(Self.cdataOpening)) {
        piece = UnsafeRawPointer(opening) + strlen(Self.cdataOpening) - UnsafeRawPointer(bytes + start)
      }
      // The encoding is detected from the first four octets, which must come in one piece.
      xmlParseChunk(context, (bytes + start).assumingMemoryBound(to: CChar.self), Int32(piece), 0)
      // An octet sequence that cannot be converted stops the parser without an event or an error.
      if context.pointee.instate == XML_PARSER_EOF {
        builder.report(.encoding, line: line, "octets that are not of the document's encoding")
      }
      drainCDATA()
      start += piece
    }
  }

  /// Has the parser pass on what it keeps of an open CDATA section.
  private func drainCDATA() {
    var kept = Int.max
    while isInCDATA, !builder.hasStopped, let input = context.pointee.input, input.pointee.end - input.pointee.cur < kept {
      kept = input.pointee.end - input.pointee.cur
      xmlParseChunk(context, nil, 0, 0)
    }
  }

  private var isInCDATA: Bool { context.pointee.instate == XML_PARSER_CDATA_SECTION }

  private var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  private func stopIfNeeded() {
    if builder.hasStopped { xmlStopParser(context) }
  }

  /// Where these octets stand in the source, if they do: the parser's own count is taken as a hint and then compared.
  private func offset(of text: UnsafePointer<xmlChar>, count: Int) -> Int? {
    guard let input = context.pointee.input, let base = input.pointee.base, let end = input.pointee.end,
      text >= base, text + count <= end
    else { return nil }
    let offset = Int(input.pointee.consumed) + (text - base)
    let inWindow = offset - windowStart
    guard inWindow >= 0, inWindow + count <= windowLength, let bytes = window.baseAddress,
      memcmp(bytes + inWindow, text, count) == 0
    else { return nil }
    return offset
  }

  // MARK: Handlers

  private static let initialised: Void = xmlInitParser()

  private static func parser(_ data: UnsafeMutableRawPointer?) -> PushParser {
    guard let data else { preconditionFailure("libxml2 lost the user data") }
    return Unmanaged<PushParser>.fromOpaque(data).takeUnretainedValue()
  }

  private static var handlers: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { data, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
      let parser = PushParser.parser(data)
      guard !parser.builder.hasStopped else { return }
      let event = StartElementEvent(
        local: local, prefix: prefix, uri: uri, namespaceCount: namespaceCount, namespaces: namespaces,
        attributeCount: attributeCount, defaultedCount: defaulted, attributes: attributes)
      parser.builder.startElement(event, line: parser.line)
      parser.stopIfNeeded()
    }
    sax.endElementNs = { data, local, prefix, uri in
      let parser = PushParser.parser(data)
      guard !parser.builder.hasStopped else { return }
      parser.builder.endElement(local: local, prefix: prefix, uri: uri)
      parser.stopIfNeeded()
    }
    sax.characters = { data, text, count in PushParser.parser(data).characters(text, Int(count)) }
    sax.ignorableWhitespace = { data, text, count in PushParser.parser(data).characters(text, Int(count)) }
    sax.cdataBlock = { data, text, count in
      let parser = PushParser.parser(data)
      guard !parser.builder.hasStopped, let text else { return }
      parser.builder.text(UnsafeRawBufferPointer(start: text, count: Int(count)), at: nil, line: parser.line)
      parser.stopIfNeeded()
    }
    sax.comment = { data, text in
      let parser = PushParser.parser(data)
      guard !parser.builder.hasStopped else { return }
      parser.builder.comment(PushParser.octets(of: text), line: parser.line)
      parser.stopIfNeeded()
    }
    sax.processingInstruction = { data, target, content in
      let parser = PushParser.parser(data)
      guard !parser.builder.hasStopped else { return }
      parser.builder.processingInstruction(target: target, PushParser.octets(of: content), line: parser.line)
      parser.stopIfNeeded()
    }
    sax.internalSubset = { data, _, _, _ in
      let parser = PushParser.parser(data)
      parser.builder.report(.doctype, line: parser.line, "a document type declaration is not allowed")
      parser.stopIfNeeded()
    }
    sax.serror = { data, error in
      guard let error else { return }
      PushParser.parser(data).note(error.pointee)
    }
    return sax
  }

  private static func octets(of text: UnsafePointer<xmlChar>?) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text, count: text.map { Int(xmlStrlen($0)) } ?? 0)
  }

  private func characters(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
    guard !builder.hasStopped, let text else { return }
    builder.text(
      UnsafeRawBufferPointer(start: text, count: count), at: offset(of: text, count: count), line: line)
    stopIfNeeded()
  }

  /// Namespace errors are not fatal to libxml2, but they are to us; warnings are not.
  private func note(_ error: xmlError) {
    guard error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL else { return }
    let message = error.message.map { String(cString: $0) } ?? ""
    let detail = message.split(separator: "\n").first.map(String.init) ?? message
    builder.report(Self.kind(of: error, detail), line: Int(error.line), detail)
    stopIfNeeded()
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
