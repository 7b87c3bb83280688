import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Revocation, freshness and validity of the certificates of a path (EN 319 102-1 §5.2.5, §5.2.6.4).
struct CertificateStatusTests {
  typealias Extension = TestCertificate.Extension

  private static let root = CertificateValidationTests.root
  private static let issuing = CertificateValidationTests.issuing
  private static let signer = CertificateValidationTests.made {
    try TestCertificate("Signer", issuer: issuing, extensions: Extension.signer)
  }

  private static func record(
    thisUpdate: Date = TestAuthority.day(2026, 5), nextUpdate: Date? = TestAuthority.day(2026, 7),
    coversExpiredSince: Date? = nil
  ) -> RevocationRecord {
    RevocationRecord(
      kind: .list, origin: .trustFolder, issuer: "CN=Issuing", thisUpdate: thisUpdate, nextUpdate: nextUpdate,
      producedAt: thisUpdate, digest: "00", coversExpiredSince: coversExpiredSince)
  }

  private static func conclude(
    signer: RevocationStatus = .good(record()), issuer: RevocationStatus = .good(record()),
    policy: RevocationPolicy = RevocationPolicy(signer: .required, issuers: .required),
    of leaf: TestCertificate = signer,
    at time: Date = TestPKI.time
  ) async -> CertificateConclusion {
    await CertificateValidationTests.conclude(
      [leaf, issuing], policy: ValidationPolicy(name: "test", revocation: policy), at: time,
      revocation: { certificate, _, _ in certificate == leaf.record ? signer : issuer })
  }

  @Test func goodAndFreshPasses() async {
    let conclusion = await Self.conclude()
    #expect(conclusion.subIndication == nil)
    #expect(conclusion.checks.filter { $0.name == .revocation && $0.outcome == .passed }.count == 2)
    #expect(conclusion.checks.filter { $0.name == .revocationFreshness && $0.outcome == .passed }.count == 2)
  }

  @Test func theRevokedSignerAndTheRevokedIssuerAreToldApart() async {
    let since = TestAuthority.day(2026, 3)
    let revoked = RevocationStatus.revoked(effective: since, reason: .keyCompromise, Self.record())
    let signer = await Self.conclude(signer: revoked)
    #expect(signer.subIndication == .revokedNoPOE)
    #expect(signer.revokedSince == since)
    #expect(signer.finding?.code == .certificateRevoked)
    #expect(await Self.conclude(issuer: revoked).subIndication == .revokedCANoPOE)
    #expect(await Self.conclude(signer: revoked, at: TestAuthority.day(2026, 2)).subIndication == nil)
  }

  @Test func holdAndIgnoranceAreForLater() async {
    let held = await Self.conclude(signer: .onHold(since: TestAuthority.day(2026, 3), Self.record()))
    #expect(held.subIndication == .tryLater)
    #expect(held.finding?.code == .certificateOnHold)
    let unknown = await Self.conclude(signer: .unknown([]))
    #expect(unknown.subIndication == .tryLater)
    #expect(unknown.finding?.code == .revocationUnknown)
    let published = RevocationPolicy(signer: .whenPublished, issuers: .none)
    #expect(await Self.conclude(signer: .unknown([]), issuer: .unknown([]), policy: published).subIndication == nil)
    let useless = await Self.conclude(signer: .unknown(["forged"]), policy: published)
    #expect(useless.subIndication == nil)
    #expect(useless.checks.contains { $0.outcome == .warning && $0.detail.contains("forged") })
  }

  @Test func evidenceMustBeFreshByItsOwnMeasureOrThePolicys() async {
    let stale = RevocationStatus.good(Self.record(nextUpdate: TestAuthority.day(2026, 5, 20)))
    let old = await Self.conclude(signer: stale)
    #expect(old.subIndication == .tryLater)
    #expect(old.finding?.code == .revocationStale)
    let month = RevocationPolicy(signer: .required, issuers: .required, longestAge: 40 * 86_400)
    #expect(await Self.conclude(signer: stale, policy: month).subIndication == nil)
    let day = RevocationPolicy(signer: .required, issuers: .none, longestAge: 86_400)
    #expect(await Self.conclude(policy: day).subIndication == .tryLater)
    let newer = RevocationStatus.good(Self.record(thisUpdate: TestAuthority.day(2026, 8), nextUpdate: nil))
    #expect(await Self.conclude(signer: newer, policy: day).subIndication == nil)
  }

  @Test func certificatesThatNobodyRevokesAreNotLookedUp() async throws {
    let null: [UInt8] = [5, 0]
    let noCheck = Extension("1.3.6.1.5.5.7.48.1.5", null)
    let cases: [([Extension], SubIndication?)] = [
      ([Extension("2.5.29.56", null)], nil), ([Extension("0.4.0.194121.2.1", null)], nil), ([noCheck], .tryLater),
      ([noCheck, .extendedKeyUsage("1.3.6.1.5.5.7.3.9", "1.3.6.1.5.5.7.3.36")], nil),
    ]
    for (extensions, failure) in cases {
      let leaf = try TestCertificate("Signer", issuer: Self.issuing, extensions: Extension.signer + extensions)
      #expect(await Self.conclude(signer: .unknown([]), of: leaf).subIndication == failure)
    }
  }

  @Test func anExpiredSignerMayBeKnownNotToBeRevoked() async throws {
    let end = TestAuthority.day(2026, 2)
    let leaf = try TestCertificate(
      "Signer", issuer: Self.issuing, extensions: Extension.signer, validity: TestAuthority.day(2025)...end)
    let keeps = Self.record(coversExpiredSince: TestAuthority.day(2020))
    let cases: [(RevocationRecord, SubIndication)] = [
      (keeps, .outOfBoundsNotRevoked), (Self.record(), .outOfBoundsNoPOE),
      (Self.record(coversExpiredSince: TestAuthority.day(2026, 3)), .outOfBoundsNoPOE),
      (
        Self.record(thisUpdate: TestAuthority.day(2026), coversExpiredSince: TestAuthority.day(2020)), .outOfBoundsNoPOE
      ),
    ]
    for (record, failure) in cases {
      let conclusion = await Self.conclude(signer: .good(record), of: leaf)
      #expect(conclusion.subIndication == failure)
      #expect(conclusion.finding?.code == .certificateExpired)
    }
    let early = await Self.conclude(of: leaf, at: TestAuthority.day(2024))
    #expect(early.subIndication == .outOfBoundsNoPOE)
    #expect(early.finding?.code == .certificateNotYetValid)
  }

  @Test func revocationComesBeforeValidityAndValidityBeforeAlgorithms() async throws {
    let leaf = try TestCertificate(
      "Signer", issuer: Self.issuing, extensions: Extension.signer,
      validity: TestAuthority.day(2025)...TestAuthority.day(2026), signature: .sha1)
    let revoked = RevocationStatus.revoked(effective: TestAuthority.day(2025, 6), reason: nil, Self.record())
    #expect(await Self.conclude(signer: revoked, of: leaf).subIndication == .revokedNoPOE)
    #expect(await Self.conclude(of: leaf).subIndication == .outOfBoundsNoPOE)
    #expect(
      await Self.conclude(of: leaf, at: TestAuthority.day(2025, 6)).subIndication == .cryptoConstraintsFailureNoPOE)
  }
}
