import CLibXML2
import Filing

/// Follows the tags of a message over its ``MessageMap`` and hands what stands on the map to the builder.
///
/// The message is the root `Document`, or the one `Document` directly inside a root of another name: banks wrap it together
/// with a business application header. Other children of either, such as signatures, are passed over.
struct MessageWalk {
  private let limits: StatementLimits
  private let take: (StatementEvent) throws -> Void
  private var builder: MessageBuilder?
  private var map = MessageMap.statement
  private var depth = 0
  /// Depth of the element that is passed over with all that is in it.
  private var skipped: Int?
  /// Places of the open elements from `Document` on; empty outside it.
  private var places: [Int] = []
  private var rootName = ""
  private var hasBody = false
  private var documentURI: UnsafePointer<xmlChar>?
  /// Numbers of the names by their addresses, which are the same for the same name.
  private var numbers: [UnsafePointer<xmlChar>: Int] = [:]
  private var text: [UInt8] = []
  private var currency: String?
  private var valueLine = 0
  private var log = DefectLog()
  private(set) var hasStopped = false

  init(limits: StatementLimits, take: @escaping (StatementEvent) throws -> Void) {
    (self.limits, self.take) = (limits, take)
  }

  /// What the taker of entries threw.
  var failure: (any Error)? { builder?.failure }
  var isOpen: Bool { depth > 0 }
  /// Of the innermost element on the map.
  var path: String? { places.last.flatMap { place in builder?.path(of: place) } }

  mutating func finish(fault: StatementDefect?) -> StatementReading {
    var log = builder?.log ?? log
    if let fault {
      log.note(fault)
    } else if builder == nil, log.reach != .message {
      log.note(StatementDefect(.notAStatement(root: rootName), .message, at: .init(line: 1, path: "/\(rootName)")))
    } else if let builder, builder.statementCount == 0, log.reach != .message {
      log.note(StatementDefect(.noStatement, .message, at: .init(path: builder.path(of: MessageMap.document))))
    }
    return StatementReading(statements: builder?.statementCount ?? 0, entries: builder?.handedOut ?? 0, log: log)
  }

  // MARK: Tags

  mutating func start(_ tag: StartTag, line: Int) {
    depth += 1
    guard depth <= limits.depth else { return exceed("depth", limits.depth, line) }
    guard tag.attributeCount + tag.namespaceCount <= limits.attributes else {
      return exceed("attributes", limits.attributes, line)
    }
    if places.isEmpty { return startOutside(tag, line: line) }
    if skipped == nil { startInside(tag, line: line) }
  }

  private mutating func startOutside(_ tag: StartTag, line: Int) {
    if depth == 1 { rootName = tag.name }
    let isDocument = tag.name == "Document"
    if isDocument, builder == nil, skipped == nil, depth <= 2 { return open(tag, line: line) }
    if isDocument, tag.namespace.hasPrefix(Self.messages) { return report(.severalDocuments, line) }
    if depth > 1, skipped == nil { skipped = depth }
  }

  private static let messages = "urn:iso:std:iso:20022:tech:xsd:camt.05"

  private mutating func open(_ tag: StartTag, line: Int) {
    let namespace = tag.namespace
    let form: StatementIdentity.Form
    if let version = Self.version(of: namespace, in: "\(Self.messages)3.001.") {
      (map, form) = (.statement, .statement(version: version))
    } else if let version = Self.version(of: namespace, in: "\(Self.messages)4.001.") {
      (map, form) = (.advice, .advice(version: version))
    } else {
      let isOne = namespace.hasPrefix("\(Self.messages)3.") || namespace.hasPrefix("\(Self.messages)4.")
      return report(
        isOne ? .versionUnknown(namespace: namespace) : .notAStatement(root: "{\(namespace)}Document"), line)
    }
    documentURI = tag.uri
    places.append(MessageMap.document)
    builder = MessageBuilder(
      form: form, map: map, limits: limits, envelope: depth > 1 ? rootName : nil, take: take)
  }

  private static func version(of namespace: String, in family: String) -> Int? {
    (2...13).first { namespace == "\(family)\($0 < 10 ? "0" : "")\($0)" }
  }

  private mutating func startInside(_ tag: StartTag, line: Int) {
    let place = places[places.count - 1]
    if case .value = map.nodes[place].role, map.nodes[place].isLeaf || !isBlank {
      builder?.reject(.unexpected(element: tag.name), at: place, line: line)
    }
    guard tag.uri == documentURI, let child = child(of: place, tag) else {
      if place == MessageMap.document, tag.uri == documentURI {
        report(.notAStatement(root: "Document/\(tag.name)"), line)
      }
      skipped = depth
      return
    }
    places.append(child)
    text.removeAll(keepingCapacity: true)
    switch map.nodes[child].role {
    case .passage: break
    case .scope(.message):
      if hasBody { report(.severalDocuments, line) }
      hasBody = true
    case .scope(let scope): builder?.begin(scope, at: child, line: line)
    case .value(let field):
      valueLine = line
      currency = field.hasCurrency ? tag.attribute("Ccy") : nil
    }
    if builder?.hasStopped == true { hasStopped = true }
  }

  private mutating func child(of place: Int, _ tag: StartTag) -> Int? {
    guard let local = tag.local else { return nil }
    let number: Int
    if let known = numbers[local] {
      number = known
    } else {
      number = map.numbers[tag.name] ?? -1
      numbers[local] = number
    }
    return map.nodes[place].child(number)
  }

  mutating func end() {
    defer { depth -= 1 }
    if let skipped {
      if depth == skipped { self.skipped = nil }
      return
    }
    guard let place = places.popLast() else { return }
    switch map.nodes[place].role {
    case .passage, .scope(.message): break
    case .scope(let scope): builder?.end(scope)
    case .value(let field):
      let trimmed = trimmedText
      if !trimmed.isEmpty {
        builder?.take(
          StatedValue(
            text: String(decoding: trimmed, as: UTF8.self), currency: currency, line: valueLine, node: place), as: field
        )
      }
    }
    text.removeAll(keepingCapacity: true)
    if builder?.hasStopped == true { hasStopped = true }
  }

  // MARK: Text

  mutating func text(_ octets: UnsafeBufferPointer<UInt8>, line: Int) {
    guard skipped == nil, let place = places.last, case .value = map.nodes[place].role else { return }
    guard text.count + octets.count <= limits.value else { return exceed("value", limits.value, line) }
    text.append(contentsOf: octets)
  }

  private var isBlank: Bool { text.allSatisfy(Self.isSpace) }

  private var trimmedText: ArraySlice<UInt8> {
    let start = text.drop(while: Self.isSpace)
    guard let last = start.lastIndex(where: { !Self.isSpace($0) }) else { return [] }
    return start[...last]
  }

  private static func isSpace(_ octet: UInt8) -> Bool {
    octet == 0x20 || (0x09...0x0A).contains(octet) || octet == 0x0D
  }

  // MARK: Defects

  private mutating func exceed(_ name: String, _ value: Int, _ line: Int) {
    report(.limit(name: name, value: value), line)
  }

  /// What makes the message unusable; nothing more is read.
  private mutating func report(_ kind: StatementDefect.Kind, _ line: Int) {
    let defect = StatementDefect(
      kind, .message, at: .init(line: line, path: path ?? (rootName.isEmpty ? nil : "/\(rootName)")))
    if builder == nil { log.note(defect) } else { builder?.log.note(defect) }
    hasStopped = true
  }
}
