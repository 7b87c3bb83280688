/// What one signature brings with it, read once: its structure and properties are sound, and nothing in it is proven.
struct SignatureContents {
  let structure: SignatureStructure
  let properties: XAdESProperties?
  let keyInfo: KeyInfo
  let processor: ReferenceProcessor
  /// Certificates that may help to build paths: of `ds:KeyInfo`, and those that were added for later validation.
  let certificates: [CertificateRecord]
  /// Lists and answers that were added for later validation.
  let material: RevocationMaterial
  /// Added values that cannot be read, or stand there in a form that is not read.
  let unreadableValues: [SignatureFinding]
  /// Whether some of these are not in another form, but broken.
  let hasMalformedValues: Bool

  /// - Throws: ``SourceFailure`` when long text cannot be read.
  init(
    _ structure: SignatureStructure, _ properties: XAdESProperties?, _ keyInfo: KeyInfo, _ processor: ReferenceProcessor
  ) throws {
    self.structure = structure
    self.properties = properties
    self.keyInfo = keyInfo
    self.processor = processor
    var certificates = keyInfo.certificates
    var material = RevocationMaterial()
    var malformed: [SignatureFinding] = []
    var others: [SignatureFinding] = []
    if let unsigned = properties?.unsigned {
      for values in [unsigned.certificateValues, unsigned.furtherCertificateValues] {
        let (readable, broken) = try values.certificates(in: processor.tree)
        certificates += readable
        others += values.others.map { Self.otherForm($0, in: processor.tree) }
        malformed += broken.map { SignatureFinding(.validationDataUnreadable, at: $0.node, $0.detail) }
      }
      for values in [unsigned.revocationValues, unsigned.furtherRevocationValues] {
        malformed += try material.add(values, in: processor.tree)
        others += values.others.map { Self.otherForm($0, in: processor.tree) }
      }
    }
    self.certificates = certificates
    self.material = material
    malformed += material.defects.map { SignatureFinding(.validationDataUnreadable, at: properties?.node, $0) }
    hasMalformedValues = !malformed.isEmpty
    unreadableValues = malformed + others
  }

  private static func otherForm(_ node: XMLTree.NodeID, in tree: XMLTree) -> SignatureFinding {
    SignatureFinding(
      .validationDataUnreadable, at: node, "\(tree.name(of: node).local) has a form that is outside the profile")
  }
}

extension RevocationMaterial {
  /// - Returns: What cannot be decoded.
  fileprivate mutating func add(_ values: RevocationValues, in tree: XMLTree) throws -> [SignatureFinding] {
    var unreadable: [SignatureFinding] = []
    for (encapsulated, isList) in values.lists.map({ ($0, true) }) + values.answers.map({ ($0, false) }) {
      switch try encapsulated.octets(in: tree) {
      case .failure(let defect):
        unreadable.append(SignatureFinding(.validationDataUnreadable, at: defect.node, defect.detail))
      case .success(let octets) where isList: add(encodedList: octets, from: .signature)
      case .success(let octets): add(encodedAnswer: octets, from: .signature)
      }
    }
    return unreadable
  }
}

extension EncapsulatedValue.Defect {
  fileprivate var node: XMLTree.NodeID {
    switch self {
    case .malformed(let fault): fault.node
    case .unsupported(let use): use.node
    }
  }
}
