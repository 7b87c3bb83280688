import Foundation
import Testing

@testable import XMLSignature

/// Certificates, lists and answers in the unsigned properties (EN 319 132-1 §5.4 and §5.5.1).
struct ValidationDataTests {
  private static let der = "http://uri.etsi.org/01903/v1.2.2#DER"

  private func certificate(_ octets: [UInt8], _ attribute: String = "") -> String {
    "<x:EncapsulatedX509Certificate\(attribute)>\(Data(octets).base64EncodedString())</x:EncapsulatedX509Certificate>"
  }

  @Test func certificatesAreReadOnceAndBrokenOnesAreNamed() throws {
    let one = TestPKI.signer.encoded
    let values = """
      <x:CertificateValues>\(certificate(one))\(certificate(one, " Encoding=\"\(Self.der)\""))\
      \(certificate(TestPKI.stranger.encoded))\(certificate([1, 2, 3]))\
      \(certificate(one, " Encoding=\"http://uri.etsi.org/01903/v1.2.2#BER\""))\
      <x:EncapsulatedX509Certificate>A</x:EncapsulatedX509Certificate>\
      <x:EncapsulatedX509Certificate/><x:OtherCertificate/></x:CertificateValues>
      """
    let read = try XAdESDocument(unsigned: values).read()
    let (certificates, broken) = try read.properties.unsigned.certificateValues.certificates(in: read.tree)
    #expect(certificates == [TestPKI.signer.record, TestPKI.stranger.record])
    #expect(broken.count == 4)
    guard case .unsupported(let use) = try #require(broken.dropFirst().first) else {
      Issue.record("another encoding is not unsupported: \(broken)")
      return
    }
    #expect(use.algorithm.identifier.hasSuffix("#BER"))
    #expect(read.properties.unsigned.certificateValues.others.count == 1)
  }

  @Test func revocationValuesAreListsAndAnswers() throws {
    let values = """
      <x:RevocationValues><x:CRLValues><x:EncapsulatedCRLValue>AQID</x:EncapsulatedCRLValue>\
      <x:EncapsulatedCRLValue>BAUG</x:EncapsulatedCRLValue></x:CRLValues><x:OCSPValues>\
      <x:EncapsulatedOCSPValue>BwgJ</x:EncapsulatedOCSPValue></x:OCSPValues><x:OtherValues/></x:RevocationValues>
      """
    let read = try XAdESDocument(
      unsigned: values + "<y:TimeStampValidationData>\(values)</y:TimeStampValidationData>"
    ).read()
    for found in [read.properties.unsigned.revocationValues, read.properties.unsigned.furtherRevocationValues] {
      #expect(try found.lists.map { try $0.octets(in: read.tree).get() } == [[1, 2, 3], [4, 5, 6]])
      #expect(try found.answers.map { try $0.octets(in: read.tree).get() } == [[7, 8, 9]])
      #expect(found.others.count == 1)
    }
  }

  @Test func aListLongerThanHeldTextIsRead() throws {
    let octets = [UInt8](repeating: 7, count: 300_000)
    let value = Data(octets).base64EncodedString()
    let read = try XAdESDocument(
      unsigned: """
        <x:RevocationValues><x:CRLValues><x:EncapsulatedCRLValue>\(value)</x:EncapsulatedCRLValue></x:CRLValues>\
        </x:RevocationValues>
        """
    ).read()
    let list = try #require(read.properties.unsigned.revocationValues.lists.first)
    #expect(try list.octets(in: read.tree).get() == octets)
  }

  @Test func thePolicyStoreHoldsTheDocumentOrItsPlace() throws {
    let read = try XAdESDocument(
      unsigned: """
        <y:SignaturePolicyStore><y:SPDocSpecification><x:Identifier>urn:spec</x:Identifier></y:SPDocSpecification>\
        <y:SignaturePolicyDocument>AQID</y:SignaturePolicyDocument></y:SignaturePolicyStore>
        """
    ).read()
    let store = try #require(read.properties.unsigned.policyStore)
    #expect(store.specification == "urn:spec")
    #expect(try store.document?.octets(in: read.tree).get() == [1, 2, 3])
    #expect(store.localURI == nil)
  }
}
