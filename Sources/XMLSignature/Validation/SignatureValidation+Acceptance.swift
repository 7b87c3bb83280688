/// Signature acceptance validation (EN 319 102-1 §5.2.8).
extension SignatureValidation {
  /// XMLDSig 1.1 §5.1: what a Manifest lists is not part of core validation, and a reader must not think that it was.
  func checkManifests(of structure: SignatureStructure, _ record: inout ValidationRecord) {
    for reference in structure.references where reference.type == Namespace.xmldsig + "Manifest" {
      record.fail(
        .manifest, .sigConstraintsFailure,
        SignatureFinding(
          .unsupported, at: reference.node, "what the Manifest \"\(reference.uri)\" lists is outside the profile"))
    }
  }

  /// EN 319 132-1 §5.2.7: a counter-signature signs the value of the signature in which it stands.
  func checkCounterSignature(_ record: inout ValidationRecord) {
    guard record.core == .valid, let parent = tree.parent(of: node),
      tree.name(of: parent).local == "CounterSignature", Namespace.xades.contains(tree.name(of: parent).namespace)
    else { return }
    var above = tree.parent(of: parent)
    while let current = above, !tree.name(of: current).is("Signature", in: Namespace.xmldsig) {
      above = tree.parent(of: current)
    }
    let value = above.flatMap { tree.elements("SignatureValue", Namespace.xmldsig, in: $0).first }
    guard value.map(record.covered.contains) ?? false else {
      return record.fail(
        .counterSignature, .sigConstraintsFailure,
        SignatureFinding(
          .constraintsFailure, at: parent,
          "the counter-signature does not sign the value of the signature in which it stands"))
    }
    record.pass(.counterSignature, "signs the value of the signature in which it stands")
  }

  /// EN 319 132-1 §4.4.2: signed properties are signed only if a reference of their type covers them.
  func checkProperties(
    _ properties: XAdESProperties?, of structure: SignatureStructure, _ record: inout ValidationRecord
  ) {
    var isReferenced = false
    for reference in structure.references where XAdESProperties.isSignedPropertiesType(reference.type) {
      if let properties, case .element(let id) = reference.target, ids[id] == properties.signedProperties {
        isReferenced = true
      } else {
        record.fail(
          .signedProperties, .sigConstraintsFailure,
          SignatureFinding(
            .constraintsFailure, at: reference.node,
            "the reference \"\(reference.uri)\" does not point at this signature's own signed properties"))
      }
    }
    guard let properties, record.core == .valid else { return }
    guard isReferenced, record.covered.contains(properties.signedProperties) else {
      record.level = "XMLDSig"
      return record.fail(
        .signedProperties, .sigConstraintsFailure,
        SignatureFinding(
          .constraintsFailure, at: properties.signedProperties, "the signed properties are not under the signature"))
    }
    record.pass(.signedProperties, "the signed properties are under the signature")
  }
}
