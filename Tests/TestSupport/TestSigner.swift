import Crypto
import Foundation
package import XMLSignature

/// Signs documents as XMLDSig 1.1 and XAdES-B-B want it, or nearly so where a test needs a flaw.
///
/// Canonical octets come from the library itself: other tools vouch for those, in tests of their own.
package struct TestSigner: Sendable {
  /// What one `ds:Reference` says.
  package struct Reference: Sendable {
    package var uri: String
    package var type: String?
    /// Algorithm identifiers; each becomes a `ds:Transform`.
    package var transforms: [String]
    /// The octets to digest, from the document with the signature in it; nil for what `uri` and `transforms` mean.
    package var octets: (@Sendable (XMLTree) throws -> [UInt8])?

    package init(
      _ uri: String, transforms: [String] = [TestSigner.exclusive], type: String? = nil,
      octets: (@Sendable (XMLTree) throws -> [UInt8])? = nil
    ) {
      self.uri = uri
      self.transforms = transforms
      self.type = type
      self.octets = octets
    }
  }

  package enum Certificates: Sendable {
    /// `X509Data` with these, the signer's own first.
    case listed([TestIdentity])
    /// `KeyInfo` with this content.
    case custom(String)
    case none
  }

  package enum Properties: Sendable {
    case none
    /// XAdES 1.3.2 with `SigningCertificateV2`.
    case version2
    /// XAdES 1.3.2 with `SigningCertificate` and its serial number.
    case version1
    /// `QualifyingProperties` with this content of `SignedSignatureProperties`.
    case custom(String)
  }

  package let identity: TestIdentity
  package var id = "signature-1"
  package var certificates: Certificates
  package var properties = Properties.version2
  /// Whether a reference covers the signed properties.
  package var coversProperties = true
  package var signedInfoMethod = TestSigner.exclusive
  /// Content of further `ds:Object` elements, and whatever else stands at the end of the signature.
  package var trailer = ""
  /// A last change to the signature's text, before anything is digested.
  package var rewrite: (@Sendable (String) -> String)?

  package static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
  package static let inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
  package static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
  package static let base64 = "http://www.w3.org/2000/09/xmldsig#base64"
  package static let signedProperties = "http://uri.etsi.org/01903#SignedProperties"
  /// Where a document wants its signature.
  package static let mark = "<!--signature-->"

  /// - Parameter chain: Certificates to put beside the signer's.
  package init(_ identity: TestIdentity, chain: [TestIdentity] = []) {
    self.identity = identity
    certificates = .listed([identity] + chain)
  }

  /// Signs the element with an identifier and puts the signature where ``mark`` stands; the mark stays behind it, for
  /// a further signature. Without a mark the signature becomes the last child of the document element.
  package func sign(_ document: String, element id: String) throws -> String {
    try sign(document, [Reference("#" + id)])
  }

  /// Signs the whole document by an enveloped signature.
  package func signEnveloped(_ document: String) throws -> String {
    try sign(document, [Reference("", transforms: [Self.enveloped, Self.exclusive])])
  }

  package func sign(_ document: String, _ references: [Reference]) throws -> String {
    var references = references
    if hasProperties, coversProperties {
      references.append(Reference("#\(id)-properties", type: Self.signedProperties))
    }
    let template = template(references)
    var text = Self.insert(rewrite?(template) ?? template, into: document)
    let digests = try Self.tree(of: text)
    for (index, reference) in references.enumerated() {
      let octets = try reference.octets?(digests) ?? canonicalOctets(of: reference, in: digests)
      text.replace("@digest-\(index)@", with: Data(SHA256.hash(data: octets)).base64EncodedString())
    }
    let unsigned = try Self.tree(of: text)
    guard let signature = self.signature(in: unsigned),
      let signedInfo = unsigned.elements("SignedInfo", Self.namespace, in: signature).first,
      let method = CanonicalizationMethod(rawValue: signedInfoMethod)
    else { throw Failure.noSignature }
    let octets = try unsigned.canonicalOctets(
      NodeSet(subtree: signedInfo, of: unsigned), by: Canonicalization(method))
    return text.replacing("@value@", with: Data(try identity.key.sign(octets)).base64EncodedString())
  }

  enum Failure: Error { case noSignature, noTarget(String), notXML(XMLDefect) }

  static let namespace = "http://www.w3.org/2000/09/xmldsig#"
  private static let digestMethod = "http://www.w3.org/2001/04/xmlenc#sha256"

  static func tree(of text: String) throws -> XMLTree {
    switch try XMLTree.parse(ByteSource(Array(text.utf8))) {
    case .success(let parsed): return parsed.tree
    case .failure(let defect): throw Failure.notXML(defect)
    }
  }

  func signature(in tree: XMLTree) -> XMLTree.NodeID? {
    tree.descendants("Signature", Self.namespace, of: tree.document).first { tree.attribute("Id", of: $0) == id }
  }

  private static func insert(_ signature: String, into document: String) -> String {
    if let mark = document.range(of: Self.mark) {
      return document.replacingCharacters(in: mark, with: signature + Self.mark)
    }
    guard let end = document.range(of: "</", options: .backwards) else { return document }
    return document.replacingCharacters(in: end, with: signature + "</")
  }

  /// What the reference digests when its transforms are enveloped-signature and one canonicalisation.
  private func canonicalOctets(of reference: Reference, in tree: XMLTree) throws -> [UInt8] {
    var nodes = NodeSet(subtree: tree.document, of: tree)
    if !reference.uri.isEmpty {
      let id = reference.uri.dropFirst()
      guard let element = tree.firstElement(where: { tree.attribute("Id", of: $0).map { $0 == id } ?? false }) else {
        throw Failure.noTarget(reference.uri)
      }
      nodes = NodeSet(subtree: element, of: tree)
    }
    if reference.transforms.contains(Self.enveloped), let signature = signature(in: tree) {
      nodes = nodes.subtracting(subtree: signature, of: tree)
    }
    let method = reference.transforms.lazy.compactMap(CanonicalizationMethod.init(rawValue:)).first
    return try tree.canonicalOctets(nodes, by: Canonicalization(method ?? .canonical10))
  }
}

