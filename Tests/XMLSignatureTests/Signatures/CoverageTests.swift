import TestSupport
import Testing

@testable import XMLSignature

/// SIGNATURES.md rule 8: FULL is everything but the signatures themselves.
struct CoverageTests {
  private static let claim = "<Claim Id=\"c1\"><Name>Ali</Name></Claim>"

  private func report(_ document: String, change: (String) -> String = { $0 }) async throws -> ValidationReport {
    try await validate(change(TestSigner.shared.sign(document, element: "c1")))
  }

  @Test(arguments: [
    claim, " \n\(claim)\t", "<!-- a comment -->\(claim)",
  ])
  func thePackageAroundTheContentNeedsNoCover(content: String) async throws {
    let report = try await report(TestDocument.package(content))
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.only.coverage == .full)
  }

  @Test(arguments: [
    ("<Evil/>\(claim)", "/Package/Evil"), ("\(claim)text", "/Package/text()"),
    ("<W a=\"1\">\(claim)</W>", "/Package/W"),
    ("<?pi x?>\(claim)", "/Package/processing-instruction()"), ("<Claim Id=\"c2\"/>\(claim)", "/Package/Claim[1]"),
    ("<Cancelled>\(claim)</Cancelled>", "/Package/Cancelled"), ("<W><Evil/>\(claim)</W>", "/Package/W"),
  ])
  func whatAReaderSeesAndNobodySignedIsAGap(content: String, gap: String) async throws {
    let report = try await report(TestDocument.package(content))
    #expect(report.only.core == .valid)
    #expect(report.only.coverage == .partial)
    #expect(report.findings.map(\.detail) == ["\(gap) is not covered by any signature"])
    #expect(report.verdict == .indeterminate)
  }

  @Test func aCommentThatSplitsTextIsAGap() async throws {
    let split = try await report(TestDocument.package(Self.claim)) { $0.replacing("Ali<", with: "A<!-- -->li<") }
    #expect(split.only.core == .valid)
    #expect(split.findings.map(\.code) == [.coveragePartial])
    let beside = try await report(TestDocument.package(Self.claim)) { $0.replacing("<Name>", with: "<!-- --><Name>") }
    #expect(beside.verdict == .passed, "\(beside.summary)")
  }

  @Test func attributesOfTheRootAreAGap() async throws {
    let report = try await report("<Package a=\"1\">\(Self.claim)</Package>")
    #expect(report.findings.map(\.detail) == ["/Package is not covered by any signature"])
  }

  @Test func severalSignaturesMayCoverADocumentTogether() async throws {
    let two = "<Claim Id=\"c1\"/><Claim Id=\"c2\"/>"
    let first = try TestSigner.shared.sign(TestDocument.package(two), element: "c1")
    #expect(try await validate(first).verdict == .indeterminate)
    let second = try TestSigner(TestPKI.rsaSigner).with { $0.id = "signature-2" }.sign(first, element: "c2")
    let report = try await validate(second)
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.signatures.map(\.coverage) == [.partial, .partial])
  }

  @Test func anEnvelopingSignatureCoversItsObject() async throws {
    let signer = TestSigner.shared.with { $0.trailer = "<ds:Object Id=\"o\">content</ds:Object>" }
    let report = try await validate(signer.sign("<S>\(TestSigner.mark)</S>", element: "o"))
    #expect(report.verdict == .passed, "\(report.summary)")
  }

  @Test func aSignatureOverAFileDoesNotCoverTheDocumentItStandsIn() async throws {
    let file: [UInt8] = [1]
    let signed = try TestSigner.shared.sign(
      TestDocument.plain, [.init("f", transforms: [], octets: { _ in file })])
    let report = try await validate(signed, detached: ["f": ByteSource(file)])
    #expect(report.only.core == .valid)
    #expect(report.codes == [.coveragePartial])
  }

  @Test func strictCoverageTakesNoWrapperForGranted() async throws {
    let document = try tree(
      TestSigner.shared.sign(TestDocument.package("<W>\(Self.claim)</W>"), element: "c1"))
    let report = try await SignatureVerifier(trust: TestPKI.trust).validate(document, at: TestPKI.time)
    let covered = report.only.coveredNodes
    #expect(document.strictCoverage(of: try document.first("Claim"), by: covered).coverage == .full)
    let wrapper = document.strictCoverage(of: try document.first("W"), by: covered)
    #expect(wrapper.coverage == .partial)
    #expect(wrapper.gap == (try document.first("W")))
    #expect(document.strictCoverage(of: try document.first("Claim"), by: .empty).coverage == .none)
  }

  @Test(.timeLimit(.minutes(1))) func aMillionCommentsAreJudgedInOneLook() throws {
    let document = try tree("<a>" + String(repeating: "<!---->", count: 1_000_000) + "</a>")
    let covered = NodeSet(nodes: [1])
    #expect(document.coverage(of: document.document, by: covered).coverage == .full)
    #expect(document.strictCoverage(of: document.root, by: covered).coverage == .full)
  }
}
