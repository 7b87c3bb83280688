/// The signed properties (EN 319 132-1 §5.2): what the signer says and signs. None of it is proven by that.
struct SignedQualifyingProperties: Sendable {
  private(set) var signingTime: ClaimedTime?
  /// The first is the signer's; the others say which certificates its chain may have (EN 319 102-1 §5.2.6).
  private(set) var certificates: [XAdESProperties.CertificateBinding] = []
  private(set) var policy = SignaturePolicy.none
  private(set) var productionPlace: SignatureProductionPlace?
  private(set) var roles = SignerRoles.none
  private(set) var dataObjectFormats: [DataObjectFormat] = []
  private(set) var commitments: [CommitmentType] = []
  private(set) var contentTimeStamps: [XAdESTimeStamp] = []
  /// Elements that are no property that this library knows.
  private(set) var unknown: [XMLTree.NodeID] = []
  /// What the standard demands and the element does not keep, although it can be understood.
  private(set) var irregularities: [FormatFault] = []

  init(_ listed: [ListedProperty], by reader: XAdESReader, references: SignedReferences) throws(FormatFault) {
    for property in listed { try read(property, by: reader, references: references) }
    guard contentTimeStamps.count <= XAdESProperties.mostTimeStamps else {
      throw reader.fault(contentTimeStamps[0].node, "more than \(XAdESProperties.mostTimeStamps) time-stamps")
    }
  }

  private mutating func read(
    _ listed: ListedProperty, by reader: XAdESReader, references: SignedReferences
  ) throws(FormatFault) {
    let element = listed.node
    switch listed.property {
    case .signingTime: readTime(element, by: reader)
    case .signingCertificate, .signingCertificateV2: try readCertificates(element, by: reader)
    case .signaturePolicyIdentifier: try readPolicy(element, by: reader)
    case .signatureProductionPlace, .signatureProductionPlaceV2:
      productionPlace = SignatureProductionPlace(element, by: reader)
    case .signerRole, .signerRoleV2: roles = SignerRoles(element, by: reader)
    case .dataObjectFormat: readFormat(element, by: reader, references: references)
    case .commitmentTypeIndication:
      commitments.append(try CommitmentType(element, by: reader, references: references))
    case .allDataObjectsTimeStamp:
      contentTimeStamps.append(try XAdESTimeStamp(element, kind: .allDataObjects, by: reader))
    case .individualDataObjectsTimeStamp:
      contentTimeStamps.append(try XAdESTimeStamp(element, kind: .individualDataObjects, by: reader))
    default: unknown.append(element)
    }
  }

  private mutating func readTime(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    let time = ClaimedTime(reader.text(of: element) ?? "")
    signingTime = time
    if time.date == nil { irregularities.append(reader.fault(element, "SigningTime \"\(time.text)\" is not a time")) }
  }

  private mutating func readCertificates(_ element: XMLTree.NodeID, by reader: XAdESReader) throws(FormatFault) {
    guard certificates.isEmpty else { throw reader.fault(element, "the signing certificate is named more than once") }
    for cert in reader.children("Cert", of: element) {
      guard let binding = XAdESProperties.CertificateBinding(cert, by: reader) else {
        throw reader.fault(cert, "\(reader.tree.name(of: element).local) cannot be read")
      }
      certificates.append(binding)
    }
    guard !certificates.isEmpty else {
      throw reader.fault(element, "\(reader.tree.name(of: element).local) names no certificate")
    }
  }

  private mutating func readPolicy(_ element: XMLTree.NodeID, by reader: XAdESReader) throws(FormatFault) {
    policy = try SignaturePolicy(element, by: reader)
    if case .identified(let identified) = policy, identified.digest == nil {
      irregularities.append(reader.fault(element, "the signature policy has no digest that can be read"))
    }
  }

  private mutating func readFormat(
    _ element: XMLTree.NodeID, by reader: XAdESReader, references: SignedReferences
  ) {
    let format = DataObjectFormat(element, by: reader, references: references)
    dataObjectFormats.append(format)
    if format.reference == nil {
      let object = format.objectReference.map { "\($0), which is not a reference of this signature" } ?? "nothing"
      irregularities.append(reader.fault(element, "DataObjectFormat is about \(object)"))
    }
    if format.description == nil, format.identifier == nil, format.mimeType == nil {
      irregularities.append(reader.fault(element, "DataObjectFormat says nothing of its object"))
    }
  }
}
