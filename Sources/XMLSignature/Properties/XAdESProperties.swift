/// The qualifying properties of a signature (EN 319 132-1; TS 101 903 with the namespaces 1.1.1, 1.2.2 and 1.3.2, and 1.4.1 for what
/// came later). Their structure was checked; what they say is not proven.
struct XAdESProperties: Sendable {
  /// `QualifyingProperties`.
  let node: XMLTree.NodeID
  let signedProperties: XMLTree.NodeID
  /// Namespace of the version.
  let version: String
  let signed: SignedQualifyingProperties
  let unsigned: UnsignedQualifyingProperties
  /// What the standard demands and the properties do not keep, although they can be understood.
  let irregularities: [FormatFault]

  /// Of the kinds that are evaluated; each costs a digest of what it covers.
  static let mostTimeStamps = 30

  /// The certificate that the signer names as its own.
  var certificate: CertificateBinding? { signed.certificates.first }
  /// As written; claimed by the signer, and decides nothing.
  var signingTime: String? { signed.signingTime?.text }
  /// Names of the elements in place of properties that this library does not know.
  func unknownNames(in tree: XMLTree) -> [XMLName] { (signed.unknown + unsigned.unknown).map { tree.name(of: $0) } }

  /// Time-stamps of the kinds that are evaluated, in document order.
  var evaluatedTimeStamps: [XAdESTimeStamp] {
    (signed.contentTimeStamps + unsigned.signatureTimeStamps + unsigned.referenceTimeStamps)
      .sorted { $0.node < $1.node }
  }

  /// Finds the properties of a signature; nil when it has none.
  ///
  /// - Throws: Why what it has cannot be accepted (SIGNATURES.md rule 2: exactly one `QualifyingProperties` with one
  ///   `SignedProperties` inside this signature's own `Object`).
  static func find(in signature: SignatureStructure, of tree: XMLTree) throws(FormatFault) -> XAdESProperties? {
    let found = children("QualifyingProperties", ofObjectsOf: signature, in: tree)
    guard let properties = found.first else { return nil }
    guard found.count == 1 else {
      throw FormatFault(node: found[1], detail: "a second QualifyingProperties in one signature")
    }
    if let target = tree.attribute("Target", of: properties), !target.isIdentical(to: "#" + (signature.id ?? "")) {
      throw FormatFault(
        node: properties, detail: "QualifyingProperties has the Target \(target), which is not this signature")
    }
    return try XAdESProperties(properties, of: signature, in: tree)
  }

  /// `QualifyingPropertiesReference` (EN 319 132-1 §4.4.3): properties that stand elsewhere, perhaps in another document. They are
  /// not looked for, and a signature that has them is outside the profile.
  static func references(in signature: SignatureStructure, of tree: XMLTree) -> [UnsupportedUse] {
    children("QualifyingPropertiesReference", ofObjectsOf: signature, in: tree).map { node in
      let uri = tree.attribute("URI", of: node) ?? ""
      return UnsupportedUse(
        algorithm: UnsupportedAlgorithm(role: "QualifyingPropertiesReference", identifier: uri), node: node)
    }
  }

  private static func children(
    _ name: String, ofObjectsOf signature: SignatureStructure, in tree: XMLTree
  ) -> [XMLTree.NodeID] {
    signature.objects.flatMap { object in
      tree.elements(in: object).filter {
        tree.name(of: $0).local == name && Namespace.xades.contains(tree.name(of: $0).namespace)
      }
    }
  }

  private init(
    _ properties: XMLTree.NodeID, of signature: SignatureStructure, in tree: XMLTree
  ) throws(FormatFault) {
    let reader = XAdESReader(tree: tree, namespace: tree.name(of: properties).namespace)
    node = properties
    version = reader.namespace
    let parts = try reader.parts(of: properties, ["SignedProperties", "UnsignedProperties"])
    guard let signedPart = parts["SignedProperties"] else {
      throw reader.fault(properties, "QualifyingProperties without SignedProperties")
    }
    signedProperties = signedPart
    let references = SignedReferences(of: signature, in: tree)
    signed = try SignedQualifyingProperties(
      reader.listed(in: signedPart, places: [.signedSignature, .signedDataObject]), by: reader,
      references: references)
    unsigned = try UnsignedQualifyingProperties(
      parts["UnsignedProperties"].map { part throws(FormatFault) in
        try reader.listed(in: part, places: [.unsignedSignature])
      } ?? [], by: reader)
    var irregularities = signed.irregularities
    if tree.attribute("Target", of: properties) == nil {
      irregularities.append(reader.fault(properties, "QualifyingProperties without a Target"))
    }
    self.irregularities = irregularities
  }

  /// Type of the reference that must cover the signed properties (EN 319 132-1 §4.4.2), of any version.
  static func isSignedPropertiesType(_ type: String?) -> Bool {
    guard let type else { return false }
    return type.hasPrefix("http://uri.etsi.org/01903") && type.hasSuffix("#SignedProperties")
  }
}

/// An element in the place of a property.
struct ListedProperty: Sendable {
  /// Nil when it is unknown.
  let property: QualifyingProperty?
  let node: XMLTree.NodeID
}

extension XAdESReader {
  /// The child elements of a container, of which each name may stand once and no other.
  fileprivate func parts(
    of element: XMLTree.NodeID, _ names: [String]
  ) throws(FormatFault) -> [String: XMLTree.NodeID] {
    var parts: [String: XMLTree.NodeID] = [:]
    for child in tree.elements(in: element) {
      guard let name = names.first(where: { isNamed(child, $0) }) else {
        throw fault(child, "\(tree.name(of: child).local) may not stand here in \(tree.name(of: element).local)")
      }
      guard parts.updateValue(child, forKey: name) == nil else { throw fault(child, "a second \(name)") }
    }
    return parts
  }

  /// The properties of a part, each in its own place and single ones once.
  fileprivate func listed(
    in part: XMLTree.NodeID, places: [QualifyingProperty.Place]
  ) throws(FormatFault) -> [ListedProperty] {
    var names = places.map(\.rawValue)
    if places == [.unsignedSignature] { names.append("UnsignedDataObjectProperties") }
    let containers = try parts(of: part, names)
    var listed: [ListedProperty] = []
    var seen: Set<QualifyingProperty> = []
    for name in names {
      guard let container = containers[name] else { continue }
      for element in tree.elements(in: container) {
        let elementName = tree.name(of: element)
        let property = QualifyingProperty(elementName, version: namespace)
        if let property {
          guard property.place.rawValue == name else {
            throw fault(element, "\(elementName.local) may not stand in \(name)")
          }
          guard seen.insert(property).inserted || !property.isSingle else {
            throw fault(element, "a second \(elementName.local)")
          }
        }
        listed.append(ListedProperty(property: property, node: element))
      }
    }
    return listed
  }
}
