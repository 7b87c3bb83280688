/// The policy under which the signer says to have signed (EN 319 132-1 §5.2.9).
enum SignaturePolicy: Sendable {
  /// The signature does not speak of a policy.
  case none
  /// The signed data or their context say which; the signature does not.
  case implied
  case identified(Identified)

  struct Identified: Sendable {
    let node: XMLTree.NodeID
    /// An object identifier as a URN, or a URI; as written.
    let identifier: String
    let description: String?
    let documentation: [String]
    /// Of the policy document; nil when the signature does not have it, although it must.
    let digest: XAdESDigest?
    let qualifiers: [Qualifier]
  }

  enum Qualifier: Sendable, Hashable {
    /// Where a copy of the document can be had; never fetched.
    case uri(String)
    case userNotice(explicitText: String?, organization: String?, numbers: [String])
    /// What technical specification the document follows.
    case specification(String)
    case other(name: String)
  }

  init(_ element: XMLTree.NodeID, by reader: XAdESReader) throws(FormatFault) {
    let choices = Array(reader.tree.elements(in: element))
    guard choices.count == 1 else {
      throw reader.fault(element, "SignaturePolicyIdentifier must hold exactly one element, not \(choices.count)")
    }
    if reader.isNamed(choices[0], "SignaturePolicyImplied") {
      self = .implied
    } else if reader.isNamed(choices[0], "SignaturePolicyId"),
      let identifier = reader.child("SigPolicyId", of: choices[0]),
      let text = reader.text("Identifier", of: identifier), !text.isEmpty
    {
      self = .identified(Identified(choices[0], identifier, text, by: reader))
    } else {
      throw reader.fault(element, "SignaturePolicyIdentifier names no policy")
    }
  }
}

extension SignaturePolicy.Identified {
  fileprivate init(_ node: XMLTree.NodeID, _ element: XMLTree.NodeID, _ identifier: String, by reader: XAdESReader) {
    self.node = node
    self.identifier = identifier
    description = reader.text("Description", of: element)
    documentation =
      reader.child("DocumentationReferences", of: element).map { list in
        reader.children("DocumentationReference", of: list).compactMap { reader.text(of: $0) }
      } ?? []
    digest = reader.child("SigPolicyHash", of: node).flatMap { reader.digest(in: $0) }
    let list = reader.child("SigPolicyQualifiers", of: node)
    qualifiers =
      list.map { reader.children("SigPolicyQualifier", of: $0) }?
      .flatMap { reader.tree.elements(in: $0).map { SignaturePolicy.Qualifier($0, by: reader) } } ?? []
  }
}

extension SignaturePolicy.Qualifier {
  fileprivate init(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    switch reader.tree.name(of: element).local {
    case "SPURI": self = .uri(reader.text(of: element) ?? "")
    case "SPUserNotice":
      let reference = reader.child("NoticeRef", of: element)
      let numbers = reference.flatMap { reader.child("NoticeNumbers", of: $0) }
      self = .userNotice(
        explicitText: reader.text("ExplicitText", of: element),
        organization: reference.flatMap { reader.text("Organization", of: $0) },
        numbers: numbers.map { reader.children("int", of: $0).compactMap { reader.text(of: $0) } } ?? [])
    case "SPDocSpecification":
      let identifier = reader.tree.elements(in: element).first { reader.tree.name(of: $0).local == "Identifier" }
      self = .specification(identifier.flatMap { reader.text(of: $0) } ?? "")
    case let name: self = .other(name: name)
    }
  }
}
