/// The qualifying properties that this library knows, by their element names (EN 319 132-1 §5 and Annexes A and D; TS 101 903).
enum QualifyingProperty: String, Sendable, Hashable, CaseIterable {
  case signingTime = "SigningTime"
  case signingCertificate = "SigningCertificate"
  case signingCertificateV2 = "SigningCertificateV2"
  case signaturePolicyIdentifier = "SignaturePolicyIdentifier"
  case signatureProductionPlace = "SignatureProductionPlace"
  case signatureProductionPlaceV2 = "SignatureProductionPlaceV2"
  case signerRole = "SignerRole"
  case signerRoleV2 = "SignerRoleV2"

  case dataObjectFormat = "DataObjectFormat"
  case commitmentTypeIndication = "CommitmentTypeIndication"
  case allDataObjectsTimeStamp = "AllDataObjectsTimeStamp"
  case individualDataObjectsTimeStamp = "IndividualDataObjectsTimeStamp"

  case counterSignature = "CounterSignature"
  case signatureTimeStamp = "SignatureTimeStamp"
  case completeCertificateRefs = "CompleteCertificateRefs"
  case completeCertificateRefsV2 = "CompleteCertificateRefsV2"
  case completeRevocationRefs = "CompleteRevocationRefs"
  case attributeCertificateRefs = "AttributeCertificateRefs"
  case attributeCertificateRefsV2 = "AttributeCertificateRefsV2"
  case attributeRevocationRefs = "AttributeRevocationRefs"
  case sigAndRefsTimeStamp = "SigAndRefsTimeStamp"
  case sigAndRefsTimeStampV2 = "SigAndRefsTimeStampV2"
  case refsOnlyTimeStamp = "RefsOnlyTimeStamp"
  case refsOnlyTimeStampV2 = "RefsOnlyTimeStampV2"
  case certificateValues = "CertificateValues"
  case revocationValues = "RevocationValues"
  case attributeAuthoritiesCertificateValues = "AttrAuthoritiesCertValues"
  case attributeRevocationValues = "AttributeRevocationValues"
  case timeStampValidationData = "TimeStampValidationData"
  case anyValidationData = "AnyValidationData"
  case archiveTimeStamp = "ArchiveTimeStamp"
  case renewedDigests = "RenewedDigests"
  case renewedDigestsV2 = "RenewedDigestsV2"
  case signaturePolicyStore = "SignaturePolicyStore"

  /// The element in which a property may stand.
  enum Place: String, Sendable {
    case signedSignature = "SignedSignatureProperties"
    case signedDataObject = "SignedDataObjectProperties"
    case unsignedSignature = "UnsignedSignatureProperties"
  }

  /// The property that an element is in signatures of a version; nil when it is none that is known.
  init?(_ name: XMLName, version: String) {
    guard let property = Self(rawValue: name.local), name.is(property.rawValue, in: name.namespace) else { return nil }
    let isOfVersion = name.namespace == version && !property.isOf141Only
    let isOf141 = name.namespace == Namespace.xades141 && (property.isOf141Only || property == .archiveTimeStamp)
    guard isOfVersion || isOf141 else { return nil }
    self = property
  }

  /// Elements that came with the namespace 1.4.1, and are in no other.
  private var isOf141Only: Bool {
    switch self {
    case .completeCertificateRefsV2, .attributeCertificateRefsV2, .sigAndRefsTimeStampV2, .refsOnlyTimeStampV2,
      .timeStampValidationData, .anyValidationData, .renewedDigests, .renewedDigestsV2, .signaturePolicyStore:
      true
    default: false
    }
  }

  var place: Place {
    switch self {
    case .signingTime, .signingCertificate, .signingCertificateV2, .signaturePolicyIdentifier,
      .signatureProductionPlace, .signatureProductionPlaceV2, .signerRole, .signerRoleV2:
      .signedSignature
    case .dataObjectFormat, .commitmentTypeIndication, .allDataObjectsTimeStamp, .individualDataObjectsTimeStamp:
      .signedDataObject
    default: .unsignedSignature
    }
  }

  /// Whether a signature has at most one (EN 319 132-1 §6.3, Table 2, cardinalities).
  var isSingle: Bool {
    switch self {
    case .dataObjectFormat, .commitmentTypeIndication, .allDataObjectsTimeStamp, .individualDataObjectsTimeStamp,
      .counterSignature, .signatureTimeStamp, .sigAndRefsTimeStamp, .sigAndRefsTimeStampV2, .refsOnlyTimeStamp,
      .refsOnlyTimeStampV2, .timeStampValidationData, .anyValidationData, .archiveTimeStamp, .renewedDigests,
      .renewedDigestsV2:
      false
    default: true
    }
  }
}
