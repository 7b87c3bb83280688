import Testing

@testable import XMLSignature

/// SIGNATURES.md rule 2 and EN 319 132-1 §4.3: what may stand where, and how often.
struct PropertyStructureTests {
  @Test(arguments: [
    "SigningTime", "SigningCertificate", "SigningCertificateV2", "SignaturePolicyIdentifier",
    "SignatureProductionPlace", "SignatureProductionPlaceV2", "SignerRole", "SignerRoleV2",
  ])
  func aSignedPropertyOfTheSignatureStandsOnceAndInItsPlace(name: String) throws {
    let property =
      switch name {
      case "SigningCertificate", "SigningCertificateV2":
        XAdESDocument.certificate.replacing("SigningCertificateV2", with: name)
      case "SignaturePolicyIdentifier":
        "<x:SignaturePolicyIdentifier><x:SignaturePolicyImplied/></x:SignaturePolicyIdentifier>"
      default: "<x:\(name)>2026-05-04T05:30:00Z</x:\(name)>"
      }
    _ = try XAdESDocument(ofSignature: property).read()
    #expect(try XAdESDocument(ofSignature: property + property).fault() == "a second \(name)")
    #expect(try XAdESDocument(ofObjects: property).fault().contains("may not stand"))
    #expect(try XAdESDocument(unsigned: property).fault().contains("may not stand"))
  }

  @Test(arguments: [
    "CompleteCertificateRefs", "CompleteRevocationRefs", "AttributeCertificateRefs", "AttributeRevocationRefs",
    "CertificateValues", "RevocationValues", "AttrAuthoritiesCertValues", "AttributeRevocationValues",
  ])
  func aSingleUnsignedPropertyStandsOnceAndInItsPlace(name: String) throws {
    let property = "<x:\(name)/>"
    #expect(try XAdESDocument(unsigned: property).read().properties.unsigned.listed.count == 1)
    #expect(try XAdESDocument(unsigned: property + property).fault() == "a second \(name)")
    #expect(try XAdESDocument(ofSignature: property).fault().contains("may not stand"))
    #expect(try XAdESDocument(rest: property).fault().contains("may not stand"))
  }

  @Test(arguments: [
    "CompleteCertificateRefsV2", "AttributeCertificateRefsV2", "SignaturePolicyStore", "TimeStampValidationData",
    "RenewedDigests",
  ])
  func propertiesOf141AreKnownInTheirNamespaceOnly(name: String) throws {
    let known = try XAdESDocument(unsigned: "<y:\(name)/>").read().properties.unsigned
    #expect(known.listed.map(\.property) == [QualifyingProperty(rawValue: name)])
    let unknown = try XAdESDocument(unsigned: "<x:\(name)/>").read().properties.unsigned
    #expect(unknown.listed.isEmpty && unknown.unknown.count == 1)
  }

  @Test func timeStampsMayRepeatAndKeepToTheirPlace() throws {
    let stamp = XAdESDocument.stamp("SignatureTimeStamp")
    let read = try XAdESDocument(unsigned: stamp + stamp.replacing("\"t\"", with: "\"u\"")).read()
    #expect(read.properties.unsigned.signatureTimeStamps.count == 2)
    #expect(try XAdESDocument(ofObjects: stamp).fault().contains("may not stand"))
    #expect(
      try XAdESDocument(unsigned: XAdESDocument.stamp("AllDataObjectsTimeStamp")).fault().contains("may not stand"))
  }

  @Test func theTargetIsThisSignature() throws {
    #expect(try XAdESDocument(target: "#s2").fault().contains("Target"))
    #expect(try XAdESDocument(target: "").fault().contains("Target"))
    #expect(try XAdESDocument().read().properties.irregularities == [])
    // Both name no other signature, and are yet not what the standard wants.
    #expect(try XAdESDocument(target: nil).read().properties.irregularities.count == 1)
    #expect(try XAdESDocument(target: "s1").read().properties.irregularities.count == 1)
  }

  @Test(arguments: [
    "<x:SignedProperties/>", "<x:UnsignedProperties/><x:UnsignedProperties/>", "<x:Extra/>",
    "<x:UnsignedProperties><x:UnsignedSignatureProperties/><x:UnsignedSignatureProperties/></x:UnsignedProperties>",
    "<x:UnsignedProperties><x:SignatureTimeStamp/></x:UnsignedProperties>",
  ])
  func containersStandOnceAndHoldNothingElse(rest: String) throws {
    #expect(try !XAdESDocument(rest: rest).fault().isEmpty)
  }

  @Test func aSecondSetOfPropertiesIsRefused() throws {
    let second =
      "<ds:Object><x:QualifyingProperties Target=\"#s1\"><x:SignedProperties/></x:QualifyingProperties></ds:Object>"
    #expect(try XAdESDocument(trailer: second).fault().contains("second QualifyingProperties"))
  }

  @Test func propertiesThatStandElsewhereAreNamedAsUnsupported() throws {
    let reference = "<ds:Object><x:QualifyingPropertiesReference URI=\"other.xml#q\"/></ds:Object>"
    let read = try XAdESDocument(trailer: reference).read()
    #expect(
      XAdESProperties.references(in: read.signature, of: read.tree).map(\.algorithm.identifier) == ["other.xml#q"])
    let plain = try XAdESDocument().read()
    #expect(XAdESProperties.references(in: plain.signature, of: plain.tree) == [])
  }

  @Test func aCounterSignaturePropertyHoldsExactlyOneSignature() throws {
    #expect(try XAdESDocument(unsigned: "<x:CounterSignature/>").fault().contains("exactly one"))
    #expect(
      try XAdESDocument(unsigned: "<x:CounterSignature><ds:Signature/><ds:Signature/></x:CounterSignature>").fault()
        .contains("exactly one"))
  }

  @Test(arguments: [
    "<x:SignatureTimeStamp/>", "<x:SignatureTimeStamp><x:Other/></x:SignatureTimeStamp>",
    XAdESDocument.stamp("SignatureTimeStamp", "<x:Include/>"),
    XAdESDocument.stamp(
      "SignatureTimeStamp", "<ds:CanonicalizationMethod Algorithm=\"a\"/><ds:CanonicalizationMethod Algorithm=\"a\"/>"),
    XAdESDocument.stamp("SignatureTimeStamp", String(repeating: "<x:Include URI=\"#v1\"/>", count: 101)),
    String(repeating: "<x:SignatureTimeStamp><x:EncapsulatedTimeStamp/></x:SignatureTimeStamp>", count: 31),
  ])
  func aTimeStampThatCannotBeOneIsRefused(unsigned: String) throws {
    #expect(try !XAdESDocument(unsigned: unsigned).fault().isEmpty)
  }
}
