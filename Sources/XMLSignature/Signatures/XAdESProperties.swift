import SwiftASN1

/// The qualifying properties of a signature (EN 319 132-1), as far as the basic level needs them.
struct XAdESProperties: Sendable {
  /// What `SigningCertificate` or `SigningCertificateV2` says of the first certificate it names.
  struct CertificateBinding: Sendable {
    let node: XMLTree.NodeID
    let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
    let digest: [UInt8]
    let serialNumber: SerialNumber?
    /// Only the second version has it in a form that can be compared.
    let issuer: DistinguishedName?

    enum SerialNumber: Sendable {
      /// In the first version.
      case decimal(String)
      /// In the second version, without leading zeros.
      case octets([UInt8])
    }
  }

  let signedProperties: XMLTree.NodeID
  let certificate: CertificateBinding?
  /// As written; claimed by the signer, and decides nothing.
  let signingTime: String?

  /// Finds the properties of a signature; nil when it has none.
  ///
  /// - Throws: Why what it has cannot be accepted (SIGNATURES.md rule 2: exactly one `QualifyingProperties` with one
  ///   `SignedProperties` inside this signature's own `Object`).
  static func find(in signature: SignatureStructure, of tree: XMLTree) throws(FormatFault) -> XAdESProperties? {
    var found: [XMLTree.NodeID] = []
    for object in signature.objects {
      found += tree.elements(in: object).filter {
        tree.name(of: $0).local == "QualifyingProperties" && Namespace.xades.contains(tree.name(of: $0).namespace)
      }
    }
    guard let properties = found.first else { return nil }
    guard found.count == 1 else {
      throw FormatFault(node: found[1], detail: "a second QualifyingProperties in one signature")
    }
    if let target = tree.attribute("Target", of: properties), target != "#" + (signature.id ?? "") {
      throw FormatFault(
        node: properties, detail: "QualifyingProperties has the Target \(target), which is not this signature")
    }
    return try XAdESProperties(properties, of: tree)
  }

  private init(_ properties: XMLTree.NodeID, of tree: XMLTree) throws(FormatFault) {
    let namespace = tree.name(of: properties).namespace
    let signed = tree.elements("SignedProperties", namespace, in: properties)
    guard signed.count == 1 else {
      throw FormatFault(node: properties, detail: "\(signed.count) SignedProperties where exactly one must stand")
    }
    signedProperties = signed[0]
    let ofSignature = tree.elements("SignedSignatureProperties", namespace, in: signed[0])
    guard ofSignature.count <= 1 else {
      throw FormatFault(node: ofSignature[1], detail: "a second SignedSignatureProperties")
    }
    let times = ofSignature.flatMap { tree.elements("SigningTime", namespace, in: $0) }
    signingTime = times.first.flatMap { tree.text(of: $0) }?.trimmingXMLSpace
    let bindings = ofSignature.flatMap {
      tree.elements("SigningCertificateV2", namespace, in: $0) + tree.elements("SigningCertificate", namespace, in: $0)
    }
    guard bindings.count <= 1 else {
      throw FormatFault(node: bindings[1], detail: "the signing certificate is named more than once")
    }
    if let binding = bindings.first {
      guard let read = Self.binding(binding, namespace: namespace, in: tree) else {
        throw FormatFault(node: binding, detail: "\(tree.name(of: binding).local) cannot be read")
      }
      certificate = read
    } else {
      certificate = nil
    }
  }

  private static func binding(
    _ element: XMLTree.NodeID, namespace: String, in tree: XMLTree
  ) -> CertificateBinding? {
    guard let cert = tree.elements("Cert", namespace, in: element).first,
      let digest = tree.elements("CertDigest", namespace, in: cert).first,
      let method = tree.elements("DigestMethod", Namespace.xmldsig, in: digest).first,
      let value = tree.elements("DigestValue", Namespace.xmldsig, in: digest).first,
      let octets = tree.text(of: value).flatMap(Base64Decoder.octets)
    else { return nil }
    var serialNumber: CertificateBinding.SerialNumber?
    var issuer: DistinguishedName?
    if let first = tree.elements("IssuerSerial", namespace, in: cert).first {
      serialNumber = tree.elements("X509SerialNumber", Namespace.xmldsig, in: first).first
        .flatMap { tree.text(of: $0) }.map { .decimal($0.trimmingXMLSpace) }
    } else if let second = tree.elements("IssuerSerialV2", namespace, in: cert).first {
      guard let der = tree.text(of: second).flatMap(Base64Decoder.octets),
        let parsed = try? IssuerSerial(derEncoded: der)
      else { return nil }
      serialNumber = .octets(parsed.serialNumber)
      issuer = parsed.issuer
    }
    return CertificateBinding(
      node: element, digestAlgorithm: DigestAlgorithm.parse(method, in: tree), digest: octets,
      serialNumber: serialNumber, issuer: issuer)
  }

  /// Type of the reference that must cover the signed properties (EN 319 132-1 §4.4.2), of any version.
  static func isSignedPropertiesType(_ type: String?) -> Bool {
    guard let type else { return false }
    return type.hasPrefix("http://uri.etsi.org/01903") && type.hasSuffix("#SignedProperties")
  }
}

/// RFC 5035 §4: `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber CertificateSerialNumber }`.
private struct IssuerSerial: DERParseable {
  /// Nil when none of the names is a directory name.
  let issuer: DistinguishedName?
  /// Without leading zeros.
  let serialNumber: [UInt8]

  init(derEncoded node: ASN1Node) throws {
    (issuer, serialNumber) = try DER.sequence(node, identifier: .sequence) { nodes in
      let names = try nodes.required()
      let serial = try nodes.required()
      guard case .constructed(let choices) = names.content, serial.identifier == .integer,
        case .primitive(let octets) = serial.content
      else { throw ASN1Error.unexpectedFieldType(serial.identifier) }
      let directoryName = ASN1Identifier(tagWithNumber: 4, tagClass: .contextSpecific)
      var issuer: DistinguishedName?
      for choice in choices where choice.identifier == directoryName {
        guard case .constructed(let inner) = choice.content else { continue }
        for name in inner { issuer = try DistinguishedName(derEncoded: name) }
      }
      return (issuer, Array(octets.drop { $0 == 0 }))
    }
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
