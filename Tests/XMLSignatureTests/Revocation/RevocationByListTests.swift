import Foundation
import SwiftASN1
import TestSupport
import Testing
import X509

@testable import XMLSignature

/// RFC 5280 §6.3: what lists say of a certificate, and which count.
struct RevocationByListTests {
  private let fixture = RevocationCheckFixture()
  private typealias Day = RevocationCheckFixture

  @Test func withoutEvidenceNothingIsKnown() {
    #expect(fixture.status().refusals == "")
  }

  @Test func aCertificateThatIsNotListedIsGood() throws {
    let list = try fixture.list()
    let record = try #require(fixture.status(lists: [list]).good)
    #expect(record.kind == .list)
    #expect(record.origin == .signature)
    #expect(record.thisUpdate == Day.april)
    #expect(record.nextUpdate == Day.july)
    #expect(record.digest == list.digest)
    #expect(record.digest.count == 64)
  }

  @Test func aListedCertificateIsRevoked() throws {
    let status = try fixture.status(lists: [fixture.list([fixture.entry(reason: 4)])])
    guard case .revoked(let effective, let reason, _) = status else {
      Issue.record("\(status)")
      return
    }
    #expect(effective == Day.march)
    #expect(reason == .superseded)
  }

  @Test func theInvalidityDateCountsWhereItIsEarlier() throws {
    let entry = try fixture.entry(invalidSince: TestAuthority.day(2026, 2))
    #expect(try fixture.status(lists: [fixture.list([entry])]).revokedSince == TestAuthority.day(2026, 2))
  }

  @Test func aRevocationIsForEver() throws {
    let revoking = try fixture.list([fixture.entry()])
    let later = try fixture.list(thisUpdate: Day.may)
    let answer = try fixture.answer(thisUpdate: Day.may)
    #expect(fixture.status(lists: [revoking, later], answers: [answer]).revokedSince == Day.march)
  }

