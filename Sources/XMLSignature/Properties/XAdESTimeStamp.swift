/// A container of time-stamps (EN 319 132-1 §5.1.4, `XAdESTimeStampType`; in older versions `TimeStampType`), read but not
/// validated: its tokens, and what their message imprint must be made of.
struct XAdESTimeStamp: Sendable {
  enum Kind: Sendable, Hashable {
    /// §5.2.8.1.
    case allDataObjects
    /// §5.2.8.2.
    case individualDataObjects
    /// §5.3.
    case signature
    /// Annex A.1.5.1; the second version is over the second version of the references.
    case signatureAndReferences(isV2: Bool)
    /// Annex A.1.5.2.
    case referencesOnly(isV2: Bool)
    /// §5.5.2 with the namespace 1.4.1; TS 101 903 §7.7 with older ones. Not evaluated.
    case archive(is141: Bool)

    init?(_ property: QualifyingProperty, namespace: String) {
      switch property {
      case .allDataObjectsTimeStamp: self = .allDataObjects
      case .individualDataObjectsTimeStamp: self = .individualDataObjects
      case .signatureTimeStamp: self = .signature
      case .sigAndRefsTimeStamp: self = .signatureAndReferences(isV2: false)
      case .sigAndRefsTimeStampV2: self = .signatureAndReferences(isV2: true)
      case .refsOnlyTimeStamp: self = .referencesOnly(isV2: false)
      case .refsOnlyTimeStampV2: self = .referencesOnly(isV2: true)
      case .archiveTimeStamp: self = .archive(is141: namespace == Namespace.xades141)
      default: return nil
      }
    }

    var isArchive: Bool {
      if case .archive = self { true } else { false }
    }
  }

  /// What the imprint is made of, where the property says so itself (TS 101 903 §7.1.4.3.1).
  struct Include: Sendable, Hashable {
    let node: XMLTree.NodeID
    let uri: String
    /// The octets that a `ds:Reference` stands for, and not the element itself.
    let isReferencedData: Bool
  }

  let node: XMLTree.NodeID
  let id: String?
  let kind: Kind
  /// How nodes become octets. EN 319 132-1 §4.5: Canonical XML 1.0 where the property does not say.
  let canonicalization: Result<Canonicalization, UnsupportedAlgorithm>
  let includes: [Include]
  /// All cover the same imprint.
  let tokens: [EncapsulatedValue]
  /// Time-stamps in XML, and other ways to say what is stamped.
  let unsupported: [UnsupportedUse]

  /// References of a signature are at most 30 (SIGNATURES.md rule 4); a time-stamp over references names few more elements.
  static let mostIncludes = 100
  static let mostTokens = 30

  init(_ element: XMLTree.NodeID, kind: Kind, by reader: XAdESReader) throws(FormatFault) {
    let tree = reader.tree
    node = element
    id = tree.attribute("Id", of: element)
    self.kind = kind
    var canonicalization: Result<Canonicalization, UnsupportedAlgorithm>?
    var includes: [Include] = []
    var tokens: [EncapsulatedValue] = []
    var unsupported: [UnsupportedUse] = []
    for child in tree.elements(in: element) {
      let name = tree.name(of: child)
      switch (name.local, name.namespace) {
      case ("Include", reader.namespace):
        guard let uri = tree.attribute("URI", of: child) else { throw reader.fault(child, "Include without a URI") }
        let attribute = tree.attribute("referencedData", of: child)?.trimmingXMLSpace
        includes.append(Include(node: child, uri: uri, isReferencedData: attribute == "true" || attribute == "1"))
      case ("CanonicalizationMethod", Namespace.xmldsig):
        guard canonicalization == nil else { throw reader.fault(child, "a second CanonicalizationMethod") }
        canonicalization = Self.canonicalization(child, in: tree)
      case ("EncapsulatedTimeStamp", reader.namespace): tokens.append(EncapsulatedValue(child, in: tree))
      case ("XMLTimeStamp", reader.namespace), ("HashDataInfo", reader.namespace), ("ReferenceInfo", _):
        let algorithm = UnsupportedAlgorithm(role: tree.name(of: element).local, identifier: "with \(name.local)")
        unsupported.append(UnsupportedUse(algorithm: algorithm, node: child))
      default:
        throw reader.fault(child, "\(name.local) may not stand here in \(tree.name(of: element).local)")
      }
    }
    guard includes.count <= Self.mostIncludes, tokens.count <= Self.mostTokens else {
      throw reader.fault(
        element, "more than \(Self.mostIncludes) Include or \(Self.mostTokens) tokens in one time-stamp")
    }
    guard !tokens.isEmpty || !unsupported.isEmpty else {
      throw reader.fault(element, "\(tree.name(of: element).local) without a time-stamp")
    }
    self.canonicalization = canonicalization ?? .success(Canonicalization(.canonical10))
    self.includes = includes
    self.tokens = tokens
    self.unsupported = unsupported
  }

  private static func canonicalization(
    _ element: XMLTree.NodeID, in tree: XMLTree
  ) -> Result<Canonicalization, UnsupportedAlgorithm> {
    if case .success(.canonicalization(let method)) = Transform.parse(element, in: tree) { return .success(method) }
    let identifier = tree.attribute("Algorithm", of: element) ?? "(no Algorithm attribute)"
    return .failure(UnsupportedAlgorithm(role: "canonicalisation", identifier: identifier))
  }
}
