import Foundation
import Synchronization
import TestSupport
import Testing

@testable import XMLSignature

/// When a source is asked, and what becomes of what it says.
struct RevocationInquiryTests {
  private let fixture = RevocationCheckFixture()

  /// - Returns: The status, and how often the source was asked.
  private func inquire(
    _ lists: [RevocationList] = [], from origin: RevocationRecord.Origin = .trustFolder,
    replies: [RevocationSource.Reply]
  ) async -> (status: RevocationStatus, questions: Int) {
    let questions = Mutex(0)
    let source = RevocationSource { _, _ in
      questions.withLock { $0 += 1 }
      return replies
    }
    var material = RevocationMaterial()
    for list in lists { material.add(list, from: origin) }
    let status = await RevocationInquiry(
      check: RevocationCheck(material: material, trusted: []), source: source, policy: RevocationPolicy()
    ).status(
      of: fixture.signer.record, issuedBy: fixture.root.identity.record, at: fixture.time, now: fixture.time)
    return (status, questions.withLock { $0 })
  }

  @Test func whatIsKnownFreshlyIsNotAsked() async throws {
    let good = try await inquire([fixture.list()], replies: [])
    #expect(good.status.good?.origin == .trustFolder)
    #expect(good.questions == 0)
    let revoked = try await inquire(
      [fixture.list([fixture.entry()], nextUpdate: RevocationCheckFixture.may)], replies: [])
    #expect(revoked.status.revokedSince == RevocationCheckFixture.march)
    #expect(revoked.questions == 0)
  }

  @Test func whatIsUnknownOrStaleOrOnHoldIsAsked() async throws {
    let answer = try fixture.answer(thisUpdate: fixture.time, nextUpdate: nil)
    let stale = try fixture.list(nextUpdate: RevocationCheckFixture.may)
    let hold = try fixture.list([fixture.entry(reason: 6)])
    for lists in [[], [stale], [hold]] {
      let asked = await inquire(lists, replies: [.answer(answer, from: "http://a.test")])
      #expect(asked.questions == 1)
      #expect(asked.status.good?.origin == .source("http://a.test"))
    }
  }

  /// A thief of a card would add the good news of yesterday.
  @Test func whatASenderChoseDoesNotKeepTheSourceFromBeingAsked() async throws {
    let revoked = try fixture.answer(.revoked(at: RevocationCheckFixture.may), thisUpdate: fixture.time)
    let earlier = try await inquire(
      [fixture.list()], from: .signature, replies: [.answer(revoked, from: "http://a.test")])
    #expect(earlier.questions == 1)
    #expect(earlier.status.revokedSince == RevocationCheckFixture.may)
    let unanswered = try await inquire([fixture.list()], from: .signature, replies: [])
    #expect(unanswered.status.good?.origin == .signature)
    let since = try await inquire([fixture.list(thisUpdate: fixture.time)], from: .signature, replies: [])
    #expect(since.questions == 0)
  }

  @Test func aSourceThatIsAwayLeavesWhatWasKnown() async throws {
    let absence = RevocationSource.Reply.away(from: "http://a.test", "no answer within 10s")
    #expect(await inquire(replies: [absence]).status.refusals == "http://a.test is away: no answer within 10s")
    let stale = try fixture.list(nextUpdate: RevocationCheckFixture.may)
    #expect(await inquire([stale], replies: [absence]).status.good?.nextUpdate == RevocationCheckFixture.may)
    let hold = try fixture.list([fixture.entry(reason: 6)])
    #expect(await inquire([hold], replies: [absence]).status.onHoldSince == RevocationCheckFixture.march)
  }

  /// It would cost its sender nothing: anyone's certificate would do.
  @Test func nobodyIsAskedAboutASignatureThatCannotBeChecked() async throws {
    let questions = Mutex(0)
    let source = RevocationSource { _, _ in
      questions.withLock { $0 += 1 }
      return []
    }
    let store = TrustStore(
      anchors: [TestPKI.root.identity.record], intermediates: [TestPKI.intermediate.identity.record])
    let trust = SignatureVerifier.Trust.paths(PathValidator(store, source: source))
    let signed = try TestSigner.shared.sign(TestDocument.plain, element: "c1")
    let unsupported = try await validate(signed.replacing("#ecdsa-sha256", with: "#ecdsa-sha224"), trust: trust)
    #expect(unsupported.only.core == .unsupported)
    #expect(questions.withLock { $0 } == 0)
    #expect(try await validate(signed, trust: trust).only.core == .valid)
    #expect(questions.withLock { $0 } == 2)
  }

  @Test func aSourceIsBelievedNoMoreThanAnyoneElse() async throws {
    let forged = try fixture.answer(by: TestPKI.stranger, certificates: [TestPKI.stranger])
    #expect(await inquire(replies: [.answer(forged, from: "http://a.test")]).status.refusals != nil)
  }
}

/// RFC 6960 §4.1 and §4.2 beside OpenSSL's own client and responder.
@Suite(.enabled(if: OpenSSLCommand.isInstalled, "openssl is not installed"))
struct OCSPInteroperationTests {
  @Test(arguments: TestKey.Kind.allCases.filter { $0 != .ed25519 })
  func opensslUnderstandsOurRequestAndWeItsAnswer(kind: TestKey.Kind) throws {
    let root = try TestAuthority(root: "Interoperation", kind: kind)
    let (good, revoked, unknown) = (try root.issue(), try root.issue(), try root.issue())
    let responder = try root.responder()
    let folder = FileManager.default.temporaryDirectory.appending(path: "ocsp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String { folder.appending(path: name).path }
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    }
    try write(root.identity.certificatePEM, "ca.pem")
    try write(responder.certificatePEM, "responder.pem")
    try write(responder.key.pem, "responder.key")
    let index = [
      "V\t350101000000Z\t\t\(good.record.serialNumberText)\tunknown\t/CN=good",
      "R\t350101000000Z\t260301000000Z,keyCompromise\t\(revoked.record.serialNumberText)\tunknown\t/CN=revoked",
    ]
    try write(index.joined(separator: "\n") + "\n", "index.txt")
    for identity in [good, revoked, unknown] {
      let request = try #require(OCSPRequest(about: identity.record, issuedBy: root.identity.record))
      try Data(request.derEncoded).write(to: folder.appending(path: "request.der"))
      let outcome = try OpenSSLCommand.run([
        "ocsp", "-index", path("index.txt"), "-CA", path("ca.pem"), "-rsigner", path("responder.pem"), "-rkey",
        path("responder.key"), "-reqin", path("request.der"), "-respout", path("answer.der"), "-ndays", "1",
      ])
      #expect(outcome.succeeded, "\(outcome.text)")
      var material = RevocationMaterial()
      material.add(
        encodedAnswer: Array(try Data(contentsOf: folder.appending(path: "answer.der"))), from: .signature)
      #expect(material.defects.isEmpty)
      let status = RevocationCheck(material: material, trusted: []).status(
        of: identity.record, issuedBy: root.identity.record, at: Date(), now: Date())
      switch identity.record {
      case good.record: #expect(status.good?.isFresh(at: Date(), by: RevocationPolicy()) == true)
      case revoked.record: #expect(status.revokedSince == TestAuthority.day(2026, 3))
      default: #expect(status.refusals?.contains("does not know") == true)
      }
    }
  }
}
