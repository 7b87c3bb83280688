import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// Every indication and sub-indication of EN 319 102-1 §5.1 that the basic process and the process with time can yield.
struct SubIndicationTests {
  /// One way to an outcome, by name.
  struct Scenario: Sendable, CustomTestStringConvertible {
    let name: String
    /// Nil for TOTAL-PASSED.
    let expected: SubIndication?
    let make: @Sendable () throws -> ProcessCase

    init(_ expected: SubIndication?, _ name: String, _ adjust: @escaping @Sendable (inout ProcessCase) throws -> Void) {
      (self.name, self.expected) = (name, expected)
      make = { try ProcessCase(adjust) }
    }

    var testDescription: String { "\(expected?.rawValue ?? "TOTAL-PASSED"): \(name)" }
  }

  /// What only the process with archive data (EN 319 102-1 §5.6) yields: past certificate validation (§5.6.2.1), past signature
  /// validation (§5.6.2.4), and the search for proofs of existence (§5.6.2.3).
  static let needsArchiveData: Set<SubIndication> = [
    .noCertificateChainFoundNoPOE, .revocationOutOfBoundsNoPOE, .noPOE,
  ]

  @Test(arguments: scenarios)
  func eachScenarioHasItsOutcome(_ scenario: Scenario) async throws {
    let report = try await scenario.make().report()
    #expect(report.subIndication == scenario.expected, "\(report.findings)")
    #expect(report.indication == scenario.expected?.indication ?? .totalPassed)
    // A reader is told why, by a finding and by a check; and no block is without a check.
    #expect(report.findings.allSatisfy(\.isWarning) == (scenario.expected == nil))
    #expect(report.allBlocks.allSatisfy { !$0.checks.isEmpty }, "\(report.allBlocks)")
    if let expected = scenario.expected {
      #expect(report.allBlocks.flatMap(\.checks).contains { $0.subIndication == expected })
    } else {
      #expect(report.blocks.allSatisfy { $0.outcome != .failed })
      #expect(report.blocks.last?.outcome != .indeterminate)
      #expect(report.blocks.contains { $0.kind == .validationContext })
    }
  }

  @Test func theTableHasEverySubIndication() {
    let reached = Set(Self.scenarios.compactMap(\.expected))
    #expect(reached.isDisjoint(with: Self.needsArchiveData))
    #expect(Set(SubIndication.allCases).subtracting(reached) == Self.needsArchiveData)
    let indications = Set(Self.scenarios.map { $0.expected?.indication ?? .totalPassed })
    #expect(indications == Set(Indication.allCases))
    #expect(Set(Self.scenarios.map(\.testDescription)).count == Self.scenarios.count)
  }
}

extension SubIndicationTests {
  private typealias PKI = ProcessPKI
  private static func day(_ month: Int, _ day: Int = 1) -> Date { PKI.day(month, day) }

  /// The list of the intermediate that revokes the signer.
  private static func revokes(
    _ date: Date, reason: UInt8? = 1, invalidSince: Date? = nil
  ) throws -> [RevocationList] {
    [
      try PKI.list(TestPKI.intermediate, entries(TestPKI.signer, date, reason, invalidSince)).list()
    ]
  }

  private static func entries(
    _ identity: TestIdentity, _ date: Date, _ reason: UInt8?, _ invalidSince: Date?
  ) throws -> [TestRevocationList.Entry] {
    [try TestRevocationList.Entry(identity, at: date, reason: reason, invalidSince: invalidSince)]
  }

  private static func demanding(_ revocation: RevocationPolicy.Requirement) -> ValidationPolicy {
    ValidationPolicy(name: "test", revocation: RevocationPolicy(signer: revocation))
  }

  /// SHA-512 is not accepted from April 2026 on.
  private static let withoutSHA512 = ValidationPolicy(
    name: "test", algorithms: AlgorithmPolicy(digestExpiry: [.sha512: day(4, 1)], keyMinimums: []))

  private static let signaturePolicy = """
    <xades:SignaturePolicyIdentifier><xades:SignaturePolicyId><xades:SigPolicyId><xades:Identifier>urn:oid:1.2.3\
    </xades:Identifier></xades:SigPolicyId><xades:SigPolicyHash>\
    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AQID</ds:DigestValue>\
    </xades:SigPolicyHash></xades:SignaturePolicyId></xades:SignaturePolicyIdentifier>
    """

  private static func knowing(_ policies: [String: SignaturePolicyDigest?]) -> ValidationPolicy {
    ValidationPolicy(name: "test", signaturePolicies: policies)
  }

  static let scenarios: [Scenario] =
    passing + broken + revoked + outOfTime + unknownRevocation + chains + constraints

