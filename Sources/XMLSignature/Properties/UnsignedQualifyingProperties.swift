/// The unsigned properties (EN 319 132-1 §5.2.7, §5.3 to §5.5, Annex A): whoever had the signature in hand may have added them, so
/// each must be proven by itself.
struct UnsignedQualifyingProperties: Sendable {
  /// `CounterSignature` elements (§5.2.7.3).
  private(set) var counterSignatures: [XMLTree.NodeID] = []
  private(set) var signatureTimeStamps: [XAdESTimeStamp] = []
  /// Over signature and references, or references only (Annex A.1.5).
  private(set) var referenceTimeStamps: [XAdESTimeStamp] = []
  /// Recognised, not evaluated.
  private(set) var archiveTimeStamps: [XAdESTimeStamp] = []
  /// Of the signer's chain and the responders'; and of attribute authorities.
  private(set) var certificateValues = CertificateValues()
  private(set) var revocationValues = RevocationValues()
  /// `TimeStampValidationData` and `AnyValidationData` (§5.5.1): mostly for the chains of time-stamp authorities.
  private(set) var furtherCertificateValues = CertificateValues()
  private(set) var furtherRevocationValues = RevocationValues()
  /// The document of the signature policy, or where it is kept (§5.2.10).
  private(set) var policyStore: SignaturePolicyStore?
  /// All known properties in document order, with those that are recognised and not evaluated.
  let listed: [ListedProperty]
  /// Elements that are no property that this library knows.
  let unknown: [XMLTree.NodeID]

  init(_ listed: [ListedProperty], by reader: XAdESReader) throws(FormatFault) {
    self.listed = listed.filter { $0.property != nil }
    unknown = listed.filter { $0.property == nil }.map(\.node)
    for entry in listed { try read(entry, by: reader) }
    guard signatureTimeStamps.count + referenceTimeStamps.count <= XAdESProperties.mostTimeStamps else {
      throw reader.fault(
        (signatureTimeStamps + referenceTimeStamps)[0].node, "more than \(XAdESProperties.mostTimeStamps) time-stamps")
    }
  }

  func has(_ property: QualifyingProperty) -> Bool { listed.contains { $0.property == property } }

  private mutating func read(_ entry: ListedProperty, by reader: XAdESReader) throws(FormatFault) {
    guard let property = entry.property else { return }
    let element = entry.node
    let namespace = reader.tree.name(of: element).namespace
    if let kind = XAdESTimeStamp.Kind(property, namespace: namespace) {
      let stamp = try XAdESTimeStamp(element, kind: kind, by: reader)
      switch kind {
      case .signature: signatureTimeStamps.append(stamp)
      case .archive: archiveTimeStamps.append(stamp)
      default: referenceTimeStamps.append(stamp)
      }
      return
    }
    switch property {
    case .counterSignature:
      guard reader.tree.elements("Signature", Namespace.xmldsig, in: element).count == 1 else {
        throw reader.fault(element, "CounterSignature must hold exactly one signature")
      }
      counterSignatures.append(element)
    case .certificateValues, .attributeAuthoritiesCertificateValues:
      certificateValues.append(CertificateValues(element, by: reader))
    case .revocationValues, .attributeRevocationValues:
      revocationValues.append(RevocationValues(element, by: reader))
    case .timeStampValidationData, .anyValidationData:
      for values in reader.children("CertificateValues", of: element) {
        furtherCertificateValues.append(CertificateValues(values, by: reader))
      }
      for values in reader.children("RevocationValues", of: element) {
        furtherRevocationValues.append(RevocationValues(values, by: reader))
      }
    case .signaturePolicyStore: policyStore = SignaturePolicyStore(element, by: reader)
    default: break
    }
  }
}

/// The document of a signature policy, kept with the signature (EN 319 132-1 §5.2.10).
struct SignaturePolicyStore: Sendable {
  /// The technical specification that the document follows.
  let specification: String?
  /// The document itself.
  let document: EncapsulatedValue?
  /// Where the document is kept; never fetched.
  let localURI: String?

  init(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    func child(_ name: String) -> XMLTree.NodeID? {
      reader.tree.elements(name, Namespace.xades141, in: element).first
    }
    let identifier = child("SPDocSpecification").flatMap { reader.tree.elements(in: $0).first { _ in true } }
    specification = identifier.flatMap { reader.text(of: $0) }
    document = child("SignaturePolicyDocument").map { EncapsulatedValue($0, in: reader.tree) }
    localURI = child("SigPolDocLocalURI").flatMap { reader.text(of: $0) }
  }
}
