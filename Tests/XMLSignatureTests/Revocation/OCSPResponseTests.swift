import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// RFC 6960 §4.2: what is read of an answer, and what makes it useless.
struct OCSPResponseTests {
  private let root = TestPKI.root
  private let april = TestAuthority.day(2026, 4)
  private let signer = TestPKI.rsaSigner

  private var responder: TestResponder { TestResponder(root.identity, producedAt: april) }

  private func single(_ status: TestResponder.Status = .good) -> TestResponder.Single {
    TestResponder.Single(
      signer, of: root.identity, status, thisUpdate: april, nextUpdate: TestAuthority.day(2026, 5))
  }

  @Test func bothFormsThatSignaturesCarryAreRead() throws {
    let full = try OCSPResponse(derEncoded: responder.response([single()]))
    #expect(full.status == .successful)
    let basic = try BasicOCSPResponse.read(responder.basic([single()]))
    for answer in [try #require(full.answer), basic, try BasicOCSPResponse.read(responder.response([single()]))] {
      #expect(answer.producedAt == april)
      #expect(answer.responses.count == 1)
      #expect(answer.responder == .name(root.identity.record.subject))
      #expect(answer.unsupported == nil)
      #expect(answer.signature(by: root.identity.record) == .valid)
      #expect(answer.signature(by: signer.record) == .invalid)
      let response = try #require(answer.responses.first)
      #expect(response.thisUpdate == april)
      #expect(response.nextUpdate == TestAuthority.day(2026, 5))
      #expect(response.status == .good)
    }
  }

  @Test func statusesAreRead() throws {
    let time = TestAuthority.day(2026, 3)
    #expect(try responder.answer(single(.unknown)).responses.first?.status == .unknown)
    #expect(
      try responder.answer(single(.revoked(at: time))).responses.first?.status == .revoked(at: time, reason: nil))
    #expect(
      try responder.answer(single(.revoked(at: time, reason: 6))).responses.first?.status
        == .revoked(at: time, reason: .certificateHold))
  }

  @Test(arguments: [DigestAlgorithm.sha1, .sha256, .sha384, .sha512])
  func theCertificateIsIdentifiedByAnyDigest(digest: DigestAlgorithm) throws {
    var single = single()
    single.digest = digest
    let identifier = try #require(try responder.answer(single).responses.first?.certificate)
    #expect(identifier.identifies(signer.record, issuedBy: root.identity.record))
    #expect(!identifier.identifies(TestPKI.intermediate.identity.record, issuedBy: root.identity.record))
    let namesake = try TestAuthority(root: "Test Root")
    #expect(!identifier.identifies(signer.record, issuedBy: namesake.identity.record))
  }

  @Test func aResponderIsNamedByItsKeyToo() throws {
    let answer = try responder.with { $0.identification = .keyHash }.answer(single())
    #expect(answer.responder.names(root.identity.record))
    #expect(!answer.responder.names(signer.record))
  }

  @Test func nonceAndArchiveCutoffAreSeen() throws {
    var single = single()
    single.extensions = [
      try TestExtension([1, 3, 6, 1, 5, 5, 7, 48, 1, 6]) {
        try $0.serialize(GeneralizedTime(wholeSecondsOf: TestAuthority.day(2020)))
      }
    ]
    let answer = try responder.with {
      $0.extensions = [TestExtension([1, 3, 6, 1, 5, 5, 7, 48, 1, 2], [4, 2, 1, 2])]
    }.answer(single)
    #expect(answer.nonce == [4, 2, 1, 2])
    #expect(answer.responses.first?.archiveCutoff == TestAuthority.day(2020))
    #expect(answer.unsupported == nil)
  }

  @Test func anUnknownCriticalExtensionIsNamed() throws {
    let item = TestExtension([1, 2, 3], isCritical: true, [5, 0])
    let answer = try responder.with { $0.extensions = [item] }.answer(single())
    #expect(answer.unsupported?.contains("1.2.3") == true)
    var single = single()
    single.extensions = [item]
    #expect(try responder.answer(single).responses.first?.unsupported?.contains("1.2.3") == true)
    let harmless = TestExtension([1, 2, 3], [5, 0])
    #expect(try responder.with { $0.extensions = [harmless] }.answer(self.single()).unsupported == nil)
  }

  @Test func certificatesComeWithIt() throws {
    let answer = try responder.with { $0.certificates = [signer, TestPKI.signer] }.answer(single())
    #expect(answer.certificates == [signer.record, TestPKI.signer.record])
    #expect(answer.brokenCertificates == 0)
    let many = responder.with { $0.certificates = Array(repeating: signer, count: 17) }
    #expect(throws: RevocationDefect.self) { try many.answer(single()) }
  }

  @Test(arguments: [
    (UInt8(1), OCSPResponse.Status.malformedRequest), (2, .internalError), (3, .tryLater), (5, .signatureRequired),
    (6, .unauthorized),
  ])
  func aResponderMaySayWhyThereIsNoAnswer(code: UInt8, status: OCSPResponse.Status) throws {
    let response = try OCSPResponse(derEncoded: [0x30, 3, 0x0A, 1, code])
    #expect(response.status == status)
    #expect(response.answer == nil)
    #expect(throws: RevocationDefect.self) { try BasicOCSPResponse.read([0x30, 3, 0x0A, 1, code]) }
  }

  @Test(arguments: [[0x30, 3, 0x0A, 1, 0], [0x30, 3, 0x0A, 1, 4], [0x30, 0], [], [0x30, 3, 0x0A, 1, 1, 0]])
  func whatIsNoResponseIsADefect(octets: [UInt8]) {
    #expect(throws: RevocationDefect.self) { try OCSPResponse(derEncoded: octets) }
    #expect(throws: RevocationDefect.self) { try BasicOCSPResponse.read(octets) }
  }

  @Test func octetsAfterTheAnswerBreakIt() throws {
    let octets = try responder.basic([single()]) + [0]
    #expect(throws: RevocationDefect.self) { try BasicOCSPResponse(derEncoded: octets) }
  }

  @Test func anAnswerAboutTooManyCertificatesIsRefused() throws {
    let singles = Array(repeating: single(), count: BasicOCSPResponse.mostResponses + 1)
    #expect(throws: RevocationDefect.self) { try BasicOCSPResponse(derEncoded: responder.basic(singles)) }
  }

  @Test(arguments: TestKey.Kind.allCases)
  func answersAreSignedWithAnyKeyOfTheProfile(kind: TestKey.Kind) throws {
    let authority = try TestAuthority(root: "Kind", kind: kind)
    let answer = try TestResponder(authority.identity, producedAt: april).answer(single())
    #expect(answer.signature(by: authority.identity.record) == .valid)
  }
}
