import Foundation
import Testing

@testable import XMLSignature

/// Each signed property of EN 319 132-1 §5.2, and its older form.
struct SignedPropertyTests {
  private func signed(_ content: String, objects: String = "") throws -> SignedQualifyingProperties {
    try XAdESDocument(ofSignature: content, ofObjects: objects).read().properties.signed
  }

  @Test(arguments: [
    ("2026-05-04T05:30:00Z", 1_777_872_600.0, true), ("2026-05-04T09:30:00+04:00", 1_777_872_600, true),
    (" 2026-05-04T05:30:00 ", 1_777_872_600, false), ("2026-05-03T23:30:00.25-06:00", 1_777_872_600.25, true),
    ("1970-01-01T00:00:00Z", 0, true), ("2000-02-29T24:00:00Z", 951_868_800, true),
    ("1900-03-01T00:00:00Z", -2_203_891_200, true), ("2024-12-31T23:59:59+14:00", 1_735_639_199, true),
  ])
  func aTimeIsReadWithAndWithoutAZone(text: String, seconds: Double, hasZone: Bool) throws {
    let time = try #require(signed("<x:SigningTime>\(text)</x:SigningTime>").signingTime)
    #expect(time.date == Date(timeIntervalSince1970: seconds))
    #expect(time.hasZone == hasZone)
    #expect(time.text == text.trimmingCharacters(in: .whitespaces))
  }

  @Test(arguments: [
    "", "yesterday", "2026-05-04", "2026-13-04T05:30:00Z", "2026-02-29T05:30:00Z", "2026-05-04T24:00:01Z",
    "2026-05-04T05:60:00Z", "2026-05-04T05:30:00+15:00", "2026-05-04T05:30:00Zx", "2026-05-04T05:30:00.Z",
    "0000-05-04T05:30:00Z", "99999999999999999999-01-01T00:00:00Z", "2026-05-04T05:30:00+04", "٢٠٢٦-05-04T05:30:00Z",
  ])
  func whatIsNoTimeIsKeptAsTextAndNamed(text: String) throws {
    let properties = try signed("<x:SigningTime>\(text)</x:SigningTime>")
    #expect(properties.signingTime?.text == text)
    #expect(properties.signingTime?.date == nil)
    #expect(properties.irregularities.count == 1)
  }

  @Test func theFirstOfSeveralCertificatesIsTheSigners() throws {
    func cert(_ value: String, _ rest: String = "") -> String {
      "<x:Cert><x:CertDigest>\(XAdESDocument.digest.replacing("AQID", with: value))</x:CertDigest>\(rest)</x:Cert>"
    }
    let serial =
      "<x:IssuerSerial><ds:X509IssuerName>CN=x</ds:X509IssuerName><ds:X509SerialNumber> 17 </ds:X509SerialNumber></x:IssuerSerial>"
    let certificates = try signed(
      "<x:SigningCertificate>\(cert("AQID", serial))\(cert("BAUG"))</x:SigningCertificate>"
    ).certificates
    #expect(certificates.map(\.digest) == [[1, 2, 3], [4, 5, 6]])
  }