  @Test func aRevocationAfterTheTimeIsToldAsWell() throws {
    let list = try fixture.list([fixture.entry(at: TestAuthority.day(2026, 8))], thisUpdate: TestAuthority.day(2026, 9))
    #expect(
      fixture.status(lists: [list], now: TestAuthority.day(2026, 10)).revokedSince == TestAuthority.day(2026, 8))
    #expect(try #require(fixture.status(lists: [list]).refusals).contains("from the future"))
  }

  @Test func aHoldIsToldApartAndMayBeReleased() throws {
    let hold = try fixture.list([fixture.entry(reason: 6)])
    #expect(fixture.status(lists: [hold]).onHoldSince == Day.march)
    let before = try fixture.list(thisUpdate: Day.march)
    #expect(fixture.status(lists: [before, hold]).onHoldSince == Day.march)
    let without = try fixture.list(thisUpdate: Day.may)
    #expect(fixture.status(lists: [hold, without]).good?.thisUpdate == Day.may)
    let removing = try fixture.list([fixture.entry(reason: 8)], thisUpdate: Day.may)
    #expect(fixture.status(lists: [hold, removing]).good?.thisUpdate == Day.may)
    let revoking = try fixture.list([fixture.entry(at: Day.may, reason: 1)], thisUpdate: Day.may)
    #expect(fixture.status(lists: [hold, revoking]).revokedSince == Day.may)
  }

  @Test func ofHoldAndReleaseAtTheSameTimeTheHoldCounts() throws {
    let hold = try fixture.list([fixture.entry(reason: 6)])
    #expect(try fixture.status(lists: [hold], answers: [fixture.answer()]).onHoldSince == Day.march)
  }

  @Test func theNewestListThatIsFreshTellsThatACertificateIsGood() throws {
    let old = try fixture.list(thisUpdate: Day.march)
    let new = try fixture.list()
    let newestButShort = try fixture.list(thisUpdate: Day.may, nextUpdate: TestAuthority.day(2026, 5, 2))
    #expect(fixture.status(lists: [new, old]).good?.thisUpdate == Day.april)
    #expect(fixture.status(lists: [old, newestButShort, new]).good?.thisUpdate == Day.april)
    #expect(fixture.status(lists: [newestButShort]).good?.thisUpdate == Day.may)
  }

  // MARK: Who may sign

  @Test func aListOfAnotherKeyCountsForNothing() throws {
    let forged = try TestRevocationList(by: fixture.root, thisUpdate: Day.april, nextUpdate: nil).with {
      $0.key = TestPKI.stranger.key
      $0.entries = [try fixture.entry()]
    }.list()
    #expect(try #require(fixture.status(lists: [forged]).refusals).contains("not signed by"))
  }

  @Test func aListOfAnotherIssuerIsNotAboutTheCertificate() throws {
    let list = try fixture.list(by: TestPKI.intermediate)
    #expect(fixture.status(lists: [list]).refusals == "")
  }

  @Test func anIssuerMustBeAllowedToSignLists() throws {
    let authority = try TestAuthority(root: "No lists", keyUsage: KeyUsage(keyCertSign: true))
    let person = try authority.issue()
    let list = try fixture.list(by: authority)
    #expect(fixture.status(lists: [list], of: person, issuer: authority.identity).good == nil)
    let unrestricted = try TestAuthority(root: "Anything", keyUsage: nil)
    let other = try unrestricted.issue()
    #expect(
      try fixture.status(lists: [fixture.list(by: unrestricted)], of: other, issuer: unrestricted.identity).good != nil)
  }

  @Test func afterAChangeOfKeyTheIssuersOtherCertificateMaySign() throws {
    let name = [(TestAuthority.commonName, "Rolling")]
    let old = TestAuthority(of: try fixture.root.issue(name, isAuthority: true, keyUsage: TestAuthority.issuing))
    let new = TestAuthority(of: try fixture.root.issue(name, isAuthority: true, keyUsage: TestAuthority.issuing))
    let person = try old.issue()
    let list = try fixture.list(by: new)
    func status(certificates: [TestIdentity] = [], trusted: [TestIdentity] = []) -> RevocationStatus {
      fixture.status(
        lists: [list], certificates: certificates, trusted: trusted, of: person, issuer: old.identity)
    }
    // Not at hand; trusted; with the same issuer, which must be at hand.
    #expect(status().good == nil)
    #expect(status(trusted: [new.identity]).good != nil)
    #expect(status(certificates: [new.identity]).good == nil)
    #expect(status(certificates: [new.identity, fixture.root.identity]).good != nil)
  }

  @Test func theIssuerMayCertifyItsNewKey() throws {
    let old = try fixture.root.intermediate("Rolling")
    let successor = TestAuthority(
      of: try old.issue([(TestAuthority.commonName, "Rolling")], isAuthority: true, keyUsage: TestAuthority.issuing))
    let person = try old.issue()
    let list = try fixture.list(by: successor)
    #expect(
      fixture.status(lists: [list], certificates: [successor.identity], of: person, issuer: old.identity).good != nil)
  }

  @Test(arguments: [KeyUsage?.none, KeyUsage(keyCertSign: true)])
  func theIssuersOtherCertificateMustBeForSigningLists(usage: KeyUsage?) throws {
    let old = try fixture.root.intermediate("Rolling")
    let successor = TestAuthority(
      of: try old.issue([(TestAuthority.commonName, "Rolling")], isAuthority: true, keyUsage: usage))
    let person = try old.issue()
    let list = try fixture.list(by: successor)
    #expect(
      fixture.status(lists: [list], certificates: [successor.identity], of: person, issuer: old.identity).good == nil)
  }

  @Test func aNamesakeOfTheIssuerMayNotSign() throws {
    let old = try fixture.root.intermediate("Rolling")
    let elsewhere = try TestAuthority(root: "Test Root").intermediate("Rolling")
    let person = try old.issue()
    let list = try fixture.list(by: elsewhere)
    let status = fixture.status(
      lists: [list], certificates: [elsewhere.identity, fixture.root.identity], of: person, issuer: old.identity)
    #expect(status.good == nil)
  }

  @Test func theIssuersOtherCertificateMustBeValidWhenTheListIsIssued() throws {
    let old = try fixture.root.intermediate("Rolling")
    let successor = TestAuthority(
      of: try old.issue(
        [(TestAuthority.commonName, "Rolling")], validity: TestAuthority.day(2026, 5)...TestAuthority.day(2030),
        isAuthority: true, keyUsage: TestAuthority.issuing))
    let person = try old.issue()
    for (day, isGood) in [(Day.april, false), (Day.may, true)] {
      let list = try fixture.list(thisUpdate: day, by: successor)
      let status = fixture.status(
        lists: [list], certificates: [successor.identity], of: person, issuer: old.identity)
      #expect((status.good != nil) == isGood)
    }
  }

  // MARK: What the list is about

  /// Flags of the issuing distribution point (RFC 5280 §5.2.5), for the certificate of a person.
  @Test(arguments: [
    (UInt8(0x81), true, ""), (0x82, false, "authorities only"), (0x85, false, "attribute certificates"),
  ])
  func aListAboutOtherCertificatesSaysNothing(tag: UInt8, isGood: Bool, why: String) throws {
    let scope = TestExtension([2, 5, 29, 28], isCritical: true, [0x30, 3, tag, 1, 0xFF])
    let status = try fixture.status(lists: [fixture.list(extensions: [scope])])
    #expect((status.good != nil) == isGood)
    #expect(isGood || status.refusals?.contains(why) == true)
    let revoking = try fixture.list([fixture.entry()], extensions: [scope])
    #expect(fixture.status(lists: [revoking]).revokedSince == Day.march)
  }

  @Test(arguments: [(UInt8(0x81), false), (0x82, true)])
  func aListAboutAuthoritiesIsAboutThem(tag: UInt8, isGood: Bool) throws {
    let scope = TestExtension([2, 5, 29, 28], isCritical: true, [0x30, 3, tag, 1, 0xFF])
    let list = try fixture.list(extensions: [scope])
    #expect((fixture.status(lists: [list], of: TestPKI.intermediate.identity).good != nil) == isGood)
  }

  @Test func aListForSomeReasonsOnlyCannotSayThatACertificateIsGood() throws {
    let scope = TestExtension([2, 5, 29, 28], isCritical: true, [0x30, 4, 0x83, 2, 5, 0x60])
    #expect(try fixture.status(lists: [fixture.list(extensions: [scope])]).refusals?.contains("some reasons") == true)
    let revoking = try fixture.list([fixture.entry(reason: 1)], extensions: [scope])
    #expect(fixture.status(lists: [revoking]).revokedSince == Day.march)
  }

  @Test func aListOfADistributionPointIsAboutItsCertificates() throws {
    func point(_ address: String) -> [UInt8] {
      let name = [0x86, UInt8(address.utf8.count)] + Array(address.utf8)
      return [0xA0, UInt8(name.count + 2), 0xA0, UInt8(name.count)] + name
    }
    func wrapped(_ content: [UInt8]) -> [UInt8] { [0x30, UInt8(content.count)] + content }
    let here = point("http://a.test/1.crl")
    let person = try fixture.root.issue(
      extensions: [
        Certificate.Extension(oid: [2, 5, 29, 31], critical: false, value: ArraySlice(wrapped(wrapped(here))))
      ])
    for (scope, isGood) in [(here, true), (point("http://a.test/2.crl"), false)] {
      let list = try fixture.list(extensions: [TestExtension([2, 5, 29, 28], isCritical: true, wrapped(scope))])
      #expect((fixture.status(lists: [list], of: person).good != nil) == isGood)
      #expect(fixture.status(lists: [list]).refusals?.contains("another distribution point") == true)
    }
  }

  @Test func aListThatIsNotUnderstoodIsNamedAndNotUsed() throws {
    let delta = try fixture.list(
      [fixture.entry()], extensions: [TestExtension([2, 5, 29, 27], isCritical: true, [2, 1, 1])])
    #expect(fixture.status(lists: [delta]).refusals?.contains("delta list") == true)
  }

  // MARK: Certificates that expired

  @Test func aListFromAfterTheCertificateExpiredIsSilent() throws {
    let person = try fixture.root.issue(validity: TestAuthority.day(2025)...Day.march)
    #expect(try fixture.status(lists: [fixture.list()], of: person).refusals?.contains("had expired") == true)
    let before = try fixture.list(thisUpdate: TestAuthority.day(2026, 2))
    #expect(fixture.status(lists: [before], of: person).good != nil)
    let entry = try TestRevocationList.Entry(person, at: TestAuthority.day(2026, 2))
    #expect(try fixture.status(lists: [fixture.list([entry])], of: person).revokedSince == TestAuthority.day(2026, 2))
  }

  @Test(arguments: [(2025, true), (2027, false)])
  func aListMayKeepExpiredCertificates(since: Int, isGood: Bool) throws {
    let person = try fixture.root.issue(validity: TestAuthority.day(2025)...Day.march)
    let keeping = try TestExtension([2, 5, 29, 60]) {
      try $0.serialize(GeneralizedTime(wholeSecondsOf: TestAuthority.day(since)))
    }
    let list = try fixture.list(extensions: [keeping])
    #expect((fixture.status(lists: [list], of: person).good != nil) == isGood)
  }

  @Test func aListFromBeforeTheCertificateIsSilent() throws {
    let person = try fixture.root.issue(validity: Day.may...TestAuthority.day(2027))
    #expect(
      try fixture.status(lists: [fixture.list()], of: person).refusals?.contains("before the certificate") == true)
  }
}
