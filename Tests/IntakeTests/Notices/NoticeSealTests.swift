import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

@Suite struct NoticeSealTests {
  private static let time = Instant(milliseconds: 1_777_888_805_250)

  @Test(arguments: NoticeKind.allCases) func aSealedNoticeIsSignedAsAWhole(_ kind: NoticeKind) async throws {
    let authority = try TestAuthority()
    let court = try authority.issue([(TestAuthority.organizationName, "Bakı Apellyasiya Məhkəməsi")])
    let key = try SigningKey(pem: Array(court.key.pem.utf8))
    let seal = NoticeSeal(try SigningIdentity(key: key, certificate: court.record))
    let plain = NoticeRenderer().render(NoticeFixture.matter(of: kind), evidence: nil, reference: nil)
    let sealed = try await seal.seal(plain, at: Self.time)
    let end = Array("</Notification>\n".utf8)
    #expect(
      sealed.octets.starts(with: plain.octets.dropLast(end.count)) && Array(sealed.octets.suffix(end.count)) == end)
    #expect(sealed.fileName == plain.fileName && sealed.intent == plain.intent)
    #expect(sealed.hash == ContentHash(sha256Of: sealed.octets))
    let schema = try #require(XMLSchema(compiling: PublishedSchema.notification.octets))
    let parsed = try XMLTree.parse(ByteSource(sealed.octets), schema: schema).get()
    #expect(parsed.faults.isEmpty)
    let trust = SignatureVerifier.Trust.paths(PathValidator(TrustStore(anchors: [authority.identity.record])))
    let report = try await SignatureVerifier(trust: trust).validate(parsed.tree, at: TestAuthority.day(2026, 6, 1))
    #expect(report.verdict == .passed && report.signatures[0].signingTime == "2026-05-04T10:00:05Z")
  }

  // MARK: Settings

  private func root(seal: String) throws -> OperatorRoot {
    let root = try OperatorRoot()
    let authority = try TestAuthority()
    try root.write(authority.identity.key.pem, to: "seal.key")
    try root.write(authority.identity.certificatePEM, to: "seal.pem")
    try root.write(try TestAuthority().identity.certificatePEM, to: "other.pem")
    try root.edit("intake.yaml", "severities: {}", "severities: {}\n\(seal)")
    return root
  }

  @Test func aSealIsReadFromTheRootOrFromElsewhere() throws {
    #expect(try OperatorRoot().load().seal == nil)
    let root = try root(seal: "seal: {key: seal.key, certificate: seal.pem}")
    #expect(try root.load().seal != nil)
    let path = root.root.path
    let elsewhere = try self.root(seal: "seal: {key: \(path)/seal.key, certificate: \(path)/seal.pem}")
    #expect(try elsewhere.load().seal != nil)
  }

  @Test(arguments: [
    ("seal: {key: seal.key, certificate: other.pem}", "seal.certificate", "another key"),
    ("seal: {key: none.key, certificate: seal.pem}", "seal.key", "cannot be read"),
    ("seal: {key: seal.pem, certificate: seal.pem}", "seal.key", "private key"),
    ("seal: {key: seal.key, certificate: seal.key}", "seal.certificate", "no certificate"),
    ("seal: {key: seal.key}", "seal", "certificate"), ("seal: {keys: a, certificate: b}", "seal.keys", "keys"),
  ])
  func aSealThatCannotBeUsedIsADefectOfTheSettings(_ seal: String, _ key: String, _ words: String) throws {
    let defects = try root(seal: seal).defects()
    let found = try #require(defects.first { $0.place.key == key }, "\(defects)")
    for language in [FindingCatalogue.Language.azerbaijani, .english] {
      #expect(!found.problem.cause(in: language).isEmpty && !found.problem.remedy(in: language).isEmpty)
    }
    #expect("\(found.problem.cause(in: .english)) \(found.place.key ?? "")".contains(words))
  }
}
