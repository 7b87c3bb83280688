import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Unsigned properties can be added by anybody: none of them makes a signature pass that must not.
struct AddedEvidenceTests {
  private typealias PKI = ProcessPKI

  /// What somebody may add to a signature, given its value.
  struct Addition: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let properties: @Sendable (_ value: [UInt8]) throws -> String
  }

  private static func stamp(_ token: [UInt8]) -> String { TestXAdES.timeStamp("SignatureTimeStamp", [token]) }
  private static func answers(_ answers: [UInt8]...) -> String { TestXAdES.revocationValues(answers: answers) }

  static let additions = forged + [outdated]

  /// Real, and nothing for today.
  static let outdated = Addition(testDescription: "a good answer from long ago") { _ in
    answers(try ProcessPKI.answer(at: ProcessPKI.day(2), until: ProcessPKI.day(2, 2)))
  }

  static let forged = [
    Addition(testDescription: "a time-stamp of an own authority") {
      stamp(try TestTimeStampAuthority(under: ProcessPKI.stranger).token(for: $0, at: ProcessPKI.day(2)))
    },
    Addition(testDescription: "a time-stamp made with the signer's own certificate") {
      stamp(try TestTimeStampAuthority(TestPKI.signer).token(for: $0, at: ProcessPKI.day(2)))
    },
    Addition(testDescription: "an own root, and a time-stamp below it") {
      let authority = try TestTimeStampAuthority(under: ProcessPKI.stranger)
      let values = TestXAdES.certificateValues([ProcessPKI.stranger.identity.encoded, authority.identity.encoded])
      return values + stamp(try authority.token(for: $0, at: ProcessPKI.day(2)))
    },
    Addition(testDescription: "another signature's time-stamp") { _ in
      stamp(try ProcessPKI.authority.token(for: [1, 2, 3], at: ProcessPKI.day(2)))
    },
    Addition(testDescription: "a good answer of a stranger") { _ in
      answers(try ProcessPKI.answer(by: TestPKI.stranger, at: ProcessPKI.day(5, 30), until: ProcessPKI.day(8)))
    },
    Addition(testDescription: "a good answer made with the signer's own certificate") { _ in
      answers(try ProcessPKI.answer(by: TestPKI.signer, at: ProcessPKI.day(5, 30), until: ProcessPKI.day(8)))
    },
    Addition(testDescription: "a good answer about another certificate") { _ in
      answers(
        try ProcessPKI.answer(about: ProcessPKI.large, at: ProcessPKI.day(5, 30), until: ProcessPKI.day(8)))
    },
    Addition(testDescription: "a list of the stranger in the issuer's name") { _ in
      var list = try ProcessPKI.list()
      list.key = TestPKI.stranger.key
      return TestXAdES.revocationValues(lists: [try list.encoded()])
    },
    Addition(testDescription: "values that are none") { _ in
      TestXAdES.certificateValues([[1, 2, 3]]) + TestXAdES.revocationValues(lists: [[1]], answers: [[2]])
    },
  ]

  private func report(_ addition: Addition, _ adjust: (inout ProcessCase) throws -> Void) async throws
    -> SignatureReport
  {
    let made = try ProcessCase(adjust)
    let signed = try made.signed()
    return try await made.report(
      made.signer.adding(try addition.properties(made.signer.value(in: signed)), to: signed))
  }

  private static func ignoring(_ requirement: RevocationPolicy.Requirement) -> ValidationPolicy {
    ValidationPolicy(
      name: "test", revocation: RevocationPolicy(signer: requirement), timeStamps: TimeStampPolicy(broken: .ignore))
  }

  @Test(arguments: additions)
  func noneSavesARevokedSigner(_ addition: Addition) async throws {
    let entry = try TestRevocationList.Entry(TestPKI.signer, at: PKI.day(3), reason: 1)
    let report = try await report(addition) {
      $0.policy = Self.ignoring(.whenPublished)
      $0.lists = [try PKI.list(TestPKI.intermediate, [entry]).list()]
    }
    #expect(report.subIndication == .revokedNoPOE)
    #expect(report.bestSignatureTime == nil)
  }

  @Test(arguments: additions)
  func noneMakesUpForUnknownRevocation(_ addition: Addition) async throws {
    let report = try await report(addition) { $0.policy = Self.ignoring(.required) }
    #expect(report.subIndication == .tryLater)
  }

  @Test(arguments: additions)
  func noneSavesAnExpiredSigner(_ addition: Addition) async throws {
    let report = try await report(addition) {
      $0.signer = TestSigner(PKI.expired)
      $0.policy = Self.ignoring(.whenPublished)
      $0.time = PKI.day(6)
    }
    #expect(report.subIndication == .outOfBoundsNoPOE)
  }

  /// An outdated answer is yet the issuer's word, so the policy that wants no evidence waits for a newer one.
  @Test func anOutdatedAnswerIsForLater() async throws {
    let report = try await report(Self.outdated) { $0.policy = Self.ignoring(.whenPublished) }
    #expect(report.subIndication == .tryLater)
    #expect(report.findings.map(\.code) == [.revocationStale])
  }

  @Test(arguments: forged)
  func noneKeepsAGoodSignatureFromPassing(_ addition: Addition) async throws {
    let report = try await report(addition) { $0.policy = Self.ignoring(.whenPublished) }
    #expect(report.subIndication == nil, "\(report.findings)")
  }

  /// Evidence from after the time of validation counts, and yet turns no revoked certificate good.
  @Test(arguments: [ProcessPKI.day(5, 30), ProcessPKI.day(12), TestAuthority.day(2030)])
  func noLaterGoodAnswerSavesARevokedSigner(at time: Date) async throws {
    let report = try await ProcessCase {
      let entry = try TestRevocationList.Entry(TestPKI.signer, at: PKI.day(3), reason: 1)
      $0.lists = [try PKI.list(TestPKI.intermediate, [entry]).list()]
      $0.unsigned = Self.answers(try PKI.answer(at: time, until: time + 86400))
    }.report()
    #expect(report.subIndication == .revokedNoPOE)
  }

  @Test func allGoodEvidenceTogetherSavesNoBrokenSignature() async throws {
    let report = try await ProcessCase {
      ($0.contentStamps, $0.signatureStamps) = ([PKI.day(5, 3)], [PKI.day(5, 5)])
      $0.unsigned = Self.answers(try PKI.answer(at: PKI.day(5, 20), until: PKI.day(7)))
      $0.change = { $0.replacing("<Amount>100", with: "<Amount>900") }
    }.report()
    #expect(report.subIndication == .hashFailure)
  }

  @Test func certificatesMayStandAmongTheValuesAlone() async throws {
    let report = try await ProcessCase {
      $0.signer.certificates = .none
      $0.intermediates = []
      $0.unsigned = TestXAdES.certificateValues([
        TestPKI.intermediate.identity.encoded, TestPKI.signer.encoded, TestPKI.stranger.encoded,
      ])
    }.report()
    #expect(report.subIndication == nil, "\(report.findings)")
    #expect(report.chain.count == 3)
    let missing = try await ProcessCase {
      $0.signer.certificates = .listed([TestPKI.signer])
      $0.intermediates = []
    }.report()
    #expect(missing.subIndication == .noCertificateChainFound)
  }

  @Test(arguments: [
    TestXAdES.certificateValues([[1, 2, 3]]), TestXAdES.revocationValues(lists: [[1]]),
    TestXAdES.revocationValues(answers: [[1]]),
    "<xades:CertificateValues><xades:OtherCertificate>x</xades:OtherCertificate></xades:CertificateValues>",
    "<xades:RevocationValues><xades:OtherValues><xades:OtherValue>x</xades:OtherValue></xades:OtherValues></xades:RevocationValues>",
  ])
  func valuesThatCannotBeReadAreAWarning(_ properties: String) async throws {
    let report = try await ProcessCase { $0.unsigned = properties }.report()
    #expect(report.subIndication == nil)
    #expect(report.findings.map(\.code) == [.validationDataUnreadable])
    #expect(report.warnings == [.validationDataUnreadable])
    let block = report.blocks.first { $0.kind == .signatureAcceptance }
    #expect(block?.outcome == .warning)
  }
}
