import Foundation
import XMLSignature

/// Properties as XAdES 1.3.2 writes them, for signatures of a ``TestSigner``.
package enum TestXAdES {
  package static func timeStamp(_ name: String, _ tokens: [[UInt8]], content: String = "") -> String {
    let list = tokens.map { "<xades:EncapsulatedTimeStamp>\(base64($0))</xades:EncapsulatedTimeStamp>" }
    return "<xades:\(name)>\(content)\(list.joined())</xades:\(name)>"
  }

  package static func certificateValues(_ certificates: [[UInt8]]) -> String {
    let list = certificates.map {
      "<xades:EncapsulatedX509Certificate>\(base64($0))</xades:EncapsulatedX509Certificate>"
    }
    return "<xades:CertificateValues>\(list.joined())</xades:CertificateValues>"
  }

  package static func revocationValues(lists: [[UInt8]] = [], answers: [[UInt8]] = []) -> String {
    let lists = lists.map { "<xades:EncapsulatedCRLValue>\(base64($0))</xades:EncapsulatedCRLValue>" }
    let answers = answers.map { "<xades:EncapsulatedOCSPValue>\(base64($0))</xades:EncapsulatedOCSPValue>" }
    let listed = lists.isEmpty ? "" : "<xades:CRLValues>\(lists.joined())</xades:CRLValues>"
    let answered = answers.isEmpty ? "" : "<xades:OCSPValues>\(answers.joined())</xades:OCSPValues>"
    return "<xades:RevocationValues>\(listed)\(answered)</xades:RevocationValues>"
  }

  private static func base64(_ octets: [UInt8]) -> String { Data(octets).base64EncodedString() }
}

extension TestSigner {
  /// Puts more into the signed properties: of the signature behind `SigningCertificateV2`, and of its data objects.
  package func claiming(_ ofSignature: String = "", ofObjects: String = "") -> TestSigner {
    var copy = self
    let earlier = rewrite
    copy.rewrite = { text in
      var text = earlier?(text) ?? text
      text.replace("</xades:SigningCertificateV2>", with: "</xades:SigningCertificateV2>\(ofSignature)")
      guard !ofObjects.isEmpty else { return text }
      let end = "</xades:SignedSignatureProperties>"
      return text.replacing(
        end, with: "\(end)<xades:SignedDataObjectProperties>\(ofObjects)</xades:SignedDataObjectProperties>")
    }
    return copy
  }

  /// What the reference to an element digests: its exclusive canonical form.
  package static func content(of id: String, in document: String) throws -> [UInt8] {
    let tree = try tree(of: document)
    guard let element = tree.firstElement(where: { tree.attribute("Id", of: $0).map { $0 == id } ?? false }) else {
      throw Failure.noTarget(id)
    }
    return try tree.canonicalOctets(NodeSet(subtree: element, of: tree), by: Canonicalization(.exclusive))
  }

  /// What a signature time-stamp is over: the canonical form of the signature's value.
  package func value(in signed: String) throws -> [UInt8] {
    let tree = try Self.tree(of: signed)
    guard let signature = signature(in: tree),
      let value = tree.elements("SignatureValue", Self.namespace, in: signature).first
    else { throw Failure.noSignature }
    return try tree.canonicalOctets(NodeSet(subtree: value, of: tree), by: Canonicalization(.canonical10))
  }

  /// Adds unsigned properties to this signer's signature, behind those that it has.
  package func adding(_ properties: String, to signed: String) throws -> String {
    guard let own = signed.range(of: "<xades:SignedProperties Id=\"\(id)-properties\">"),
      let end = signed.range(of: "</xades:SignedProperties>", range: own.upperBound..<signed.endIndex)
    else { throw Failure.noSignature }
    let opening = "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
    let closing = "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
    var signed = signed
    if signed[end.upperBound...].hasPrefix(opening),
      let last = signed.range(of: closing, range: end.upperBound..<signed.endIndex)
    {
      signed.insert(contentsOf: properties, at: last.lowerBound)
    } else {
      signed.insert(contentsOf: opening + properties + closing, at: end.upperBound)
    }
    return signed
  }
}
