import Filing
import XMLSignature

/// Measures documents and asks the rules. Everything that is wrong with an item comes at once.
package struct Assessor: Sendable {
  let reference: ReferenceData
  let channels: [String: ChannelPolicy]
  let calendar: CourtCalendar
  /// Nil where documents are not scanned for viruses.
  private let scanner: VirusScanner?
  let rules = RuleSet.standard
  private static let mostSchemaFaults = 200

  init(
    reference: ReferenceData, channels: [ChannelPolicy], calendar: CourtCalendar, scanner: VirusScanner? = nil
  ) {
    self.scanner = scanner
    self.reference = reference
    self.channels = Dictionary(channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.calendar = calendar
  }

  /// - Throws: What the world throws when documents cannot be read.
  package func assess(_ verified: Verified) throws -> Assessed {
    let parsed = verified.parsed
    let record = parsed.received.record
    let channel = channel(of: parsed.received)
    let contents: [ItemUnderReview.Content] =
      switch parsed.content {
      case .submission(let submission): [.submission(submission)]
      case .scanBatch(let batch): batch.items.map { .scan($0, of: batch) }
      case .cabinetRequest(let request): [.cabinetRequest(request)]
      case .dispatch(let dispatch): [.dispatch(dispatch)]
      }
    let measurement = DocumentMeasurement(parsed, scanner: scanner)
    let documents = contents.map(\.documents)
    let unlisted = measurement.unlisted(after: documents.flatMap(\.self))
    let faults = faultsByItem(of: parsed)
    let shared = PackageFindings.findings(for: parsed, by: channel) + verified.findings + faults.package
    let arrivalDay = calendar.localDay(of: record.arrivedAt)

    var items: [AssessedItem] = []
    for (index, content) in contents.enumerated() {
      let facts = try zip(documents[index], parsed.documentElements[index]).map {
        try measurement.facts(for: $0, at: $1)
      }
      let review = ItemUnderReview(
        content: content, channel: channel, signatures: verified.signatures, documents: facts,
        unlistedFiles: unlisted, arrivalDay: arrivalDay, reference: reference)
      items.append(
        AssessedItem(
          ordinal: index + 1, review: review,
          findings: shared + (faults.items[index] ?? []) + rules.evaluate(review),
          contentHash: try contentHash(of: parsed.itemElements[index], in: parsed.tree)))
    }
    return Assessed(verified: verified, items: items)
  }

  /// The policy of the package's channel. A channel that was taken out of the settings since takes nothing any more.
  func channel(of received: Received) -> ChannelPolicy {
    let name = received.record.channel
    return channels[name] ?? ChannelPolicy(name: name, forms: [], kinds: [])
  }

  /// Schema faults inside an item are that item's; all others concern the package and so every item.
  private func faultsByItem(of parsed: Parsed) -> (package: [Finding], items: [Int: [Finding]]) {
    var package: [Finding] = []
    var items: [Int: [Finding]] = [:]
    // To say where a fault is takes a walk over its siblings, and nobody reads so many.
    for fault in parsed.faults.lazy.filter({ !parsed.isSignedAround($0) }).prefix(Self.mostSchemaFaults) {
      let finding = SchemaFindings.finding(for: fault, in: parsed.tree, file: parsed.file)
      if let index = parsed.itemElements.firstIndex(where: { parsed.tree.contains(fault.node, in: $0) }) {
        items[index, default: []].append(finding)
      } else {
        package.append(finding)
      }
    }
    return (package, items)
  }

  private func contentHash(of element: XMLTree.NodeID, in tree: XMLTree) throws -> ContentHash {
    do {
      let digest = try tree.canonicalDigest(
        of: NodeSet(subtree: element, of: tree), by: Canonicalization(.exclusive), with: .sha256)
      guard let hash = ContentHash(bytes: digest) else { preconditionFailure("SHA-256 has 32 octets") }
      return hash
    } catch is CanonicalizationError {
      // A relative namespace: no signature over it can be valid, and the hash decides nothing.
      return ContentHash(sha256Of: [])
    }
  }
}

extension Parsed {
  /// In a container the signatures stand beside `submission.xml`, which needs no slot for them.
  fileprivate func isSignedAround(_ fault: SchemaFault) -> Bool {
    guard container != nil, fault.node == tree.root, case .missingElement(let expected) = fault.kind else {
      return false
    }
    return expected.contains { $0.hasSuffix("Signatures") }
  }
}

extension ItemUnderReview.Content {
  fileprivate var documents: [FilingDocument] {
    switch self {
    case .submission(let submission): submission.documents
    case .scan(let item, _): item.files
    case .cabinetRequest: []
    case .dispatch(let dispatch): dispatch.documents
    }
  }
}
