import Foundation
import TestSupport
import Testing
import X509

@testable import XMLSignature

/// RFC 5280 §6 at a given time, with the sub-indications of EN 319 102-1 §5.2.6.
struct PathValidatorTests {
  private let root = TestPKI.root

  private func conclude(
    _ identity: TestIdentity, anchors: [CertificateRecord]? = nil, intermediates: [CertificateRecord] = [],
    lists: [RevocationList] = [], offered: [CertificateRecord] = [], at time: Date = TestPKI.time
  ) async -> CertificateConclusion {
    let store = TrustStore(
      anchors: anchors ?? [root.identity.record], intermediates: intermediates, revocationLists: lists)
    return await conclusion(of: PathValidator(store), on: identity, offered: offered, at: time)
  }

  private func conclusion(
    of validator: PathValidator, on identity: TestIdentity, offered: [CertificateRecord] = [], at time: Date
  ) async -> CertificateConclusion {
    await validator.conclude(
      on: identity.record, for: .signing, offered: offered, material: RevocationMaterial(), policy: .standard, at: time)
  }

  @Test func aPathLeadsFromTheSignerToTheAnchor() async throws {
    let chain = await conclude(TestPKI.signer, offered: [TestPKI.intermediate.identity.record]).chain
    #expect(chain == [TestPKI.signer.record, TestPKI.intermediate.identity.record, root.identity.record])
  }

  @Test func theTrustFolderMayHaveTheIntermediate() async throws {
    #expect(await conclude(TestPKI.signer, intermediates: [TestPKI.intermediate.identity.record]).chain?.count == 3)
    #expect(await conclude(TestPKI.signer).failure == .noCertificateChainFound)
  }

  @Test func theSignersOwnCertificateMayBeTheAnchor() async throws {
    #expect(await conclude(TestPKI.stranger, anchors: [TestPKI.stranger.record]).chain?.count == 1)
  }

  @Test func anUnknownIssuerGivesNoPath() async throws {
    let conclusion = await conclude(TestPKI.stranger)
    #expect(conclusion.failure == .noCertificateChainFound)
    #expect(conclusion.code == .noCertificateChain)
  }

  @Test func anIssuerOfTheSameNameWithAnotherKeyIsNoIssuer() async throws {
    let impostor = try TestAuthority(root: "Test Root").issue()
    #expect(await conclude(impostor).failure == .noCertificateChainFound)
  }

