/// The qualifying properties of a signature (EN 319 132-1), as far as the basic level needs them.
struct XAdESProperties: Sendable {
  /// What `SigningCertificate` or `SigningCertificateV2` says of the first certificate it names.
  struct CertificateBinding: Sendable {
    let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
    let digest: [UInt8]
    /// Decimal serial number of `IssuerSerial` (first version only).
    let serialNumber: String?
    let node: XMLTree.NodeID
  }

  let signedProperties: XMLTree.NodeID
  let signedPropertiesID: String?
  let certificate: CertificateBinding?
  /// As written; claimed by the signer, and decides nothing.
  let signingTime: String?
  let hasSignatureTimestamp: Bool

  /// Finds the properties of a signature.
  ///
  /// - Returns: Nil when the signature has none; the failure says why what it has cannot be accepted (SIGNATURES.md
  ///   rule 2: exactly one `QualifyingProperties` with one `SignedProperties` inside this signature's own `Object`).
  static func find(in signature: SignatureStructure, of tree: XMLTree) -> Result<XAdESProperties, FormatFault>? {
    var found: [XMLTree.NodeID] = []
    for object in signature.objects {
      found += tree.elements(in: object).filter {
        tree.name(of: $0).local == "QualifyingProperties" && Namespace.xades.contains(tree.name(of: $0).namespace)
      }
    }
    guard let properties = found.first else { return nil }
    let namespace = tree.name(of: properties).namespace
    guard found.count == 1 else {
      return .failure(FormatFault(node: found[1], detail: "a second QualifyingProperties in one signature"))
    }
    if let target = tree.attribute("Target", of: properties), target != "#" + (signature.id ?? "") {
      return .failure(
        FormatFault(node: properties, detail: "QualifyingProperties has the Target \(target), which is not this signature"))
    }
    let signed = tree.elements("SignedProperties", namespace, in: properties)
    guard signed.count == 1 else {
      return .failure(
        FormatFault(node: properties, detail: "\(signed.count) SignedProperties where exactly one must stand"))
    }
    return .success(XAdESProperties(signed[0], in: properties, namespace: namespace, of: tree))
  }

  private init(_ signed: XMLTree.NodeID, in properties: XMLTree.NodeID, namespace: String, of tree: XMLTree) {
    signedProperties = signed
    signedPropertiesID = tree.attribute("Id", of: signed)
    let signatureProperties = tree.elements("SignedSignatureProperties", namespace, in: signed).first
    signingTime = signatureProperties
      .flatMap { tree.elements("SigningTime", namespace, in: $0).first }
      .flatMap { tree.text(of: $0) }
    certificate = signatureProperties.flatMap { parent in
      (tree.elements("SigningCertificateV2", namespace, in: parent).first
        ?? tree.elements("SigningCertificate", namespace, in: parent).first)
        .flatMap { tree.elements("Cert", namespace, in: $0).first }
    }.flatMap { Self.binding($0, namespace: namespace, in: tree) }
    hasSignatureTimestamp =
      tree.elements("UnsignedProperties", namespace, in: properties)
      .flatMap { tree.elements("UnsignedSignatureProperties", namespace, in: $0) }
      .contains { !tree.elements("SignatureTimeStamp", namespace, in: $0).isEmpty }
  }

  private static func binding(
    _ cert: XMLTree.NodeID, namespace: String, in tree: XMLTree
  ) -> CertificateBinding? {
    guard let digest = tree.elements("CertDigest", namespace, in: cert).first,
      let method = tree.elements("DigestMethod", Namespace.xmldsig, in: digest).first,
      let value = tree.elements("DigestValue", Namespace.xmldsig, in: digest).first,
      let octets = tree.text(of: value).flatMap(Base64Decoder.octets)
    else { return nil }
    let serial = tree.elements("IssuerSerial", namespace, in: cert).first
      .flatMap { tree.elements("X509SerialNumber", Namespace.xmldsig, in: $0).first }
      .flatMap { tree.text(of: $0) }
    return CertificateBinding(
      digestAlgorithm: DigestAlgorithm.parse(method, in: tree), digest: octets, serialNumber: serial, node: cert)
  }

  /// Type of the reference that must cover the signed properties (EN 319 132-1 §4.4.2), of any version.
  static func isSignedPropertiesType(_ type: String?) -> Bool {
    guard let type else { return false }
    return type.hasPrefix("http://uri.etsi.org/01903") && type.hasSuffix("#SignedProperties")
  }
}

extension DigestAlgorithm {
  /// Reads `ds:DigestMethod`.
  static func parse(_ element: XMLTree.NodeID, in tree: XMLTree) -> Result<DigestAlgorithm, UnsupportedAlgorithm> {
    let identifier = tree.attribute("Algorithm", of: element) ?? "(no Algorithm attribute)"
    return DigestAlgorithm(rawValue: identifier).map { .success($0) }
      ?? .failure(UnsupportedAlgorithm(role: "digest", identifier: identifier))
  }
}
