/// The imprints of one signature's time-stamps that were computed already: many tokens may be over the same octets, and those
/// may be many.
struct ImprintMemory {
  private struct Question: Hashable {
    /// The time-stamp; nil where its place does not matter.
    let stamp: XMLTree.NodeID?
    let kind: XAdESTimeStamp.Kind
    let algorithm: DigestAlgorithm
    let method: Canonicalization
  }

  private var known: [Question: Result<[UInt8], XAdESTimeStamp.ImprintObstacle>] = [:]

  /// How many imprints were computed.
  var count: Int { known.count }

  /// The digest that a token of the time-stamp must have as its message imprint, with nodes by this method.
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  mutating func imprint(
    of stamp: XAdESTimeStamp, by algorithm: DigestAlgorithm, method: Canonicalization,
    in signature: SignatureStructure, with processor: ReferenceProcessor
  ) throws -> Result<[UInt8], XAdESTimeStamp.ImprintObstacle> {
    let question = Question(
      stamp: stamp.dependsOnItsPlace ? stamp.node : nil, kind: stamp.kind, algorithm: algorithm, method: method)
    if let answer = known[question] { return answer }
    let answer = try stamp.imprint(by: algorithm, of: signature, with: processor, nodesBy: method)
    known[question] = answer
    return answer
  }
}

extension XAdESTimeStamp {
  /// Whether another time-stamp of this kind may be over something else.
  fileprivate var dependsOnItsPlace: Bool {
    switch kind {
    case .allDataObjects, .signature: !includes.isEmpty || !unsupported.isEmpty
    case .individualDataObjects, .signatureAndReferences, .referencesOnly, .archive: true
    }
  }
}
