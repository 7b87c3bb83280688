import Testing

@testable import XMLSignature

/// A document with a signature whose properties have the given content; nothing in it is signed.
struct XAdESDocument {
  var id = "s1"
  var target: String? = "#s1"
  var namespace = Namespace.xades132
  var references = """
    <ds:Reference Id="r1" URI="#c1"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
    <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>
    """
  var ofSignature = ""
  var ofObjects = ""
  var unsigned = ""
  /// What else stands in `QualifyingProperties`.
  var rest = ""
  /// What else stands in the signature.
  var trailer = ""

  static let propertiesReference = """
    <ds:Reference URI="#p1" Type="http://uri.etsi.org/01903#SignedProperties">\
    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue>\
    </ds:Reference>
    """

  static func reference(_ id: String, _ uri: String, transform: String? = nil) -> String {
    let transforms =
      transform.map { "<ds:Transforms><ds:Transform Algorithm=\"\($0)\"/></ds:Transforms>" } ?? ""
    return """
      <ds:Reference Id="\(id)" URI="\(uri)">\(transforms)\
      <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue>\
      </ds:Reference>
      """
  }

  static let digest = """
    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AQID</ds:DigestValue>
    """
  static let certificate =
    "<x:SigningCertificateV2><x:Cert><x:CertDigest>\(digest)</x:CertDigest></x:Cert></x:SigningCertificateV2>"

  static func stamp(_ name: String, id: String = "t", _ content: String = "", prefix: String = "x") -> String {
    "<\(prefix):\(name) Id=\"\(id)\">\(content)<x:EncapsulatedTimeStamp>AQID</x:EncapsulatedTimeStamp></\(prefix):\(name)>"
  }

  var text: String {
    let objects = ofObjects.isEmpty ? "" : "<x:SignedDataObjectProperties>\(ofObjects)</x:SignedDataObjectProperties>"
    let unsignedPart =
      unsigned.isEmpty
      ? ""
      : "<x:UnsignedProperties><x:UnsignedSignatureProperties>\(unsigned)</x:UnsignedSignatureProperties></x:UnsignedProperties>"
    let targetAttribute = target.map { " Target=\"\($0)\"" } ?? ""
    return """
      <Package xmlns="urn:test" xmlns:a="urn:a" xmlns:unused="urn:u"><Claim Id="c1" a:kind="new">Əliyev <!-- no --><b>&amp;</b></Claim>\
      <Text Id="c2">SGVs bG8=</Text><ds:Signature xmlns:ds="\(Namespace.xmldsig)" xmlns:x="\(namespace)" \
      xmlns:y="\(Namespace.xades141)" Id="\(id)"><ds:SignedInfo Id="i1">\
      <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>\
      <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>\(references)\
      \(Self.propertiesReference)</ds:SignedInfo><ds:SignatureValue Id="v1">AQID</ds:SignatureValue><ds:Object>\
      <x:QualifyingProperties\(targetAttribute)><x:SignedProperties Id="p1">\
      <x:SignedSignatureProperties>\(ofSignature)</x:SignedSignatureProperties>\(objects)</x:SignedProperties>\
      \(unsignedPart)\(rest)</x:QualifyingProperties></ds:Object>\(trailer)</ds:Signature></Package>
      """
  }

  func read() throws -> (tree: XMLTree, signature: SignatureStructure, properties: XAdESProperties) {
    let tree = try tree(text)
    let node = try #require(tree.descendants("Signature", Namespace.xmldsig, of: tree.document).first)
    let signature = try SignatureStructure(node, in: tree)
    return (tree, signature, try #require(try XAdESProperties.find(in: signature, of: tree)))
  }

  /// Why the properties are refused.
  func fault() throws -> String {
    do {
      _ = try read()
      Issue.record("the properties were accepted")
      return ""
    } catch let fault as FormatFault {
      return fault.detail
    }
  }
}