  private static let passing: [Scenario] = [
    Scenario(nil, "baseline B") { _ in },
    Scenario(nil, "baseline T") { $0.signatureStamps = [day(5, 5)] },
    Scenario(nil, "content and signature time-stamped") {
      ($0.contentStamps, $0.signatureStamps) = ([day(5, 3)], [day(5, 5)])
    },
    Scenario(nil, "a good delegated answer, demanded") {
      $0.policy = demanding(.required)
      $0.unsigned = TestXAdES.revocationValues(answers: [try PKI.answer(at: day(5, 20), until: day(7, 1))])
    },
    Scenario(nil, "a good list, demanded") {
      $0.policy = demanding(.required)
      $0.unsigned = TestXAdES.revocationValues(lists: [try PKI.list().encoded()])
    },
    Scenario(nil, "plain XMLDSig") { $0.signer.properties = .none },
  ]

  private static let broken: [Scenario] = [
    Scenario(.formatFailure, "identifiers stand twice") {
      $0.change = { $0.replacing("<Name>", with: "<Name Id=\"c1\">") }
    },
    Scenario(.hashFailure, "the content was changed") {
      $0.change = { $0.replacing("<Amount>100", with: "<Amount>900") }
    },
    Scenario(.sigCryptoFailure, "SignedInfo was changed") {
      $0.change = { $0.replacing("<ds:SignedInfo>", with: "<ds:SignedInfo Id=\"i\">") }
    },
    Scenario(.hashFailure, "changed content under a revoked certificate") {
      $0.lists = try revokes(day(3))
      $0.change = { $0.replacing("<Amount>100", with: "<Amount>900") }
    },
    Scenario(.signedDataNotFound, "a file that was not given") {
      $0.references.append(.init("file.pdf", transforms: [], octets: { _ in [1] }))
    },
  ]

  private static let revoked: [Scenario] = [
    Scenario(.revokedNoPOE, "revoked, no proof of when it was signed") { $0.lists = try revokes(day(3)) },
    Scenario(.revokedNoPOE, "revoked before the signature time-stamp") {
      ($0.lists, $0.signatureStamps) = (try revokes(day(3)), [day(5, 5)])
    },
    Scenario(nil, "revoked after the signature time-stamp") {
      ($0.lists, $0.signatureStamps) = (try revokes(day(5, 10)), [day(5, 5)])
    },
    Scenario(.revokedNoPOE, "invalid before the signature time-stamp, revoked after it") {
      ($0.lists, $0.signatureStamps) = (try revokes(day(5, 10), invalidSince: day(4)), [day(5, 5)])
    },
    Scenario(nil, "revoked after the time of validation") {
      $0.lists = [
        try PKI.list(TestPKI.intermediate, entries(TestPKI.signer, day(7), nil, nil), from: day(7, 2), until: day(8))
          .list()
      ]
    },
    Scenario(.revoked, "revoked before the content was time-stamped") {
      ($0.lists, $0.contentStamps) = (try revokes(day(3)), [day(5, 3)])
    },
    Scenario(.revokedNoPOE, "revoked after the content was time-stamped") {
      ($0.lists, $0.contentStamps) = (try revokes(day(5, 10)), [day(5, 3)])
    },
    Scenario(.revokedNoPOE, "revoked by an answer") {
      $0.unsigned = TestXAdES.revocationValues(
        answers: [try PKI.answer(.revoked(at: day(3), reason: 4), at: day(5, 20), until: day(7))])
    },
    Scenario(.revokedCANoPOE, "the issuer is revoked") {
      let issuer = TestPKI.intermediate.identity
      $0.lists = [try PKI.list(TestPKI.root, entries(issuer, day(3), 2, nil)).list()]
    },
    Scenario(nil, "the issuer is revoked after the signature time-stamp") {
      let issuer = TestPKI.intermediate.identity
      $0.lists = [try PKI.list(TestPKI.root, entries(issuer, day(5, 10), 2, nil)).list()]
      $0.signatureStamps = [day(5, 5)]
    },
  ]

  private static let outOfTime: [Scenario] = [
    Scenario(.outOfBoundsNoPOE, "expired, no proof of when it was signed") { $0.signer = TestSigner(PKI.expired) },
    Scenario(nil, "time-stamped before it expired") {
      ($0.signer, $0.signatureStamps) = (TestSigner(PKI.expired), [day(5, 5)])
    },
    Scenario(.outOfBoundsNoPOE, "time-stamped after it expired") {
      ($0.signer, $0.signatureStamps) = (TestSigner(PKI.expired), [day(5, 15)])
    },
    Scenario(.expired, "the content was time-stamped after it had expired") {
      ($0.signer, $0.contentStamps) = (TestSigner(PKI.expired), [day(5, 15)])
    },
    Scenario(.outOfBoundsNotRevoked, "expired, and its issuer's lists keep what expired") {
      $0.signer = TestSigner(PKI.expired)
      let covers = try TestExtension([2, 5, 29, 60]) {
        try $0.serialize(GeneralizedTime(wholeSecondsOf: TestAuthority.day(2020)))
      }
      $0.lists = [try PKI.list(extensions: [covers]).list()]
    },
    Scenario(.notYetValid, "judged before the certificate is valid") { $0.signer = TestSigner(PKI.future) },
    Scenario(.notYetValid, "time-stamped before the certificate was valid") {
      ($0.signer, $0.signatureStamps) = (TestSigner(PKI.young), [day(4)])
    },
    Scenario(.timestampOrderFailure, "signature time-stamped before its content") {
      ($0.contentStamps, $0.signatureStamps) = ([day(5, 6)], [day(5, 5)])
    },
    Scenario(nil, "clocks that differ by less than the tolerance") {
      ($0.contentStamps, $0.signatureStamps) = ([day(5, 5) + 30], [day(5, 5)])
    },
  ]

