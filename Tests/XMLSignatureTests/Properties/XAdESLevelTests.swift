import Testing

@testable import XMLSignature

/// EN 319 132-1 §6.3: levels by what a signature has, and what the next one wants.
struct XAdESLevelTests {
  private static let bound = "<x:SigningTime>2026-05-04T05:30:00Z</x:SigningTime>" + XAdESDocument.certificate
  private static let stamp = XAdESDocument.stamp("SignatureTimeStamp")
  private static let certificates =
    "<x:CertificateValues><x:EncapsulatedX509Certificate>AQID</x:EncapsulatedX509Certificate></x:CertificateValues>"
  private static let revocation =
    "<x:RevocationValues><x:CRLValues><x:EncapsulatedCRLValue>AQID</x:EncapsulatedCRLValue></x:CRLValues></x:RevocationValues>"
  private static let archive = XAdESDocument.stamp("ArchiveTimeStamp", id: "a", prefix: "y")

  @Test(arguments: [
    ("", "", XAdESLevel.none, "XAdES-BES", ["SigningCertificateV2", "SigningTime"]),
    (XAdESDocument.certificate, "", .none, "XAdES-BES", ["SigningTime"]),
    (bound, "", .baselineB, "XAdES-BES", ["SignatureTimeStamp"]),
    (bound, stamp, .baselineT, "XAdES-T", ["CertificateValues", "RevocationValues"]),
    (bound, stamp + revocation, .baselineT, "XAdES-T", ["CertificateValues"]),
    (bound, revocation + certificates, .baselineB, "XAdES-BES", ["SignatureTimeStamp"]),
    (bound, stamp + certificates + revocation, .baselineLT, "XAdES-XL", ["ArchiveTimeStamp"]),
    (bound, stamp + certificates + revocation + archive, .baselineLTA, "XAdES-A", []),
    (
      bound, stamp + "<x:CertificateValues/><x:RevocationValues/>" + archive, .baselineT, "XAdES-A",
      ["CertificateValues", "RevocationValues"]
    ),
    (
      bound, stamp + certificates + revocation + archive.replacing("y:", with: "x:"), .baselineLT, "XAdES-A",
      ["ArchiveTimeStamp"]
    ),
    (
      bound, stamp + "<x:CompleteCertificateRefs/><x:CompleteRevocationRefs/>", .baselineT, "XAdES-C",
      ["CertificateValues", "RevocationValues"]
    ),
  ])
  func theLevelIsWhatTheSignatureHas(
    signed: String, unsigned: String, level: XAdESLevel, form: String, missing: [String]
  ) throws {
    let properties = try XAdESDocument(ofSignature: signed, unsigned: unsigned).read().properties
    let conformance = XAdESConformance(properties, certificates: 1)
    #expect(conformance.level == level)
    #expect(conformance.form == form)
    #expect(conformance.missing == missing)
  }

  @Test func certificatesOfTheKeyInfoNeedNotBeRepeated() throws {
    let properties = try XAdESDocument(ofSignature: Self.bound, unsigned: Self.stamp + Self.revocation).read()
      .properties
    #expect(XAdESConformance(properties, certificates: 2).level == .baselineLT)
  }

  @Test func withoutPropertiesThereIsNoLevel() {
    let conformance = XAdESConformance(nil, certificates: 1)
    #expect(conformance.level == .none)
    #expect(conformance.level.rawValue == "XMLDSig")
    #expect(conformance.form == nil)
    #expect(XAdESLevel.baselineT < .baselineLT)
  }
}