  @Test(arguments: [(2025, SubIndication?.some(.outOfBoundsNoPOE)), (2026, nil), (2028, .outOfBoundsNoPOE)])
  func theSignersCertificateIsJudgedAtTheTimeOfValidation(year: Int, failure: SubIndication?) async throws {
    let signer = try root.issue(validity: TestAuthority.day(2026)...TestAuthority.day(2027))
    let conclusion = await conclude(signer, at: TestAuthority.day(year, 6))
    #expect(conclusion.failure == failure)
    if let code = conclusion.code { #expect(code == (year < 2026 ? .certificateNotYetValid : .certificateExpired)) }
  }

  @Test func anExpiredIssuerBreaksThePath() async throws {
    let short = try root.intermediate("Short", validity: TestAuthority.day(2025)...TestAuthority.day(2026))
    let signer = try short.issue()
    #expect(await conclude(signer, offered: [short.identity.record]).chain == nil)
    #expect(await conclude(signer, offered: [short.identity.record], at: TestAuthority.day(2025, 6)).chain?.count == 3)
  }

  @Test(arguments: [
    (KeyUsage?.none, true), (KeyUsage(digitalSignature: true), true), (KeyUsage(nonRepudiation: true), true),
    (KeyUsage(keyEncipherment: true), false), (KeyUsage(keyCertSign: true), false),
  ])
  func theSignersKeyUsageMustAllowSigning(usage: KeyUsage?, isAllowed: Bool) async throws {
    let signer = try root.issue(keyUsage: usage)
    #expect(await conclude(signer).failure == (isAllowed ? nil : .chainConstraintsFailure))
  }

  @Test func anIssuersKeyUsageMustAllowIssuing() async throws {
    let useless = try root.intermediate("Useless", keyUsage: KeyUsage(digitalSignature: true))
    #expect(await conclude(try useless.issue(), offered: [useless.identity.record]).chain == nil)
  }

  @Test func aSignerIsNoIssuer() async throws {
    let person = try root.issue([(TestAuthority.commonName, "Person")], keyUsage: nil)
    let victim = try TestAuthority(of: person).issue()
    #expect(await conclude(victim, offered: [person.record]).chain == nil)
  }

  @Test func aRevokedSignerIsRevokedFromThatTimeOn() async throws {
    let signer = try root.issue()
    let list = try root.revocationList(
      of: [(signer, at: TestAuthority.day(2026, 3))], thisUpdate: TestAuthority.day(2026, 4),
      nextUpdate: TestAuthority.day(2026, 7))
    let after = await conclude(signer, lists: [list])
    #expect(after.failure == .revokedNoPOE)
    #expect(after.code == .certificateRevoked)
    #expect(await conclude(signer, lists: [list], at: TestAuthority.day(2026, 2)).chain?.count == 2)
  }

  @Test func aListIssuedLaterTellsOfARevocationBefore() async throws {
    let signer = try root.issue()
    let list = try root.revocationList(
      of: [(signer, at: TestAuthority.day(2026, 3))], thisUpdate: TestAuthority.day(2026, 8),
      nextUpdate: TestAuthority.day(2026, 9))
    #expect(await conclude(signer, lists: [list]).failure == .revokedNoPOE)
  }

  @Test func aRevokedIssuerIsToldApart() async throws {
    let issuer = try root.intermediate("Revoked")
    let list = try root.revocationList(
      of: [(issuer.identity, at: TestAuthority.day(2026, 3))], thisUpdate: TestAuthority.day(2026, 4), nextUpdate: nil)
    let conclusion = await conclude(try issuer.issue(), lists: [list], offered: [issuer.identity.record])
    #expect(conclusion.failure == .revokedCANoPOE)
  }

  @Test func aListOutOfDateMeansTryLater() async throws {
    let signer = try root.issue()
    let old = try root.revocationList(
      of: [], thisUpdate: TestAuthority.day(2026, 4), nextUpdate: TestAuthority.day(2026, 5))
    let stale = await conclude(signer, lists: [old])
    #expect(stale.failure == .tryLater)
    #expect(stale.code == .revocationStale)
    let new = try root.revocationList(
      of: [], thisUpdate: TestAuthority.day(2026, 6), nextUpdate: TestAuthority.day(2026, 7))
    #expect(await conclude(signer, lists: [old, new]).chain?.count == 2)
  }

  @Test func aListOfAnotherKeyOrOfAKindThatIsNotUnderstoodProvesNothing() async throws {
    let signer = try root.issue()
    let revocations = [(signer, at: TestAuthority.day(2026, 3))]
    let forged = try root.revocationList(
      of: revocations, thisUpdate: TestAuthority.day(2026, 4), nextUpdate: nil, signer: TestPKI.stranger)
    let delta = try root.revocationList(
      of: revocations, thisUpdate: TestAuthority.day(2026, 4), nextUpdate: nil, isDelta: true)
    #expect(await conclude(signer, lists: [forged, delta]).chain?.count == 2)
  }

  @Test func aRememberedPathIsGoodOnlyWhileAllItsCertificatesAre() async throws {
    let short = try root.intermediate("Short", validity: TestAuthority.day(2026)...TestAuthority.day(2027))
    let signer = try short.issue()
    let validator = PathValidator(TrustStore(anchors: [root.identity.record], intermediates: [short.identity.record]))
    for _ in 0..<2 {
      #expect(await conclusion(of: validator, on: signer, at: TestPKI.time).chain?.count == 3)
      #expect(await conclusion(of: validator, on: signer, at: TestAuthority.day(2028)).chain == nil)
      #expect(await conclusion(of: validator, on: signer, at: TestAuthority.day(2025, 6)).chain == nil)
    }
  }

  /// Or the verdict on one signature would depend on which other was validated before.
  @Test func aRememberedPathOfIssuersThatAnotherSignatureBroughtDoesNotCount() async throws {
    let validator = PathValidator(TrustStore(anchors: [root.identity.record]))
    let issuer = TestPKI.intermediate.identity.record
    #expect(await conclusion(of: validator, on: TestPKI.signer, at: TestPKI.time).failure == .noCertificateChainFound)
    #expect(await conclusion(of: validator, on: TestPKI.signer, offered: [issuer], at: TestPKI.time).chain?.count == 3)
    #expect(await conclusion(of: validator, on: TestPKI.signer, at: TestPKI.time).failure == .noCertificateChainFound)
  }

  @Test func aListFromTheFutureIsRefused() async throws {
    let signer = try root.issue()
    let list = try root.revocationList(
      of: [(signer, at: TestAuthority.day(2026, 3))], thisUpdate: TestAuthority.day(2026, 8), nextUpdate: nil)
    let store = TrustStore(anchors: [root.identity.record], revocationLists: [list])
    for (now, isGood) in [(TestAuthority.day(2026, 7), true), (TestAuthority.day(2026, 9), false)] {
      let conclusion = await conclusion(of: PathValidator(store) { now }, on: signer, at: TestPKI.time)
      #expect((conclusion.chain != nil) == isGood)
    }
  }

  @Test func withoutAnchorsTheVerdictIsAtBestIndeterminate() async throws {
    let report = try await validate(TestSigner.shared.sign(TestDocument.plain, element: "c1"), trust: .none)
    #expect(report.only.core == .valid)
    #expect(report.only.subIndication == .noCertificateChainFound)
    #expect(report.verdict == .indeterminate)
  }

  @Test func trustFilesMayBePEMOrDERAndHoldSeveralThings() throws {
    let pem = root.identity.certificatePEM + "text between\n" + TestPKI.signer.certificatePEM
    let contents = try #require(TrustStore.contents(of: Array(pem.utf8)))
    #expect(contents.certificates == [root.identity.record, TestPKI.signer.record])
    #expect(TrustStore.contents(of: root.identity.encoded)?.certificates == [root.identity.record])
    #expect(TrustStore.contents(of: root.identity.encoded + [0]) == nil)
    #expect(TrustStore.contents(of: Array("nothing".utf8)) == nil)
    let store = TrustStore(certificates: contents.certificates)
    #expect(store.anchors == [root.identity.record])
    #expect(store.intermediates == [TestPKI.signer.record])
  }
}

extension CertificateConclusion {
  /// Nil unless the certificate is good.
  fileprivate var chain: [CertificateRecord]? { subIndication == nil ? path : nil }
  fileprivate var failure: SubIndication? { subIndication }
  fileprivate var code: SignatureFinding.Code? { finding?.code }
}