  @Test func aBindingNamesItsCertificateAndNoOther() throws {
    let signer = TestPKI.signer.record
    let digest = Data(DigestAlgorithm.sha256.digest(of: signer.encoded)).base64EncodedString()
    func binding(_ serial: String) throws -> XAdESProperties.CertificateBinding {
      let cert = XAdESDocument.digest.replacing("AQID", with: digest)
      return try #require(
        signed(
          """
          <x:SigningCertificate><x:Cert><x:CertDigest>\(cert)</x:CertDigest><x:IssuerSerial>\
          <ds:X509IssuerName>any</ds:X509IssuerName><ds:X509SerialNumber>\(serial)</ds:X509SerialNumber>\
          </x:IssuerSerial></x:Cert></x:SigningCertificate>
          """
        ).certificates.first)
    }
    #expect(try binding(signer.serialNumberDecimal).match(signer) == .same)
    #expect(try binding(" \(signer.serialNumberDecimal) ").match(signer) == .same)
    #expect(try binding("1").match(signer) == .otherSerialNumber)
    #expect(try binding(signer.serialNumberDecimal).match(TestPKI.stranger.record) == .otherDigest)
    let unknown = try signed(XAdESDocument.certificate.replacing("xmlenc#sha256", with: "unknown")).certificates[0]
    guard case .unsupported = unknown.match(signer) else {
      Issue.record("an unknown digest matches")
      return
    }
  }

  @Test func aPolicyIsIdentifiedWithDigestAndQualifiers() throws {
    let document = Array("the policy".utf8)
    let digest = Data(DigestAlgorithm.sha256.digest(of: document)).base64EncodedString()
    func policy() throws -> SignaturePolicy.Identified {
      let policy = try signed(
        """
        <x:SignaturePolicyIdentifier><x:SignaturePolicyId><x:SigPolicyId>\
        <x:Identifier Qualifier="OIDAsURN">urn:oid:1.2.3</x:Identifier><x:Description>of courts</x:Description>\
        <x:DocumentationReferences><x:DocumentationReference>urn:d</x:DocumentationReference></x:DocumentationReferences>\
        </x:SigPolicyId><x:SigPolicyHash>\(XAdESDocument.digest.replacing("AQID", with: digest))</x:SigPolicyHash>\
        <x:SigPolicyQualifiers><x:SigPolicyQualifier><x:SPURI>http://p.example</x:SPURI></x:SigPolicyQualifier>\
        <x:SigPolicyQualifier><x:SPUserNotice><x:NoticeRef><x:Organization>Court</x:Organization><x:NoticeNumbers>\
        <x:int>1</x:int><x:int>2</x:int></x:NoticeNumbers></x:NoticeRef><x:ExplicitText>read me</x:ExplicitText>\
        </x:SPUserNotice></x:SigPolicyQualifier><x:SigPolicyQualifier><y:SPDocSpecification>\
        <x:Identifier>urn:spec</x:Identifier></y:SPDocSpecification></x:SigPolicyQualifier>\
        <x:SigPolicyQualifier><x:New/></x:SigPolicyQualifier></x:SigPolicyQualifiers>\
        </x:SignaturePolicyId></x:SignaturePolicyIdentifier>
        """
      ).policy
      guard case .identified(let identified) = policy else {
        Issue.record("no policy")
        throw CancellationError()
      }
      return identified
    }
    let plain = try policy()
    #expect(plain.identifier == "urn:oid:1.2.3")
    #expect(plain.description == "of courts")
    #expect(plain.documentation == ["urn:d"])
    #expect(
      plain.qualifiers == [
        .uri("http://p.example"), .userNotice(explicitText: "read me", organization: "Court", numbers: ["1", "2"]),
        .specification("urn:spec"), .other(name: "New"),
      ])
    #expect(plain.digest?.value == DigestAlgorithm.sha256.digest(of: document))
  }

  @Test func aPolicyMayBeImpliedOrAbsent() throws {
    guard
      case .implied = try signed(
        "<x:SignaturePolicyIdentifier><x:SignaturePolicyImplied/></x:SignaturePolicyIdentifier>"
      ).policy, case .none = try signed("").policy
    else {
      Issue.record("the policy is another")
      return
    }
  }

  @Test(arguments: ["", "V2"])
  func thePlaceIsReadInBothVersions(version: String) throws {
    let name = "SignatureProductionPlace" + version
    let place = try #require(
      signed(
        """
        <x:\(name)><x:City>Bakı</x:City><x:StreetAddress>S. Vurğun 1</x:StreetAddress>\
        <x:StateOrProvince>Abşeron</x:StateOrProvince><x:PostalCode>AZ1000</x:PostalCode><x:CountryName>AZ</x:CountryName></x:\(name)>
        """
      ).productionPlace)
    #expect(place.city == "Bakı")
    #expect(place.streetAddress == "S. Vurğun 1")
    #expect(place.stateOrProvince == "Abşeron")
    #expect(place.postalCode == "AZ1000")
    #expect(place.countryName == "AZ")
  }

  @Test func claimedRolesAreTextAndCertifiedOnesCertificates() throws {
    let first = try signed(
      """
      <x:SignerRole><x:ClaimedRoles><x:ClaimedRole>notary</x:ClaimedRole><x:ClaimedRole>clerk</x:ClaimedRole>\
      </x:ClaimedRoles><x:CertifiedRoles><x:CertifiedRole>AQID</x:CertifiedRole></x:CertifiedRoles></x:SignerRole>
      """
    ).roles
    #expect(first.claimed == ["notary", "clerk"])
    #expect(first.certified.count == 1)
    let second = try signed(
      """
      <x:SignerRoleV2><x:CertifiedRolesV2><x:CertifiedRole><x:X509AttributeCertificate>AQID</x:X509AttributeCertificate>\
      </x:CertifiedRole><x:CertifiedRole><x:OtherAttributeCertificate/></x:CertifiedRole></x:CertifiedRolesV2>\
      <x:SignedAssertions><x:SignedAssertion/></x:SignedAssertions></x:SignerRoleV2>
      """
    ).roles
    #expect(second.claimed == [])
    #expect(second.certified.count == 1)
    #expect(second.others.count == 2)
  }

  @Test func aFormatIsAboutAReferenceOfThisSignature() throws {
    let format = """
      <x:DataObjectFormat ObjectReference="#r1"><x:Description>claim</x:Description><x:ObjectIdentifier>\
      <x:Identifier>urn:o</x:Identifier></x:ObjectIdentifier><x:MimeType>text/xml</x:MimeType>\
      <x:Encoding>urn:e</x:Encoding></x:DataObjectFormat>
      """
    let read = try XAdESDocument(ofObjects: format).read()
    let found = try #require(read.properties.signed.dataObjectFormats.first)
    #expect(read.tree.attribute("Id", of: try #require(found.reference)) == "r1")
    #expect(found.description == "claim" && found.identifier == "urn:o")
    #expect(found.mimeType == "text/xml" && found.encoding == "urn:e")
    #expect(read.properties.irregularities == [])
  }

  @Test(arguments: ["#r2", "r1", "#", "#i1", "other#r1"])
  func aFormatOfSomethingElseIsNamed(reference: String) throws {
    let properties = try signed(
      "",
      objects: "<x:DataObjectFormat ObjectReference=\"\(reference)\"><x:MimeType>a/b</x:MimeType></x:DataObjectFormat>")
    #expect(properties.dataObjectFormats.first?.reference == nil)
    #expect(properties.irregularities.map(\.detail).contains { $0.contains(reference) })
  }

  @Test func aCommitmentIsToSomeOrAllObjects() throws {
    func commitment(_ content: String) -> String {
      """
      <x:CommitmentTypeIndication><x:CommitmentTypeId><x:Identifier>urn:origin</x:Identifier></x:CommitmentTypeId>\
      \(content)</x:CommitmentTypeIndication>
      """
    }
    let read = try XAdESDocument(
      ofObjects: commitment("<x:ObjectReference>#r1</x:ObjectReference>") + commitment("<x:AllSignedDataObjects/>")
    ).read()
    let commitments = read.properties.signed.commitments
    #expect(commitments.map(\.identifier) == ["urn:origin", "urn:origin"])
    #expect(commitments[0].objects == .some([try #require(read.signature.references.first).node]))
    #expect(commitments[1].objects == .all)
    for wrong in [
      "<x:ObjectReference>#r9</x:ObjectReference>",
      "<x:ObjectReference>#r1</x:ObjectReference><x:AllSignedDataObjects/>",
    ] {
      #expect(try XAdESDocument(ofObjects: commitment(wrong)).fault().contains("commitment"))
    }
  }

  @Test func unknownPropertiesAreListedByName() throws {
    let read = try XAdESDocument(
      ofSignature: "<x:Novelty/><z:SigningTime xmlns:z=\"urn:z\">2026</z:SigningTime>",
      unsigned: "<e:SealingEvidenceRecords xmlns:e=\"http://uri.etsi.org/19132/v1.1.1#\"/>"
    ).read()
    #expect(
      read.properties.unknownNames(in: read.tree).map(\.local) == ["Novelty", "SigningTime", "SealingEvidenceRecords"])
    #expect(read.properties.signingTime == nil)
  }

  @Test(arguments: [Namespace.xades111, Namespace.xades122, Namespace.xades132])
  func everyVersionIsRead(namespace: String) throws {
    let own =
      "<x:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><x:DigestValue>AQID</x:DigestValue>"
    let digest = namespace == Namespace.xades111 ? own : XAdESDocument.digest
    let properties = try XAdESDocument(
      namespace: namespace,
      ofSignature: """
        <x:SigningTime>2026-05-04T05:30:00Z</x:SigningTime>\
        <x:SigningCertificate><x:Cert><x:CertDigest>\(digest)</x:CertDigest></x:Cert></x:SigningCertificate>
        """
    ).read().properties
    #expect(properties.version == namespace)
    #expect(properties.certificate?.digest == [1, 2, 3])
    #expect(properties.signed.signingTime?.hasZone == true)
  }
}
