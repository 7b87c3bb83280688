import Filing
import XMLSignature

/// Measures the documents of a parsed package: presence, size, hash, what their octets say that they are, and what a virus
/// scanner says of them.
struct DocumentMeasurement {
  let parsed: Parsed
  /// Nil where documents are not scanned for viruses.
  private let scanner: VirusScanner?
  private let filesByName: [String: ReceivedFile]

  init(_ parsed: Parsed, scanner: VirusScanner?) {
    self.parsed = parsed
    self.scanner = scanner
    filesByName = Dictionary(
      parsed.received.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Throws: What the world throws when octets cannot be read; a bad document is a fact.
  func facts(for document: FilingDocument, at element: XMLTree.NodeID) throws -> DocumentFacts {
    switch document.source {
    case .embedded: try embedded(document, at: element)
    case .file(let name): try file(document, named: name.value)
    case nil: absent(document, .missing)
    }
  }

  /// Files of the package that no document names.
  func unlisted(after documents: [FilingDocument]) -> [String] {
    guard parsed.received.record.form != .xml else { return [] }
    let listed = Set(
      documents.compactMap { document -> String? in
        guard case .file(let name) = document.source else { return nil }
        return FileName(name.value)?.escaped
      })
    return parsed.received.files.map(\.name).filter { $0 != parsed.received.main?.name && !listed.contains($0) }
  }

  private func absent(_ document: FilingDocument, _ presence: DocumentFacts.Presence) -> DocumentFacts {
    DocumentFacts(
      stated: document, presence: presence, size: 0, hash: nil, sniffed: SniffedContent(mediaType: nil))
  }

  private func embedded(_ document: FilingDocument, at element: XMLTree.NodeID) throws -> DocumentFacts {
    let reader = ElementReader(tree: parsed.tree, element: element, file: parsed.file)
    guard let content = reader.child("Content") else { return absent(document, .missing) }
    var decoder = Base64Decoder(into: DocumentSpool())
    do {
      try parsed.tree.withText(of: content.element) { try decoder.write($0) }
      try decoder.finish()
    } catch is Base64Decoder<DocumentSpool>.Malformed {
      return absent(document, .notBase64)
    }
    let spool = decoder.output
    return try present(document, spool.bytes(), hash: spool.hash)
  }

  private func file(_ document: FilingDocument, named name: String) throws -> DocumentFacts {
    guard let fileName = FileName(name) else { return absent(document, .nameInvalid) }
    guard let file = filesByName[fileName.escaped], file.name != parsed.received.main?.name else {
      return absent(document, .missing)
    }
    let bytes: DocumentBytes
    switch try file.open() {
    case .memory(let octets): bytes = DocumentBytes(octets)
    case .stored(let stored): bytes = try DocumentBytes(stored)
    case .entry(let source): bytes = try DocumentBytes(source)
    }
    return try present(document, bytes, hash: file.hash)
  }

  private func present(_ document: FilingDocument, _ bytes: DocumentBytes, hash: ContentHash) throws -> DocumentFacts {
    var facts = DocumentFacts(
      stated: document, presence: .present, size: bytes.size, hash: hash, sniffed: try ContentSniffer.sniff(bytes))
    if let scanner { facts.virusCheck = try scanner.check(bytes) }
    return facts
  }
}