  private static let unknownRevocation: [Scenario] = [
    Scenario(.tryLater, "on hold") { $0.lists = try revokes(day(3), reason: 6) },
    Scenario(nil, "put on hold after the signature time-stamp") {
      ($0.lists, $0.signatureStamps) = (try revokes(day(5, 10), reason: 6), [day(5, 5)])
    },
    Scenario(.tryLater, "nothing is known, and must be") { $0.policy = demanding(.required) },
    Scenario(.tryLater, "the newest list is out of date") {
      $0.lists = [try PKI.list(from: day(1), until: day(2)).list()]
      $0.policy = demanding(.required)
    },
    Scenario(nil, "an answer from right after the signature time-stamp, out of date by now") {
      $0.policy = demanding(.required)
      $0.unsigned = TestXAdES.revocationValues(answers: [try PKI.answer(at: day(5, 5) + 60, until: day(5, 6))])
      $0.signatureStamps = [day(5, 5)]
    },
    Scenario(.tryLater, "an answer from long before the signature time-stamp") {
      $0.policy = demanding(.required)
      $0.unsigned = TestXAdES.revocationValues(answers: [try PKI.answer(at: day(3), until: day(3, 2))])
      $0.signatureStamps = [day(5, 5)]
    },
    Scenario(.tryLater, "a responder that does not know the certificate") {
      $0.policy = demanding(.required)
      $0.unsigned = TestXAdES.revocationValues(answers: [try PKI.answer(.unknown, at: day(5, 20), until: day(7))])
    },
  ]

  private static let chains: [Scenario] = [
    Scenario(.noSigningCertificateFound, "the named certificate is not there") {
      $0.signer.certificates = .none
    },
    Scenario(.noCertificateChainFound, "another root") { $0.anchors = [PKI.stranger.identity] },
    Scenario(nil, "cross-certified by a root that is trusted") {
      $0.anchors = [PKI.stranger.identity]
      $0.unsigned = TestXAdES.certificateValues([PKI.crossed.encoded])
    },
    Scenario(.chainConstraintsFailure, "no nonRepudiation, which is demanded") {
      $0.signer = TestSigner(PKI.authenticating)
      $0.policy = ValidationPolicy(name: "test", certificates: CertificatePolicy(demandsNonRepudiation: true))
    },
    Scenario(.certificateChainGeneralFailure, "an unknown critical extension") {
      $0.signer = TestSigner(PKI.unreadable)
    },
    Scenario(.cryptoConstraintsFailureNoPOE, "a digest that is too weak by now") {
      ($0.signer, $0.policy) = (TestSigner(PKI.large), withoutSHA512)
    },
    Scenario(nil, "a digest that was good enough when the signature was time-stamped") {
      ($0.signer, $0.policy, $0.signatureStamps) = (TestSigner(PKI.large), withoutSHA512, [day(3)])
    },
    Scenario(.cryptoConstraintsFailure, "a digest that was too weak when the content was time-stamped") {
      ($0.signer, $0.policy, $0.contentStamps) = (TestSigner(PKI.large), withoutSHA512, [day(5, 3)])
    },
  ]

  private static let constraints: [Scenario] = [
    Scenario(.signaturePolicyNotAvailable, "a signature policy that is not known") {
      $0.signer = $0.signer.claiming(signaturePolicy)
      $0.policy = knowing(["1.2.4": nil])
    },
    Scenario(.policyProcessingError, "a signature policy with another digest") {
      $0.signer = $0.signer.claiming(signaturePolicy)
      $0.policy = knowing(["1.2.3": SignaturePolicyDigest(algorithm: .sha256, octets: [1, 2, 4])])
    },
    Scenario(nil, "the signature policy that is known") {
      $0.signer = $0.signer.claiming(signaturePolicy)
      $0.policy = knowing(["1.2.3": SignaturePolicyDigest(algorithm: .sha256, octets: [1, 2, 3])])
    },
    Scenario(.sigConstraintsFailure, "a level below the demanded one") {
      $0.policy = ValidationPolicy(name: "test", level: .baselineT)
    },
    Scenario(.sigConstraintsFailure, "too long after the claimed time") {
      $0.policy = ValidationPolicy(name: "test", timeStamps: TimeStampPolicy(longestDelay: 3600))
      $0.signatureStamps = [day(5, 5)]
    },
    Scenario(.noCertificateChainFound, "no chain, and the time-stamps in disorder") {
      ($0.contentStamps, $0.signatureStamps) = ([day(5, 6)], [day(5, 5)])
      $0.signer = TestSigner(TestPKI.stranger)
    },
  ]
}
