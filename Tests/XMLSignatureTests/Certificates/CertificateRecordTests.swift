import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// What is read of a certificate, and that no octets upset the reader.
struct CertificateRecordTests {
  typealias Extension = TestCertificate.Extension

  @Test func whatIsReadAgainIsTheSame() throws {
    let (first, other) = (try TestCertificate("One", extensions: []), try TestCertificate("Other", extensions: []))
    for _ in 0..<2 {
      for certificate in [first, other] {
        let record = try CertificateRecord(derEncoded: certificate.encoded)
        #expect(record.encoded == certificate.encoded && record.subjectText == record.subject.text)
      }
    }
    #expect(throws: CertificateDefect.self) { try CertificateRecord(derEncoded: Array(first.encoded.dropLast())) }
  }

  @Test func allExtensionsAreRead() throws {
    let uri = TestGeneralName.uri("http://pki.example/list")
    let access = { (method: String, address: String) in
      TestDER.sequence(TestDER.identifier(method), TestGeneralName.uri(address))
    }
    let certificate = try TestCertificate(
      "Everything",
      extensions: [
        .basicConstraints(pathLength: 3), .keyUsage(0, 1, 5), .extendedKeyUsage("1.3.6.1.5.5.7.3.36"),
        .nameConstraints(permitted: [TestGeneralName.dns("az")]),
        .alternativeNames(TestGeneralName.email("a@b.az"), TestGeneralName.ip([1, 2, 3, 4])),
        .policies("1.2.3", "2.5.29.32.0"), .policyConstraints(requireExplicit: 1, inhibitMapping: 2),
        .policyMapping("1.2.3", "1.2.4"), .inhibitAnyPolicy(4), .authorityKeyIdentifier([7]),
        .subjectKeyIdentifier([8]),
        Extension(
          "2.5.29.31",
          TestDER.sequence(
            TestDER.sequence(TestDER.element(0xA0, TestDER.element(0xA0, uri)), TestDER.element(0x81, [1, 0x40])))),
        Extension(
          "1.3.6.1.5.5.7.1.1",
          TestDER.sequence(
            access("1.3.6.1.5.5.7.48.1", "http://ocsp.example"), access("1.3.6.1.5.5.7.48.2", "http://ca.example"))),
        Extension(
          "1.3.6.1.5.5.7.1.3",
          TestDER.sequence(TestDER.sequence(TestDER.identifier("0.4.0.1862.1.1")))),
        Extension("1.3.6.1.5.5.7.48.1.5", [5, 0]), Extension("1.2.3.4", isCritical: true, [5, 0]),
      ])
    let extensions = certificate.record.extensions
    #expect(extensions.defects == [])
    #expect(extensions.basicConstraints == .init(isAuthority: true, pathLength: 3))
    #expect(extensions.keyUsage == [.digitalSignature, .nonRepudiation, .keyCertSign])
    #expect(extensions.extendedKeyUsage == ["1.3.6.1.5.5.7.3.36"])
    #expect(extensions.nameConstraints?.permitted == [.dns("az")])
    #expect(extensions.subjectAlternativeNames == [.email("a@b.az"), .ip([1, 2, 3, 4])])
    #expect(extensions.policies == ["1.2.3", "2.5.29.32.0"])
    #expect(extensions.policyConstraints == .init(requireExplicitPolicy: 1, inhibitPolicyMapping: 2))
    #expect(extensions.policyMappings == [.init(issuerDomain: "1.2.3", subjectDomain: "1.2.4")])
    #expect(extensions.inhibitAnyPolicy == 4)
    #expect(extensions.authorityKeyIdentifier?.keyIdentifier == [7])
    #expect(extensions.subjectKeyIdentifier == [8])
    #expect(
      extensions.distributionPoints == [
        .init(names: [.uri("http://pki.example/list")], hasRelativeName: false, reasons: 0x4000, listIssuer: [])
      ])
    #expect(extensions.ocspLocations == ["http://ocsp.example"])
    #expect(extensions.issuerLocations == ["http://ca.example"])
    #expect(extensions.qualifiedStatements == ["0.4.0.1862.1.1"])
    #expect(extensions.hasNoCheck)
    #expect(extensions.unknownCritical == ["1.2.3.4"])
    #expect(extensions.critical.isSuperset(of: ["2.5.29.19", "2.5.29.15", "1.2.3.4"]))
    #expect(certificate.record.version == 3)
  }

  @Test(arguments: [
    ("700101000000Z", 0.0), ("491231235959Z", 2_524_607_999), ("500101000000Z", -631_152_000),
    ("0002290000Z", 951_782_400), ("20000229120000Z", 951_825_600), ("99991231235959Z", 253_402_300_799),
    ("19000228000000Z", -2_203_977_600), ("00000101000000Z", -62_167_219_200),
  ])
  func timesAreReadWithoutACalendar(text: String, seconds: Double) throws {
    let tag: UInt8 = text.count < 14 ? DERTag.utcTime : DERTag.generalizedTime
    let octets = TestDER.element(tag, Array(text.utf8))
    var elements = DERElements(of: octets)
    let element = try #require(try elements.next(octets))
    #expect(try Date(element, octets) == Date(timeIntervalSince1970: seconds))
  }

  @Test(arguments: [
    "", "Z", "7001010000", "700101000000", "700101000000+0100", "701301000000Z", "700230000000Z", "700101240000Z",
    "700101006000Z", "7001010000zzZ", "19000229000000Z", "20000101000000.5Z", "200001010000000Z",
  ])
  func whatIsNoTimeIsRefused(text: String) throws {
    let tag: UInt8 = text.count < 14 ? DERTag.utcTime : DERTag.generalizedTime
    let octets = TestDER.element(tag, Array(text.utf8))
    var elements = DERElements(of: octets)
    let element = try #require(try elements.next(octets))
    #expect(throws: DERFault.self) { try Date(element, octets) }
  }

  @Test(arguments: ["1.2.840.113549.1.1.11", "2.5.29.32.0", "2.999.3", "0.4.0.194121.2.1", "1.3.9223372036854775807"])
  func identifiersAreWrittenWithDots(text: String) throws {
    let octets = TestDER.identifier(text)
    var elements = DERElements(of: octets)
    #expect(try elements.next(octets)?.objectIdentifier(octets) == text)
  }

  @Test func identifiersMayHaveArcsOf128Bits() throws {
    // ITU-T X.667: 2.25.(2^128 - 1).
    let octets = TestDER.element(6, [0x69, 0x83] + [UInt8](repeating: 0xFF, count: 17) + [0x7F])
    var elements = DERElements(of: octets)
    #expect(
      try elements.next(octets)?.objectIdentifier(octets) == "2.25.340282366920938463463374607431768211455")
    let tooLong = TestDER.element(6, [0x69] + [UInt8](repeating: 0xFF, count: 40) + [0x7F])
    var others = DERElements(of: tooLong)
    let element = try #require(try others.next(tooLong))
    #expect(throws: DERFault.self) { try element.objectIdentifier(tooLong) }
  }

  /// Every value that can be asked for is asked for: nothing may trap.
  private static func readEverything(_ octets: [UInt8]) -> Bool {
    guard let record = try? CertificateRecord(derEncoded: octets) else { return false }
    _ = (record.extensions, record.key, record.signatureAlgorithm, record.signature(by: record))
    _ = (record.subject.text, record.issuer.text, record.serialNumberDecimal, record.serialNumberText)
    _ = record.extensions.nameConstraints?.violation(by: record)
    let path = CandidatePath(certificates: [record, record], unsupported: nil)
    for purpose in [CertificatePurpose.signing, .timeStamping] { try? PathValidation(path, for: purpose).validate() }
    return true
  }

  /// RFC 5280 §4.1.2.2 has 20 octets. In decimal, a million of them would take hours.
  @Test func serialNumbersAreShort() throws {
    let longest = try TestCertificate("Long", extensions: [], serialNumber: [1] + [UInt8](repeating: 0, count: 63))
    #expect(longest.record.serialNumberDecimal.count == 152)
    #expect(throws: CertificateDefect.self) {
      try TestCertificate("Longer", extensions: [], serialNumber: [1] + [UInt8](repeating: 0, count: 64))
    }
  }

  @Test func truncatedCertificatesAreRefused() throws {
    let octets = TestPKI.signer.encoded
    #expect(Self.readEverything(octets))
    for count in 0..<octets.count { #expect(!Self.readEverything(Array(octets[..<count]))) }
    #expect(!Self.readEverything(octets + [0]))
  }

  @Test func tenThousandChangedCertificatesDoNoHarm() throws {
    let constrained = try TestCertificate(
      "Constrained",
      extensions: Extension.authority + [
        .nameConstraints(permitted: [TestGeneralName.dns("az"), TestGeneralName.ip([1, 2, 3, 4, 255, 255, 255, 0])]),
        .policies("1.2.3"), .policyMapping("1.2.3", "1.2.4"), .policyConstraints(requireExplicit: 0),
        .alternativeNames(TestGeneralName.email("a@b"), TestGeneralName.uri("http://a")), .inhibitAnyPolicy(1),
      ])
    var random = SeededGenerator(seed: 5280)
    var readable = 0
    for round in 0..<10_000 {
      var octets = round.isMultiple(of: 2) ? constrained.encoded : TestPKI.signer.encoded
      for _ in 0...Int.random(in: 0...3, using: &random) {
        octets[Int.random(in: octets.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Self.readEverything(octets) { readable += 1 }
    }
    print("hostile certificates: 10000 changed, \(readable) could still be read")
    #expect(readable > 1000)
  }
}
