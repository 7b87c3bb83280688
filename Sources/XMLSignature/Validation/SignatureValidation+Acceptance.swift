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
    for fault in structure.misdirectedReferences(ids: ids, in: tree) {
      record.fail(
        .signedDataFound, .signedDataNotFound, SignatureFinding(.signedDataNotFound, at: fault.node, fault.detail))
    }
  }

  /// EN 319 132-1 §5.2.7: a counter-signature signs the value of the signature that it is of.
  func checkCounterSignature(_ structure: SignatureStructure, _ record: inout ValidationRecord) {
    guard record.core == .valid else { return }
    let (found, faults) = CounterSignature.find(of: structure, covering: record.covered, ids: ids, in: tree)
    for fault in faults {
      record.fail(
        .counterSignature, .sigConstraintsFailure, SignatureFinding(.constraintsFailure, at: fault.node, fault.detail))
    }
    for counter in found {
      let id = tree.attribute("Id", of: counter.signature) ?? tree.path(of: counter.signature)
      record.pass(.counterSignature, "signs the value of the signature \(id)")
    }
  }

  /// EN 319 132-1 §4.4.2: signed properties are signed only if a reference of their type covers them.
  func checkProperties(of contents: SignatureContents, _ record: inout ValidationRecord) {
    let properties = contents.properties
    if properties == nil {
      record.record(.notEvaluated(.signedProperties, "the signature has no qualifying properties"))
    }
    var isReferenced = false
    for reference in contents.structure.references where XAdESProperties.isSignedPropertiesType(reference.type) {
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
      record.level = .none
      return record.fail(
        .signedProperties, .sigConstraintsFailure,
        SignatureFinding(
          .constraintsFailure, at: properties.signedProperties, "the signed properties are not under the signature"))
    }
    record.pass(.signedProperties, "the signed properties are under the signature")
  }

  /// What the standard demands and the properties do not keep, although they can be understood.
  func noteIrregularities(of contents: SignatureContents, _ record: inout ValidationRecord) {
    guard let properties = contents.properties else { return }
    for fault in properties.irregularities {
      record.warn(.signedProperties, SignatureFinding(.formatFailure, at: fault.node, fault.detail))
    }
    for name in properties.unknownNames(in: tree) {
      record.record(.notEvaluated(.signedProperties, "the property \(name.local) is not known"))
    }
  }

  /// The policy that the signer names (EN 319 132-1 §5.2.9), where the validation policy says which it may be.
  func checkSignaturePolicy(of contents: SignatureContents, _ record: inout ValidationRecord) {
    record.pass(.validationPolicy, policy.name)
    guard !policy.signaturePolicies.isEmpty else { return }
    guard case .identified(let named)? = contents.properties?.signed.policy else {
      return record.fail(
        .signaturePolicy, .sigConstraintsFailure,
        SignatureFinding(.constraintsFailure, at: node, "the signature names no signature policy, and must name one"))
    }
    let identifier = named.identifier.hasPrefix("urn:oid:") ? String(named.identifier.dropFirst(8)) : named.identifier
    guard let known = policy.signaturePolicies[identifier] ?? policy.signaturePolicies[named.identifier] else {
      return record.fail(
        .signaturePolicy, .signaturePolicyNotAvailable,
        SignatureFinding(
          .signaturePolicyNotAvailable, at: named.node, "the signature policy \(named.identifier) is not a known one"))
    }
    if let known, named.digest?.isDigest(known) != true {
      return record.fail(
        .signaturePolicy, .policyProcessingError,
        SignatureFinding(
          .signaturePolicyNotAvailable, at: named.node,
          "the digest of the signature policy \(named.identifier) is not that of the known one"))
    }
    record.pass(.signaturePolicy, named.identifier)
  }

  /// The level that the policy demands, with a time-stamp that proves something where one is demanded.
  func checkLevel(_ times: TimeConclusion, of contents: SignatureContents, _ record: inout ValidationRecord) {
    let demanded = policy.level.level
    func refuse(_ detail: String) {
      record.fail(.level, .sigConstraintsFailure, SignatureFinding(.levelTooLow, at: node, detail))
    }
    if record.level < demanded {
      refuse("the signature is \(record.level.rawValue), and must be \(demanded.rawValue) or higher")
    } else if demanded >= .baselineT,
      !times.timeStamps.contains(where: { $0.stamp.kind == .signature && $0.time != nil })
    {
      refuse("\(demanded.rawValue) is demanded, and no signature time-stamp is proven")
    } else if demanded >= .baselineLT, contents.hasMalformedValues {
      // EN 319 132-1 §6.3: of that level only with values that are what §5.4 says.
      refuse("\(demanded.rawValue) is demanded, and validation data that was added cannot be read")
    } else {
      record.pass(.level, record.level.rawValue)
    }
  }
}

extension RequiredLevel {
  fileprivate var level: XAdESLevel {
    switch self {
    case .any: .none
    case .baselineB: .baselineB
    case .baselineT: .baselineT
    case .baselineLT: .baselineLT
    }
  }
}

extension XAdESDigest {
  /// Whether it says the same as a known digest; one by another algorithm cannot be compared.
  fileprivate func isDigest(_ known: SignaturePolicyDigest) -> Bool {
    guard case .success(let algorithm) = algorithm else { return false }
    return algorithm == known.algorithm && constantTimeEqual(value, known.octets)
  }
}
