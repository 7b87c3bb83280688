import Foundation
import SwiftASN1
import TestSupport
import Testing
import X509

@testable import XMLSignature

/// RFC 6960 §3.2 and §4.2.2.2: what answers say of a certificate, and whose count.
struct RevocationByAnswerTests {
  private let fixture = RevocationCheckFixture()
  private typealias Day = RevocationCheckFixture

  @Test func theIssuersOwnAnswerCounts() throws {
    let answer = try fixture.answer()
    let record = try #require(fixture.status(answers: [answer]).good)
    #expect(record.kind == .answer)
    #expect(record.issuer == fixture.root.identity.record.subject.text)
    #expect(record.producedAt == Day.april)
    #expect(record.nextUpdate == Day.july)
    #expect(record.digest == answer.digest)
  }

  @Test func anAnswerTellsOfARevocationOrAHold() throws {
    let revoked = try fixture.answer(.revoked(at: Day.march, reason: 1))
    #expect(fixture.status(answers: [revoked]).revokedSince == Day.march)
    let held = try fixture.answer(.revoked(at: Day.march, reason: 6))
    #expect(fixture.status(answers: [held]).onHoldSince == Day.march)
    let released = try fixture.answer(thisUpdate: Day.may)
    #expect(fixture.status(answers: [released, held]).good?.thisUpdate == Day.may)
  }

  @Test func aRevocationWinsOverANewerAnswerThatSaysGood() throws {
    let revoked = try fixture.answer(.revoked(at: Day.march))
    #expect(try fixture.status(answers: [fixture.answer(thisUpdate: Day.may), revoked]).revokedSince == Day.march)
  }

  @Test func aResponderThatDoesNotKnowTheCertificateSaysNothing() throws {
    #expect(try fixture.status(answers: [fixture.answer(.unknown)]).refusals?.contains("does not know") == true)
  }

  @Test func anAnswerAboutAnotherCertificateIsNoEvidence() throws {
    #expect(try fixture.status(answers: [fixture.answer()], of: TestPKI.intermediate.identity).refusals == "")
  }

  // MARK: Who may answer

  @Test(arguments: [TestResponder.Identification.name, .keyHash])
  func aResponderOfTheIssuerMayAnswer(identification: TestResponder.Identification) throws {
    let responder = try fixture.root.responder()
    let answer = try fixture.answer(by: responder, certificates: [responder]) { $0.identification = identification }
    #expect(fixture.status(answers: [answer]).good?.issuer == responder.record.subject.text)
  }

  @Test func theRespondersCertificateMayComeFromElsewhere() throws {
    let responder = try fixture.root.responder()
    let answer = try fixture.answer(by: responder)
    #expect(fixture.status(answers: [answer]).refusals?.contains("no certificate of the responder") == true)
    #expect(fixture.status(answers: [answer], certificates: [responder]).good != nil)
    #expect(fixture.status(answers: [answer], trusted: [responder]).good != nil)
  }

  @Test func aResponderMustBeCertifiedForAnswering() throws {
    for usages in [[], [ExtendedKeyUsage.Usage.timeStamping]] {
      let person = try fixture.root.responder(usages: usages)
      let answer = try fixture.answer(by: person, certificates: [person])
      #expect(fixture.status(answers: [answer]).refusals?.contains("not for signing answers") == true)
      #expect(fixture.status(answers: [answer], trusted: [person]).good == nil)
    }
  }

  @Test func aResponderOfAnotherAuthorityMayNotAnswer() throws {
    let foreign = try TestAuthority(root: "Test Root").responder()
    let below = try TestPKI.intermediate.responder()
    for responder in [foreign, below] {
      let answer = try fixture.answer(by: responder, certificates: [responder])
      #expect(fixture.status(answers: [answer]).refusals?.contains("not authorised") == true)
    }
  }

  /// RFC 6960 §4.2.2.2, case 1: by local configuration, whatever the certificate says of its purpose.
  @Test func theTrustStoreMayNameAResponder() throws {
    for foreign in [try TestAuthority(root: "Elsewhere").responder(), TestPKI.stranger] {
      let answer = try fixture.answer(by: foreign)
      #expect(fixture.status(answers: [answer], responders: [foreign]).good != nil)
      #expect(fixture.status(answers: [answer], trusted: [foreign]).good == nil)
    }
  }

