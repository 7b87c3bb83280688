import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// A sealed receipt as somebody who may have changed it hands it on.
@Suite("Examination of receipts")
struct ReceiptExaminationTests {
  private let sealed: [UInt8]
  private let verifier: SignatureVerifier

  init() async throws {
    let court = try CirculationFixture()
    _ = try await court.submit(court.claim("m-1"), by: court.aysel)
    var receipt: FixedNotice?
    try court.intake.store.queries.forEachNotice { notice, _ in
      if notice.kind == .registered { receipt = notice }
    }
    let notice = try #require(receipt)
    let identity = try SigningIdentity(
      key: SigningKey(pem: Array(court.seal.key.pem.utf8)), certificate: court.seal.record)
    let plain = RenderedNotice(
      intent: notice.intent, recipient: notice.recipient, fileName: notice.fileName,
      octets: try court.intake.root.store.octets(of: notice))
    sealed = try await NoticeSeal(identity).seal(plain, at: court.arrival).octets
    let certificate = try #require(TrustedKey(octets: Array(court.seal.certificatePEM.utf8)))
    verifier = SignatureVerifier(trust: .key(certificate))
  }

  /// Nil for what is no notice any more.
  private func examination(of octets: [UInt8]) async throws -> ReceiptExamination? {
    guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)), let proof = NoticeProof(parsed.tree)
    else { return nil }
    let report = try await verifier.validate(parsed.tree, at: Date(timeIntervalSince1970: 1_777_900_000))
    return ReceiptExamination(of: proof, seal: report)
  }

  @Test("as it was written it is proven, and says what in both languages")
  func proven() async throws {
    let examination = try #require(try await examination(of: sealed))
    #expect(examination.isProven && !examination.isRefuted)
    #expect(examination.statements.map(\.subject) == [.seal, .log, .arrival, .event])
    for language in [ReportLanguage.azerbaijani, .english] {
      let sheet = Sheet(of: examination, file: "a.xml", in: language, quoting: true)
      #expect(sheet.headline.tone == .good && sheet.sections.map(\.id) == ["proofs", "notice"])
    }
  }

  @Test("no bit of what it says can be changed and still be proven")
  func flippedBits() async throws {
    var random = SeededGenerator(seed: 20_260_504)
    let start = try #require(sealed.firstRange(of: Array("<About>".utf8))).lowerBound
    let end = try #require(sealed.firstRange(of: Array("<ds:Signature".utf8))).lowerBound
    for _ in 0..<300 {
      var altered = sealed
      let place = Int.random(in: start..<end, using: &random)
      altered[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      let examination = try await examination(of: altered)
      #expect(examination?.isProven != true, "octet \(place)")
    }
  }

  @Test("a leaf is read to its last octet, or not at all")
  func leaves() throws {
    let whole = Array("court-intake log leaf 1\nindex 1 0\nname 3 a\nb\n".utf8)
    let facts = try #require(LeafFacts(octets: whole))
    #expect(facts["index"] == "0" && facts["name"] == "a\nb" && facts["at"] == nil)
    // After the heading, and after the first fact, it is a leaf too.
    for count in 25..<whole.count where count != 34 {
      #expect(LeafFacts(octets: Array(whole[..<count])) == nil, "\(count)")
    }
    for text in ["index 01 0\n", "index -1 0\n", "index 9 0\n", "index 1 0", "index 999999999999 0\n", "index  0\n"] {
      #expect(LeafFacts(octets: Array("court-intake log leaf 1\n\(text)".utf8)) == nil, "\(text)")
    }
    #expect(LeafFacts(octets: Array("court-intake log leaf 2\n".utf8)) == nil)
  }
}
