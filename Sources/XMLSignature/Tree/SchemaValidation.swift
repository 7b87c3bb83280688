import CLibXML2

/// One validation, fed with the events of the one parse. Long text is not passed on: a placeholder stands for it, and
/// whoever reads it checks it (libxml2 would buffer it, in quadratic time).
final class SchemaValidation {
  private let context: xmlSchemaValidCtxtPtr
  private let plug: xmlSchemaSAXPlugPtr
  /// The schema's handlers and their data, in slots of ours: libxml2 keeps the addresses of the slots and writes to them
  /// when it is unplugged.
  private let sax = UnsafeMutablePointer<xmlSAXHandlerPtr?>.allocate(capacity: 1)
  private let data = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 1)
  // The schema must outlive the context.
  private let schema: XMLSchema
  private var node = XMLTree.NodeID(0)
  private var faults: [SchemaFault] = []
  private static let mostFaults = 1000

  init(_ schema: XMLSchema) {
    self.schema = schema
    sax.initialize(to: nil)
    data.initialize(to: nil)
    guard let context = xmlSchemaNewValidCtxt(schema.handle), let plug = xmlSchemaSAXPlug(context, sax, data)
    else { preconditionFailure("out of memory") }
    (self.context, self.plug) = (context, plug)
    xmlSchemaSetValidStructuredErrors(
      context,
      { data, error in
        guard let data, let error else { return }
        Unmanaged<SchemaValidation>.fromOpaque(data).takeUnretainedValue().note(error.pointee)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    xmlSchemaSAXUnplug(plug)
    xmlSchemaFreeValidCtxt(context)
    sax.deallocate()
    data.deallocate()
  }

  func startElement(_ event: StartElementEvent, at node: XMLTree.NodeID) {
    self.node = node
    sax.pointee?.pointee.startElementNs?(
      data.pointee, event.local, event.prefix, event.uri, event.namespaceCount, event.namespaces, event.attributeCount,
      event.defaultedCount, event.attributes)
  }

  func endElement(
    local: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?,
    at node: XMLTree.NodeID
  ) {
    self.node = node
    sax.pointee?.pointee.endElementNs?(data.pointee, local, prefix, uri)
  }

  func text(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { sax.pointee?.pointee.characters?(data.pointee, $0.baseAddress, Int32($0.count)) }
  }

  /// Stands for text that is longer than what is held in memory; a value that is good base64, too.
  func longText() { text([UInt8](repeating: UInt8(ascii: "A"), count: 4)[...]) }

  func finish() -> [SchemaFault] { faults }

  private func note(_ error: xmlError) {
    guard faults.count < Self.mostFaults else { return }
    let message = SchemaMessage(error.message.map { String(cString: $0) } ?? "")
    let fault = SchemaFault(node: node, kind: message.kind(code: error.code), detail: message.detail)
    // libxml2 reports a bad value twice: once for the facet, once for the type that has it.
    if faults.last?.node == fault.node, faults.last?.kind == fault.kind { return }
    if let last = faults.last, last.node == fault.node, case .invalidValue = last.kind, case .invalidValue = fault.kind
    {
      return
    }
    faults.append(fault)
  }
}

/// libxml2's schema messages, such as
/// `Element '{urn:x}A', attribute 'b': [facet 'pattern'] The value 'c' is not accepted by the pattern 'd'.`
private struct SchemaMessage {
  let text: String

  init(_ text: String) { self.text = text.split(separator: "\n").first.map(String.init) ?? text }

  /// What comes after the name of the element or attribute, without namespaces.
  var detail: String {
    let rest = text.firstRange(of: "': ").map { String(text[$0.upperBound...]) } ?? text
    let detail = Self.withoutNamespaces(rest)
    // A part of a sentence, which whoever tells it will end.
    return detail.hasSuffix(".") ? String(detail.dropLast()) : detail
  }

  func kind(code: Int32) -> SchemaFault.Kind {
    switch xmlParserErrors(UInt32(bitPattern: code)) {
    case XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4,
      XML_SCHEMAV_CVC_ELT_1:
      return text.contains("Missing child element")
        ? .missingElement(expected: expected) : .unexpectedElement(expected: expected)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      return .unexpectedAttribute(name: attribute ?? "")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      return .missingAttribute(name: missingAttribute)
    default:
      guard let value else { return .other }
      return attribute.map { .invalidAttribute(name: $0, value: value) } ?? .invalidValue(value: value)
    }
  }

  /// The value in `The value 'x' is not accepted …`, `The value 'x' has a length of …` or `'x' is not a valid value …`,
  /// which may hold apostrophes itself.
  private var value: String? {
    guard let opening = text.firstRange(of: "The value '") ?? text.firstRange(of: "': '") else { return nil }
    let rest = text[opening.upperBound...]
    let ends = ["' is ", "' has ", "' must ", "' does ", "' violates "].compactMap {
      rest.firstRange(of: $0)?.lowerBound
    }
    return ends.min().map { String(rest[..<$0]) }
  }

  /// The names in `Expected is ( {urn:x}A ).` or `Expected is one of ( {urn:x}A, {urn:x}B ).`
  private var expected: [String] {
    guard let start = text.firstRange(of: "Expected is "), let open = text[start.upperBound...].firstIndex(of: "("),
      let close = text[open...].lastIndex(of: ")")
    else { return [] }
    return text[text.index(after: open)..<close].split(separator: ",")
      .map { Self.withoutNamespaces($0.trimming(" ")) }
  }

  /// Named before the first colon; what comes after it may quote the document.
  private var attribute: String? {
    guard let head = text.firstRange(of: "': "), let mark = text[..<head.lowerBound].firstRange(of: "', attribute '")
    else { return nil }
    return Self.withoutNamespaces(String(text[mark.upperBound..<head.lowerBound]))
  }

  /// `The attribute 'x' is required but missing.`
  private var missingAttribute: String { quoted(after: "The attribute '").map(Self.withoutNamespaces) ?? "" }

  private func quoted(after mark: String) -> String? {
    guard let start = text.firstRange(of: mark) else { return nil }
    let rest = text[start.upperBound...]
    return rest.firstIndex(of: "'").map { String(rest[..<$0]) }
  }

  /// Takes namespaces off names, and leaves the braces of patterns.
  private static func withoutNamespaces(_ text: String) -> String {
    text.replacing(/(^|['( ])\{[^{}\s]*:[^{}\s]*\}/) { $0.output.1 }
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    var rest = self
    while rest.first == character { rest.removeFirst() }
    while rest.last == character { rest.removeLast() }
    return String(rest)
  }
}
