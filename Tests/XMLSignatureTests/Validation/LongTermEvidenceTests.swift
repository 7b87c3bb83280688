import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// What a signature of level XAdES-B-LT brings about its signer, and when that was said.
struct LongTermEvidenceTests {
  private typealias PKI = ProcessPKI

  private static let stamped = ProcessPKI.day(5, 5)

  private func report(
    _ answers: [[UInt8]], longestAge: Double? = nil, longestDelay: Double? = nil
  ) async throws -> SignatureReport {
    try await ProcessCase {
      $0.policy = ValidationPolicy(
        name: "test", level: .baselineLT,
        revocation: RevocationPolicy(signer: .required, longestAge: longestAge, longestDelay: longestDelay))
      $0.signatureStamps = [Self.stamped]
      $0.unsigned =
        TestXAdES.certificateValues([TestPKI.root.identity.encoded]) + TestXAdES.revocationValues(answers: answers)
    }.report()
  }

  /// EN 319 102-1 §5.2.5.4: what the policy says of age counts, and without it nothing from before the time-stamp does; later
  /// is never too late.
  @Test(arguments: [
    (-3, 0, false), (0, 0, true), (3, 0, true), (26 * 3600, 0, true), (-3, 5, true), (-3, nil, false), (0, nil, true),
  ])
  func theAnswerMustBeYoungEnoughForTheTimeStamp(delay: Double, longestAge: Double?, isGood: Bool) async throws {
    let answer = try PKI.answer(at: Self.stamped.addingTimeInterval(delay))
    let report = try await report([answer], longestAge: longestAge)
    #expect(report.subIndication == (isGood ? nil : .tryLater))
    #expect(report.findings.map(\.code) == (isGood ? [] : [.revocationStale]))
  }

  /// BDOC 2.1 wants it, and EN 319 102-1 does not: so only where the policy does.
  @Test(arguments: [(24.0, nil, true), (25, 24, false), (24, 24, true), (-1, 24, false)] as [(Double, Double?, Bool)])
  func theAnswerMustBeSoonEnoughWhereThePolicyAsks(hours: Double, longest: Double?, isGood: Bool) async throws {
    let answer = try PKI.answer(at: Self.stamped.addingTimeInterval(hours * 3600))
    let report = try await report([answer], longestDelay: longest.map { $0 * 3600 })
    let late = longest != nil && hours > 0
    #expect(report.subIndication == (isGood ? nil : late ? .sigConstraintsFailure : .tryLater))
    #expect(report.findings.map(\.code) == (isGood ? [] : [.revocationStale]))
  }

  @Test func brokenEvidenceBesideGoodIsNotOfTheLevel() async throws {
    let good = try PKI.answer(at: Self.stamped)
    let report = try await report([good, [1, 2, 3]])
    #expect(report.subIndication == .sigConstraintsFailure)
    #expect(report.findings.map(\.code) == [.validationDataUnreadable, .levelTooLow])
  }
}
