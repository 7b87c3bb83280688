import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// The code of the articles is the code of ``Examples``, and it does what the articles say.
struct DocumentationTests {
  /// Examples by name, without the indentation that they have in the test.
  private static func examples() throws -> [String: String] {
    let file = Corpora.packageRoot.appending(path: "Tests/XMLSignatureTests/Documentation/Examples.swift")
    var found: [String: String] = [:]
    var current: (name: String, lines: [Substring])?
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.trimmingPrefix { $0 == " " }
      if words.hasPrefix("// example: ") {
        current = (String(words.dropFirst(12)), [])
      } else if words == "// end", let example = current {
        found[example.name] = example.lines.map { $0.dropFirst(4) }.joined(separator: "\n")
        current = nil
      } else {
        current?.lines.append(line)
      }
    }
    return found
  }

  /// Every Swift code block of every article, with the article's name.
  private static func blocks() throws -> [(article: String, code: String)] {
    let folder = Corpora.packageRoot.appending(path: "Sources/XMLSignature/XMLSignature.docc")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }.sorted()
    return try names.flatMap { name in
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .matches(of: /```swift\n((?s:.*?))\n```/).map { (name, String($0.1)) }
    }
  }

  @Test func everyCodeBlockIsAnExampleThatCompilesAndEveryExampleIsShown() throws {
    let examples = try Self.examples()
    let blocks = try Self.blocks()
    for (article, code) in blocks {
      #expect(examples.values.contains(code), "\(article) has a code block that is no example:\n\(code)")
    }
    for (name, code) in examples {
      #expect(blocks.contains { $0.code == code }, "no article shows the example \(name)")
    }
    #expect(examples.count == 10)
  }

  @Test func theFirstExampleHasTenLines() throws {
    let verify = try #require(try Self.examples()["verify"])
    #expect(verify.split(separator: "\n").count == 10)
    #expect(try Self.blocks().first { $0.article == "Verifying.md" }?.code == verify)
  }

  /// The shared infrastructure, as a folder of files.
  private func trustFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(TestPKI.root.identity.certificatePEM.utf8), to: "root.pem")
    _ = try folder.write(TestPKI.intermediate.identity.record.encoded, to: "intermediate.cer")
    _ = try folder.write(Array("nothing of the kind".utf8), to: "README")
    return folder
  }

  private func lines(for document: String) async throws -> [String] {
    let folder = try TemporaryFolder()
    let trust = try trustFolder()
    var lines: [String] = []
    try await Examples.verify(
      folder.write(Array(document.utf8), to: "claim.xml"), trusting: trust.url.path, print: { lines.append($0) })
    return lines
  }

  @Test func theFirstExampleSaysWhoSignedAndThatItWasChanged() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, [TestSigner.Reference("#c1")])
    let signer = TestPKI.signer.record.subject.text
    #expect(try await lines(for: signed) == ["PASSED", "\(signer): TOTAL-PASSED, coverage FULL"])
    let changed = signed.replacing("<Amount>100<", with: "<Amount>900<")
    #expect(try await lines(for: changed) == ["FAILED", "\(signer): TOTAL-FAILED, coverage NONE"])
    await #expect(throws: XMLDefect.self) { _ = try await lines(for: "<!DOCTYPE a><a/>") }
  }

  @Test func whatIsReadMustBeCovered() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, [TestSigner.Reference("#c1")])
    let document = try tree(signed)
    let report = try await validate(signed)
    let claim = try document.first("Claim")
    #expect(Examples.covers(claim, of: document, report) == [TestPKI.signer.record])
    #expect(Examples.covers(document.root, of: document, report).isEmpty)
  }

  @Test func aDetachedFileIsGivenByTheNameInTheReference() async throws {
    let folder = try TemporaryFolder()
    let octets = Array("%PDF-1.7 claim".utf8)
    let file = DetachedFile(name: "claim.pdf", source: ByteSource(octets))
    let signature = try await XAdESSigner.shared()
      .sign([file], claiming: SignatureClaims(signingTime: TestPKI.time)).get().octets
    for (content, verdict) in [(octets, ValidationReport.Verdict.passed), (octets + [0], .failed)] {
      let report = try await Examples.verifyDetached(
        tree(signature), file: folder.write(content, to: "claim-\(verdict.rawValue).pdf"),
        SignatureVerifier(trust: TestPKI.trust), at: TestPKI.time)
      #expect(report.verdict == verdict, "\(report.summary)")
    }
  }

  @Test func aSignedContainerIsReadAndSaysWhatIsSigned() async throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "claim.asice").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    defer { close(descriptor) }
    let made = try await Examples.signContainer(
      Array("%PDF-1.7 claim".utf8), .shared(), at: TestPKI.time, to: descriptor)
    #expect(made.signatures == 1)
    var lines: [String] = []
    let verifier = SignatureVerifier(trust: TestPKI.trust)
    try await Examples.verifyContainer(path, verifier, at: TestPKI.time) { lines.append($0) }
    #expect(lines == ["ASiC-E: PASSED", "claim.pdf: 1 valid signatures"])
    lines = []
    let other = try folder.write([1, 2, 3], to: "other.asice")
    try await Examples.verifyContainer(other, verifier, at: TestPKI.time) { lines.append($0) }
    #expect(lines.count == 1 && lines[0].hasPrefix("not a container that may be read: NO_END_RECORD"))
  }

  @Test func aSourceThatIsAwayLeavesTheQuestionOpen() async throws {
    let store = TrustStore(anchors: [TestPKI.root.identity.record])
    let signed = try TestSigner.shared.sign(TestDocument.plain, [TestSigner.Reference("#c1")])
    let policy = ValidationPolicy(name: "test", revocation: RevocationPolicy(signer: .required))
    let verifier = SignatureVerifier(trust: .paths(Examples.asking(store) { _ in nil }), policy: policy)
    let report = try await verifier.validate(tree(signed), at: TestPKI.time)
    #expect(report.only.subIndication == .tryLater)
    #expect(report.only.findings.contains { $0.detail.contains("http://ocsp.example/ is away") }, "\(report.summary)")
  }

  @Test func aStricterPolicyRefusesWhatHasNoTimeStamp() async throws {
    let signed = try await XAdESSigner.shared().signed(
      Array("<Package xmlns=\"urn:test\"><C Id=\"c\"/></Package>".utf8))
    let verifier = SignatureVerifier(trust: TestPKI.trust, policy: Examples.strictPolicy)
    let report = try await verifier.validate(tree(signed), at: TestPKI.time)
    #expect(report.only.policy == "archive")
    #expect(report.codes.contains(.levelTooLow), "\(report.summary)")
  }

  @Test func twoPeopleSignInTheSameSlot() async throws {
    var filing = Array(
      "<SubmissionPackage xmlns=\"urn:court-intake:submission:1\"><Submission Id=\"f\"/></SubmissionPackage>".utf8)
    let chain = [TestPKI.signer.record, TestPKI.intermediate.identity.record]
    for (person, certificates) in [
      (TestPKI.signer, chain), (try TestSigners.identity(.p384), [try TestSigners.identity(.p384).record]),
    ] {
      filing = try await Examples.sign(
        filing, privateKey: Array(person.key.pem.utf8), certificates: certificates, at: TestPKI.time)
    }
    let report = try await SignatureVerifier(trust: TestPKI.trust).validate(tree(filing), at: TestPKI.time)
    #expect(report.verdict == .passed && report.signatures.count == 2, "\(report.summary)")
    #expect(report.signatures.allSatisfy { $0.level == .baselineB && $0.coverage == .full })
  }

  @Test(.enabled(if: OpenSSLTimeStampAuthority.missing == nil, "\(OpenSSLTimeStampAuthority.missing ?? "")"))
  func aTimeStampMakesTheNextLevel() async throws {
    let folder = try TemporaryFolder()
    let authority = try OpenSSLTimeStampAuthority(in: folder.url)
    let signer = try Examples.timeStamping(.shared()) { octets in try authority.answer(to: octets) }
    let (_, made) = try await signer.sign(
      Array("<Package xmlns=\"urn:test\"><C Id=\"c\"/></Package>".utf8), .slot(.slot),
      claiming: SignatureClaims(signingTime: TestPKI.time)
    ).get()
    #expect(made.level == .baselineT)
  }

  @Test func aReportComesInThreeForms() async throws {
    let signed = try TestSigner.shared.sign(TestDocument.plain, [TestSigner.Reference("#c1")])
    let document = try tree(signed)
    let (text, page, line) = Examples.reports(on: document, try await validate(signed), at: TestPKI.time)
    #expect(text.hasPrefix("PASSED  claim.xml"))
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(line.hasPrefix("{\"file\":\"claim.xml\",\"verdict\":\"PASSED\""))
  }
}
