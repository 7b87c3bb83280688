import FoundationEssentials

/// A `ds:Signature` in the making: what is known is written, what is not yet known stands empty.
struct SignatureDraft {
  /// One `ds:Reference` to something that the signer wants signed.
  struct Reference {
    let id: String
    let uri: String
    /// Algorithm identifiers.
    let transforms: [String]
    let digest: [UInt8]
    /// For `DataObjectFormat`.
    let mediaType: String
  }

  let id: String
  let identity: SigningIdentity
  let scheme: SigningScheme
  let digest: SigningDigest
  let canonicalization: SigningCanonicalization
  let claims: SignatureClaims
  let references: [Reference]
  var propertiesDigest: [UInt8] = []
  var value: [UInt8] = []
  /// A time-stamp token over the value.
  var token: [UInt8]?

  var propertiesID: String { id + "-properties" }
  private var valueID: String { id + "-value" }
  private var timeStampID: String { id + "-time" }

  static func contentID(of id: String) -> String { id + "-content" }

  /// All that a signature of this identifier may need within a document.
  static func identifiers(of id: String) -> [String] {
    [id, contentID(of: id)] + ["-properties", "-value", "-time"].map { id + $0 }
  }

  /// EN 319 132-1 §4.4.2.
  static let propertiesType = "http://uri.etsi.org/01903#SignedProperties"

  func write(into writer: inout XMLWriter) throws {
    try writer.element("ds:Signature", ["xmlns:ds": Namespace.xmldsig, "Id": id]) { signature in
      try signature.element("ds:SignedInfo", [:], signedInfo)
      try signature.element("ds:SignatureValue", ["Id": valueID], text: value.base64)
      try signature.element("ds:KeyInfo") { info in
        try info.element("ds:X509Data") { data in
          for certificate in [identity.certificate] + identity.chain {
            try data.element("ds:X509Certificate", text: certificate.encoded.base64)
          }
        }
      }
      try signature.element("ds:Object") { object in
        let attributes: KeyValuePairs = ["xmlns:xades": Namespace.xades132, "Target": "#" + id]
        try object.element("xades:QualifyingProperties", attributes) { properties in
          try properties.element("xades:SignedProperties", ["Id": propertiesID]) { signed in
            try signed.element("xades:SignedSignatureProperties", [:], signatureProperties)
            try signed.element("xades:SignedDataObjectProperties", [:], dataObjectProperties)
          }
          if let token {
            try SignatureTimeStampElement(token: token, id: timeStampID, canonicalization).write(
              in: .qualifyingProperties, into: &properties)
          }
        }
      }
    }
  }

  private func signedInfo(_ writer: inout XMLWriter) throws {
    try writer.element("ds:CanonicalizationMethod", ["Algorithm": canonicalization.method.rawValue])
    try writer.element("ds:SignatureMethod", ["Algorithm": scheme.identifier])
    for reference in references {
      try writer.element("ds:Reference", ["Id": reference.id, "URI": reference.uri]) {
        try write(reference.transforms, reference.digest, into: &$0)
      }
    }
    try writer.element("ds:Reference", ["Type": Self.propertiesType, "URI": "#" + propertiesID]) {
      try write([canonicalization.method.rawValue], propertiesDigest, into: &$0)
    }
  }

  private func write(_ transforms: [String], _ value: [UInt8], into writer: inout XMLWriter) throws {
    if !transforms.isEmpty {
      try writer.element("ds:Transforms") { list in
        for transform in transforms { try list.element("ds:Transform", ["Algorithm": transform]) }
      }
    }
    try Self.write(digest, value, into: &writer)
  }

  private static func write(_ digest: SigningDigest, _ value: [UInt8], into writer: inout XMLWriter) throws {
    try writer.element("ds:DigestMethod", ["Algorithm": digest.algorithm.rawValue])
    try writer.element("ds:DigestValue", text: value.base64)
  }

  /// In the order of the XAdES schema (EN 319 132-1 Annex C).
  private func signatureProperties(_ writer: inout XMLWriter) throws {
    try writer.element("xades:SigningTime", text: claims.signingTime.formatted(.iso8601))
    try writer.element("xades:SigningCertificateV2") { list in
      try list.element("xades:Cert") { certificate in
        try certificate.element("xades:CertDigest") {
          try Self.write(digest, digest.algorithm.digest(of: identity.certificate.encoded), into: &$0)
        }
      }
    }
    if let policy = claims.policy {
      try writer.element("xades:SignaturePolicyIdentifier") { try write(policy, into: &$0) }
    }
    if let place = claims.place {
      try writer.element("xades:SignatureProductionPlaceV2") { writer in
        for (name, value) in [
          ("City", place.city), ("StateOrProvince", place.stateOrProvince), ("PostalCode", place.postalCode),
          ("CountryName", place.country),
        ] {
          if let value { try writer.element("xades:" + name, text: value) }
        }
      }
    }
    if !claims.roles.isEmpty {
      try writer.element("xades:SignerRoleV2") { signer in
        try signer.element("xades:ClaimedRoles") { list in
          for role in claims.roles { try list.element("xades:ClaimedRole", text: role) }
        }
      }
    }
  }

  private func write(_ policy: ClaimedPolicy, into writer: inout XMLWriter) throws {
    try writer.element("xades:SignaturePolicyId") { policyID in
      try policyID.element("xades:SigPolicyId") { identifier in
        if policy.identifier.hasPrefix("urn:oid:") {
          try identifier.element("xades:Identifier", ["Qualifier": "OIDAsURN"], text: policy.identifier)
        } else {
          try identifier.element("xades:Identifier", text: policy.identifier)
        }
      }
      try policyID.element("xades:SigPolicyHash") {
        try Self.write(policy.digestAlgorithm, policy.digest, into: &$0)
      }
      if let address = policy.address {
        try policyID.element("xades:SigPolicyQualifiers") { qualifiers in
          try qualifiers.element("xades:SigPolicyQualifier") { try $0.element("xades:SPURI", text: address) }
        }
      }
    }
  }

  private func dataObjectProperties(_ writer: inout XMLWriter) throws {
    // EN 319 132-1 §6.3 wants the format of every signed data object at level B-B.
    for reference in references {
      try writer.element("xades:DataObjectFormat", ["ObjectReference": "#" + reference.id]) {
        try $0.element("xades:MimeType", text: reference.mediaType)
      }
    }
    for commitment in claims.commitments {
      try writer.element("xades:CommitmentTypeIndication") { indication in
        try indication.element("xades:CommitmentTypeId") {
          try $0.element("xades:Identifier", text: commitment.rawValue)
        }
        try indication.element("xades:AllSignedDataObjects")
      }
    }
  }
}

extension [UInt8] {
  var base64: String { Data(self).base64EncodedString() }
}