  @Test func theRespondersOfAStoreCount() throws {
    let foreign = try TestAuthority(root: "Elsewhere").responder()
    var material = RevocationMaterial()
    material.add(try fixture.answer(by: foreign), from: .signature)
    for (responders, isGood) in [([foreign.record], true), ([], false)] {
      let store = TrustStore(anchors: [fixture.root.identity.record], responders: responders)
      let status = PathValidator(store).revocation(with: material).status(
        of: fixture.signer.record, issuedBy: fixture.root.identity.record, at: fixture.time, now: fixture.time)
      #expect((status.good != nil) == isGood)
    }
  }

  /// An authority that may sign answers does so for its own certificates.
  @Test func aTrustedAuthorityVouchesForNoOther() throws {
    let authority = try TestAuthority(root: "Elsewhere").responder()
    let answer = try fixture.answer(by: authority, certificates: [authority])
    let status = fixture.status(answers: [answer], trusted: [authority, fixture.root.identity])
    #expect(status.refusals?.contains("not authorised") == true)
  }

  @Test func evidenceFromTheFutureIsRefused() throws {
    let answer = try fixture.answer(thisUpdate: Day.july, nextUpdate: nil)
    #expect(fixture.status(answers: [answer]).refusals?.contains("future") == true)
    #expect(fixture.status(answers: [answer], now: Day.july).good != nil)
  }

  @Test func aResponderMustBeValidWhenItAnswers() throws {
    for (validity, isGood) in [
      (TestAuthority.day(2025)...Day.march, false), (Day.may...TestAuthority.day(2030), false),
      (Day.march...Day.may, true),
    ] {
      let responder = try fixture.root.responder(validity: validity)
      let answer = try fixture.answer(by: responder, certificates: [responder])
      #expect((fixture.status(answers: [answer]).good != nil) == isGood)
      #expect((fixture.status(answers: [answer], trusted: [responder]).good != nil) == isGood)
    }
  }

  @Test func theSignatureMustBeTheResponders() throws {
    let responder = try fixture.root.responder()
    let answer = try fixture.answer(by: responder, certificates: [responder]) { $0.key = TestPKI.stranger.key }
    #expect(fixture.status(answers: [answer]).refusals?.contains("signature is not the responder's") == true)
  }

  @Test func amongNamesakesTheOneThatSignedIsFound() throws {
    let (first, second) = (try fixture.root.responder(), try fixture.root.responder())
    let answer = try fixture.answer(by: second, certificates: [first, second])
    #expect(fixture.status(answers: [answer]).good != nil)
  }

  @Test func aCertificateThatEndsBeforeItBeginsIsNeverValid() throws {
    let record = try fixture.root.issue(validity: Day.april...Day.april).record
    #expect(record.isValid(at: Day.april))
    #expect(!record.isValid(at: Day.may))
  }

  // MARK: Revocation of responders

  @Test func aRevokedResponderIsNotBelieved() throws {
    let responder = try fixture.root.responder(isNotChecked: false)
    let answer = try fixture.answer(by: responder, certificates: [responder])
    #expect(fixture.status(answers: [answer]).good != nil)
    let entry = try TestRevocationList.Entry(responder, at: Day.july)
    // The list itself still says that the signer's certificate is good.
    let list = try fixture.list([entry], thisUpdate: Day.march)
    #expect(fixture.status(lists: [list], answers: [answer]).good?.kind == .list)
    let byIssuer = try TestResponder(fixture.root.identity, producedAt: Day.may).answer(
      TestResponder.Single(responder, of: fixture.root.identity, .revoked(at: Day.april), thisUpdate: Day.may))
    #expect(fixture.status(answers: [answer, byIssuer]).refusals?.contains("is revoked") == true)
  }

  @Test func aRespondersMarkSparesTheLookUp() throws {
    let responder = try fixture.root.responder(isNotChecked: true)
    let answer = try fixture.answer(by: responder, certificates: [responder])
    let list = try fixture.list([TestRevocationList.Entry(responder, at: Day.march)], thisUpdate: Day.march)
    #expect(fixture.status(lists: [list], answers: [answer]).good?.kind == .answer)
  }

  @Test func aResponderCannotVouchForItself() throws {
    let responder = try fixture.root.responder(isNotChecked: false)
    let answer = try fixture.answer(by: responder, certificates: [responder])
    let bySelf = try TestResponder(responder, producedAt: Day.may).answer(
      TestResponder.Single(responder, of: fixture.root.identity, .revoked(at: Day.april), thisUpdate: Day.may))
    // Neither its word against itself nor for itself counts, and there is no recursion.
    #expect(fixture.status(answers: [answer, bySelf], certificates: [responder]).good != nil)
    let status = fixture.status(answers: [bySelf], certificates: [responder], of: responder)
    #expect(status.revokedSince == Day.april)
  }