extension TestSigner {
  private var hasProperties: Bool {
    if case .none = properties { false } else { true }
  }

  private func template(_ references: [Reference]) -> String {
    let listed = references.enumerated().map { index, reference in
      let type = reference.type.map { " Type=\"\($0)\"" } ?? ""
      let transforms = reference.transforms.map { "<ds:Transform Algorithm=\"\($0)\"/>" }.joined()
      return "<ds:Reference URI=\"\(reference.uri)\"\(type)>"
        + (transforms.isEmpty ? "" : "<ds:Transforms>\(transforms)</ds:Transforms>")
        + "<ds:DigestMethod Algorithm=\"\(Self.digestMethod)\"/><ds:DigestValue>@digest-\(index)@</ds:DigestValue></ds:Reference>"
    }
    return """
      <ds:Signature xmlns:ds="\(Self.namespace)" Id="\(id)"><ds:SignedInfo>\
      <ds:CanonicalizationMethod Algorithm="\(signedInfoMethod)"/>\
      <ds:SignatureMethod Algorithm="\(identity.key.signatureMethod)"/>\(listed.joined())</ds:SignedInfo>\
      <ds:SignatureValue>@value@</ds:SignatureValue>\(keyInfo)\(qualifyingProperties)\(trailer)</ds:Signature>
      """
  }

  private var keyInfo: String {
    switch certificates {
    case .none: return ""
    case .custom(let content): return "<ds:KeyInfo>\(content)</ds:KeyInfo>"
    case .listed(let identities):
      let listed = identities.map {
        "<ds:X509Certificate>\(Data($0.encoded).base64EncodedString())</ds:X509Certificate>"
      }
      return "<ds:KeyInfo><ds:X509Data>\(listed.joined())</ds:X509Data></ds:KeyInfo>"
    }
  }

  private var qualifyingProperties: String {
    let digest = """
      <xades:CertDigest><ds:DigestMethod Algorithm="\(Self.digestMethod)"/><ds:DigestValue>\
      \(Data(SHA256.hash(data: identity.encoded)).base64EncodedString())</ds:DigestValue></xades:CertDigest>
      """
    let time = "<xades:SigningTime>2026-05-04T05:30:00Z</xades:SigningTime>"
    let content: String
    switch properties {
    case .none: return ""
    case .custom(let custom): content = custom
    case .version2:
      content = "\(time)<xades:SigningCertificateV2><xades:Cert>\(digest)</xades:Cert></xades:SigningCertificateV2>"
    case .version1:
      let serial = """
        <xades:IssuerSerial><ds:X509IssuerName>\(identity.record.issuer.text)</ds:X509IssuerName>\
        <ds:X509SerialNumber>\(identity.record.serialNumber.decimal)</ds:X509SerialNumber></xades:IssuerSerial>
        """
      content =
        "\(time)<xades:SigningCertificate><xades:Cert>\(digest)\(serial)</xades:Cert></xades:SigningCertificate>"
    }
    return """
      <ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#\(id)">\
      <xades:SignedProperties Id="\(id)-properties"><xades:SignedSignatureProperties>\(content)\
      </xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>
      """
  }
}

extension XMLTree {
  package func firstElement(where isWanted: (NodeID) -> Bool) -> NodeID? {
    var pending = Array(elements(in: document))
    while let next = pending.popLast() {
      if isWanted(next) { return next }
      pending.append(contentsOf: Array(elements(in: next)).reversed())
    }
    return nil
  }
}

extension [UInt8] {
  /// The unsigned big-endian integer in decimal.
  package var decimal: String {
    var digits: [UInt8] = []
    var rest = self
    while let first = rest.firstIndex(where: { $0 != 0 }) {
      var remainder = 0
      for index in first..<rest.count {
        remainder = remainder << 8 | Int(rest[index])
        rest[index] = UInt8(remainder / 10)
        remainder %= 10
      }
      digits.append(UInt8(remainder) + UInt8(ascii: "0"))
    }
    return digits.isEmpty ? "0" : String(decoding: digits.reversed(), as: UTF8.self)
  }
}
