package import BankStatements
import Filing
package import XMLSignature

/// Parses received packages: one pass for tree and schema.
package struct Parser: Sendable {
  let limits: ParsingLimits
  let containers: ZIPLimits
  let schema: XMLSchema
  private let portals: [PortalReader]

  /// - Parameters:
  ///   - containers: What a container may cost before its channel's own limits are looked at.
  ///   - portals: By which payment portals' records are read.
  package init(limits: ParsingLimits, containers: ZIPLimits = ZIPLimits(), portals: [PortalReader] = []) {
    self.limits = limits
    self.containers = containers
    self.portals = portals
    schema = PublishedSchema.compiledSubmission
  }

  /// - Throws: ``FileFailure`` or ``SourceFailure`` when octets cannot be read.
  package func parse(_ received: Received) throws -> ParsingOutcome {
    guard received.record.form == .container, let package = received.files.first else {
      return try parseFiles(of: received)
    }
    switch try SignatureContainer.open(package.source(), limits: containers) {
    case .failure(let defect):
      return refused(received, .reject, Finding(.containerMalformed, ["detail": defect.description]))
    case .success(let container):
      let opened = Received(
        record: received.record, files: try container.dataFiles.map { try ReceivedFile($0) },
        defects: received.defects)
      guard opened.main != nil else {
        if let statement = try statement(in: container, of: opened) { return statement }
        // An archive that nothing in it calls a container is not a bad submission but something else.
        return container.isMeantAsContainer
          ? refused(received, .reject, Finding(.containerSubmissionMissing, ["name": received.record.originalName]))
          : refused(received, .quarantine, Finding(.packageNotXML, ["name": received.record.originalName]))
      }
      let outcome = try parseFiles(of: opened)
      guard case .parsed(var parsed) = outcome else { return outcome }
      parsed.container = container
      return .parsed(parsed)
    }
  }

  /// A container without a submission may bring a statement: one file, and nothing beside it that a signature could be over
  /// instead.
  private func statement(in container: SignatureContainer, of received: Received) throws -> ParsingOutcome? {
    guard container.dataFiles.count == 1, let file = container.dataFiles.first else { return nil }
    let head = try DocumentBytes(file.source).head
    // Two that fit may be of two accounts: whose the payments are would be a guess.
    let fitting = portals.filter { $0.fits(head) }
    let portal = fitting.count == 1 ? fitting[0] : nil
    guard portal != nil || StatementPackage.beginsMessage(head) else {
      guard file.name.lowercased().hasSuffix(".csv") else { return nil }
      return refused(received, .reject, Finding(.statementLayoutUnknown, at: SourceLocation(file: file.name, line: 1)))
    }
    return .statement(
      StatementPackage(
        received: received, source: file.source, signed: .container(container, file: file.name), file: file.name,
        portal: portal))
  }

  private func parseFiles(of received: Received) throws -> ParsingOutcome {
    guard let main = received.main else {
      return refused(received, .quarantine, Finding(.packageIncomplete, ["detail": "submission.xml"]))
    }
    let file = received.record.form == .xml ? nil : main.name
    let source = try main.source()
    guard main.size > 0 else {
      return refused(received, .quarantine, Finding(.packageEmpty, at: SourceLocation(file: file), ["name": main.name]))
    }
    switch try XMLTree.parse(source, limits: limits, schema: schema) {
    case .failure(let defect): return try outcome(of: defect, in: received, main: main, file: file)
    case .success(let parsed) where received.record.form == .xml && StatementPackage.isMessage(parsed.tree):
      return .statement(
        StatementPackage(received: received, source: source, signed: .enveloped(parsed.tree), file: nil, portal: nil))
    case .success(let parsed): return outcome(of: parsed, in: received, file: file)
    }
  }

  private func outcome(of parsed: XMLTree.Parsed, in received: Received, file: String?) -> ParsingOutcome {
    let tree = parsed.tree
    let root = tree.root
    guard tree.name(of: root).is("SubmissionPackage", in: ElementReader.namespace) else {
      let location = SourceLocation(file: file, line: tree.line(of: root), path: tree.path(of: root))
      let name = tree.name(of: root)
      return refused(
        received, .quarantine,
        Finding(.packageRootUnknown, at: location, ["element": name.local, "namespace": name.namespace]))
    }
    let package = ElementReader(tree: tree, element: root, file: file)
    if let content = content(of: package) {
      return .parsed(
        Parsed(
          received: received, tree: tree, content: content.value, contentElement: content.element,
          itemElements: content.items, documentElements: content.documents, file: file, faults: parsed.faults))
    }
    // Without exactly one content element nothing can be read by anyone without guessing.
    let findings = parsed.faults.map { SchemaFindings.finding(for: $0, in: tree, file: file) }
    return .unreadable(Unreadable(received: received, findings: findings, verdict: .reject))
  }

  private typealias Content = (
    value: Parsed.Content, element: XMLTree.NodeID, items: [XMLTree.NodeID], documents: [[XMLTree.NodeID]]
  )

  /// Nil unless there is exactly one content element, and something in it.
  private func content(of package: ElementReader) -> Content? {
    let found = ChannelPolicy.Kind.allCases.flatMap { kind in package.children(kind.rawValue).map { (kind, $0) } }
    guard found.count == 1 else { return nil }
    let (kind, reader) = found[0]
    let element = reader.element
    switch kind {
    case .submission:
      let documents = reader.children("LeadDocument").prefix(1) + reader.children("Attachment")
      return (.submission(reader.submission), element, [element], [documents.map(\.element)])
    case .scanBatch:
      let items = reader.children("Item")
      guard !items.isEmpty else { return nil }
      return (
        .scanBatch(reader.scanBatch), element, items.map(\.element),
        items.map { $0.children("File").map(\.element) }
      )
    case .cabinetRequest: return (.cabinetRequest(reader.cabinetRequest), element, [element], [[]])
    case .dispatch:
      return (.dispatch(reader.dispatch), element, [element], [reader.children("Document").map(\.element)])
    // Banks' messages have a namespace of their own.
    case .statement: return nil
    }
  }

  private func outcome(
    of defect: XMLDefect, in received: Received, main: ReceivedFile, file: String?
  ) throws -> ParsingOutcome {
    let location = SourceLocation(file: file, line: defect.line > 0 ? defect.line : nil)
    // What does not begin like XML is not a broken submission but something else: it is kept, not refused.
    if defect.kind == .malformed, try !main.looksLikeXML() {
      return refused(
        received, .quarantine, Finding(.packageNotXML, at: SourceLocation(file: file), ["name": main.name]))
    }
    let code: FindingCode =
      switch defect.kind {
      case .empty: .packageEmpty
      case .malformed: .xmlMalformed
      case .encoding: .xmlEncodingInvalid
      case .namespace: .xmlNamespaceInvalid
      case .doctype: .xmlDoctypeForbidden
      case .limit: .xmlLimitExceeded
      }
    if defect.kind == .limit {
      let parts = defect.detail.split(separator: " ", maxSplits: 1).map(String.init)
      return refused(
        received, .reject, Finding(code, at: location, ["limit": parts.first ?? "", "value": parts.last ?? ""]))
    }
    return refused(received, .reject, Finding(code, at: location, ["detail": defect.detail]))
  }

  /// One item, with one finding, stands for a package that cannot be read.
  private func refused(_ received: Received, _ verdict: Verdict, _ finding: Finding) -> ParsingOutcome {
    .unreadable(Unreadable(received: received, findings: [finding], verdict: verdict))
  }
}

extension ReceivedFile {
  /// The octets as the signature library reads them.
  func source() throws -> ByteSource {
    switch try open() {
    case .memory(let octets): ByteSource(octets)
    case .stored(let bytes): try bytes.source()
    case .entry(let source): source
    }
  }

  /// Whether the first octets could begin a document: a byte order mark or white space, then `<`, in any common encoding.
  fileprivate func looksLikeXML() throws -> Bool {
    let head: [UInt8] =
      switch try open() {
      case .memory(let octets): Array(octets.prefix(256))
      case .stored(let bytes): try bytes.read(at: 0, count: 256)
      case .entry(let source): try DocumentBytes(source).read(at: 0, count: 256)
      }
    let ignorable: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x09, 0x0A, 0x0D, 0x20]
    return head.first { !ignorable.contains($0) } == UInt8(ascii: "<")
  }
}