  // MARK: Time

  @Test func anAnswerFromTheFutureIsRefused() throws {
    let answer = try fixture.answer(thisUpdate: Day.july, nextUpdate: nil)
    #expect(fixture.status(answers: [answer]).refusals?.contains("from the future") == true)
    #expect(fixture.status(answers: [answer], now: Day.july).good != nil)
    #expect(fixture.status(answers: [answer], now: Day.july.addingTimeInterval(-299)).good != nil)
  }

  @Test func anAnswerFromAfterTheCertificateExpiredIsSilent() throws {
    let person = try fixture.root.issue(validity: TestAuthority.day(2025)...Day.march)
    func status(cutoff: Int?) throws -> RevocationStatus {
      var single = TestResponder.Single(person, of: fixture.root.identity, thisUpdate: Day.april)
      if let cutoff {
        single.extensions = [
          try TestExtension([1, 3, 6, 1, 5, 5, 7, 48, 1, 6]) {
            try $0.serialize(GeneralizedTime(wholeSecondsOf: TestAuthority.day(cutoff)))
          }
        ]
      }
      let answer = try TestResponder(fixture.root.identity, producedAt: Day.april).answer(single)
      return fixture.status(answers: [answer], of: person)
    }
    #expect(try status(cutoff: nil).refusals?.contains("had expired") == true)
    #expect(try status(cutoff: 2020).good != nil)
    #expect(try status(cutoff: 2027).good == nil)
  }

  @Test func anAnswerFromBeforeTheCertificateIsSilent() throws {
    let person = try fixture.root.issue(validity: Day.may...TestAuthority.day(2027))
    let answer = try TestResponder(fixture.root.identity, producedAt: Day.april).answer(
      TestResponder.Single(person, of: fixture.root.identity, thisUpdate: Day.april))
    #expect(fixture.status(answers: [answer], of: person).refusals?.contains("before the certificate") == true)
  }

  @Test func anUnknownCriticalExtensionIsNamed() throws {
    let answer = try fixture.answer { $0.extensions = [TestExtension([1, 2, 3], isCritical: true, [5, 0])] }
    #expect(fixture.status(answers: [answer]).refusals?.contains("1.2.3") == true)
  }
}

/// EN 319 102-1 §5.2.5.
struct RevocationFreshnessTests {
  private static func day(_ day: Int) -> Date { TestAuthority.day(2026, 6, day) }

  private func record(until nextUpdate: Date?) -> RevocationRecord {
    RevocationRecord(
      kind: .list, origin: .signature, issuer: "", thisUpdate: Self.day(10), nextUpdate: nextUpdate,
      producedAt: Self.day(10), digest: "")
  }

  @Test(arguments: [(9, true), (10, true), (20, true), (21, false)])
  func evidenceIsFreshAsLongAsItSays(day: Int, isFresh: Bool) {
    #expect(record(until: Self.day(20)).isFresh(at: Self.day(day), by: RevocationPolicy()) == isFresh)
  }

  @Test(arguments: [(9, true), (12, true), (13, false), (20, false)])
  func thePolicyMaySetTheAge(day: Int, isFresh: Bool) {
    let policy = RevocationPolicy(longestAge: 2 * 86_400)
    #expect(record(until: Self.day(20)).isFresh(at: Self.day(day), by: policy) == isFresh)
    #expect(record(until: nil).isFresh(at: Self.day(day), by: policy) == isFresh)
  }

  /// §5.2.5.4: nothing is made of clocks where the policy has a value. Evidence of the same second is not earlier.
  @Test(arguments: [(0, true), (0.9, true), (1, false), (-1, true)])
  func thePolicyMayWantEvidenceThatIsNoEarlier(delay: Double, isFresh: Bool) {
    let time = Self.day(10).addingTimeInterval(delay)
    #expect(record(until: Self.day(20)).isFresh(at: time, by: RevocationPolicy(longestAge: 0)) == isFresh)
  }

  @Test func evidenceWithoutAnEndPromisesNothing() {
    #expect(record(until: nil).isFresh(at: Self.day(10).addingTimeInterval(300), by: RevocationPolicy()))
    #expect(!record(until: nil).isFresh(at: Self.day(10).addingTimeInterval(301), by: RevocationPolicy()))
  }
}
