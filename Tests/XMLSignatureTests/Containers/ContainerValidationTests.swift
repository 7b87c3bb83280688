import TestSupport
import Testing

@testable import XMLSignature

/// What makes a container pass, and what does not.
struct ContainerValidationTests {
  @Test func aContainerWhoseFilesAreAllSignedPasses() async throws {
    let report = try await TestContainer.signed().validated()
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.findings == [])
    #expect(report.kind == .asicE)
    let signature = try #require(report.signatureFiles.first?.signatures.first)
    #expect(signature.coverage == .full)
    #expect(signature.dataFiles == ["claim.txt", "annex 1.pdf"])
    for file in report.dataFiles {
      #expect(file.signatures == [ContainerReport.SignaturePlace(file: "META-INF/signatures0.xml", index: 0)])
      #expect(file.mediaType == "application/octet-stream")
    }
  }

  @Test func withoutTrustNothingPasses() async throws {
    #expect(try await TestContainer.signed().validated(trust: .none).verdict == .indeterminate)
  }

  @Test func aFileThatWasChangedFails() async throws {
    let report = try await TestContainer.signed().with { $0.files[0].content += "." }.validated()
    #expect(report.verdict == .failed)
    #expect(report.signatureFiles[0].signatures[0].report.subIndication == .hashFailure)
    #expect(report.errors == [.dataFileNotSigned])
  }

  @Test func aFileThatIsGoneIsSignedDataNotFound() async throws {
    let report = try await TestContainer.signed().with { $0.files.removeLast() }.validated()
    let signature = report.signatureFiles[0].signatures[0]
    #expect(signature.report.core == .invalid)
    #expect(signature.report.subIndication == .signedDataNotFound)
    #expect(signature.coverage == .none)
    #expect(report.verdict != .passed)
    #expect(report.errors.contains(.manifestInvents))
  }

  @Test func aFileThatWasAddedIsNotSigned() async throws {
    let report = try await TestContainer.signed().with {
      $0.files.append(("added.txt", "added"))
      $0.manifest = TestContainer.list($0.files.map { ($0.name, "application/octet-stream") })
    }.validated()
    #expect(report.verdict == .indeterminate)
    #expect(report.errors == [.coveragePartial, .dataFileNotSigned])
    #expect(report.signatureFiles[0].signatures[0].coverage == .partial)
    #expect(report.dataFiles.last?.signatures == [])
  }

  @Test func twoSignaturesThatEachCoverAPartDoNotPass() async throws {
    let container = try TestContainer.signed().with {
      $0.signatures = [
        ("META-INF/signatures0.xml", try TestContainer.signature(over: [$0.files[0]])),
        ("META-INF/signatures1.xml", try TestContainer.signature(over: [$0.files[1]])),
      ]
    }
    let report = try await container.validated()
    #expect(report.verdict == .indeterminate)
    #expect(report.errors == [.coveragePartial])
    #expect(report.dataFiles.map(\.signatures.count) == [1, 1])
  }

  @Test func oneBrokenSignatureAmongTwoFailsTheContainer() async throws {
    let report = try await TestContainer.signed().with {
      let second = try TestContainer.signature(over: $0.files).replacing(
        "2026-05-04T05:30:00Z", with: "2026-05-04T05:30:01Z")
      $0.signatures.append(("META-INF/signatures1.xml", second))
    }.validated()
    #expect(report.verdict == .failed)
    #expect(report.dataFiles.allSatisfy { $0.signatures.map(\.file) == ["META-INF/signatures0.xml"] })
  }

  /// A base64 transform digests what the text stands for, and leaves the text itself free.
  @Test func aFileBehindATransformIsNotCovered() async throws {
    let content = "Q2xh\naW0="
    let reference = TestSigner.Reference(
      "claim.txt", transforms: [TestSigner.base64], octets: { _ in Array("Claim".utf8) })
    let report = try await TestContainer().with {
      $0.files = [("claim.txt", content)]
      $0.manifest = TestContainer.list([("claim.txt", "text/plain")])
      $0.signatures = [
        ("META-INF/signatures0.xml", try TestSigner.shared.sign("<r>\(TestSigner.mark)</r>", [reference]))
      ]
    }.validated()
    #expect(report.signatureFiles[0].signatures[0].report.core == .valid)
    #expect(report.signatureFiles[0].signatures[0].coverage == .none)
    #expect(report.errors.contains(.dataFileNotSigned))
  }

  @Test(arguments: [
    ("annex 1.pdf", "annex%201.pdf"), ("annex 1.pdf", "annex 1.pdf"), ("Əliyev.txt", "Əliyev.txt"),
    ("Əliyev.txt", "%C6%8Fliyev.txt"), ("a+b.txt", "a+b.txt"), ("50%.txt", "50%25.txt"), ("50%.txt", "50%.txt"),
    ("a#b.txt", "a%23b.txt"), ("folder/a.txt", "folder/a.txt"), ("folder/a.txt", "folder%2Fa.txt"),
  ])
  func referencesLeadToNames(_ name: String, _ uri: String) async throws {
    let report = try await container(of: name, by: uri).validated()
    #expect(report.verdict == .passed, "\(report.summary)")
  }

  @Test(arguments: [
    ("a b.txt", "a+b.txt"), ("with%20encoding.txt", "with%20encoding.txt"), ("a.txt", "./a.txt"), ("a.txt", "/a.txt"),
    ("a.txt", "A.txt"), ("a.txt", "a.txt?x"), ("a.txt", "a.txt#x"), ("a.txt", "file:a.txt"), ("a.txt", "x/../a.txt"),
    ("\u{E9}.txt", "e\u{301}.txt"), ("\u{E9}.txt", "e%CC%81.txt"),
  ])
  func otherReferencesLeadNowhere(_ name: String, _ uri: String) async throws {
    let report = try await container(of: name, by: uri).validated()
    #expect(report.signatureFiles[0].signatures[0].report.subIndication == .signedDataNotFound, "\(report.summary)")
  }

  /// A reference that is no URI may mean its decoded path or the plain name; if both are there, it means nothing.
  @Test func aReferenceThatCouldMeanTwoFilesLeadsNowhere() async throws {
    let uri = "ə%41.txt"
    let files = [(name: "ə%41.txt", content: "first"), (name: "əA.txt", content: "second")]
    let report = try await TestContainer().with {
      $0.files = files
      $0.signatures = [("META-INF/signatures0.xml", try TestContainer.signature(over: [files[0]], uri: { _ in uri }))]
    }.validated()
    #expect(report.signatureFiles[0].signatures[0].report.subIndication == .signedDataNotFound)
  }

  private func container(of name: String, by uri: String) throws -> TestContainer {
    try TestContainer().with {
      $0.files = [(name, "content")]
      $0.manifest = TestContainer.list([(name, "text/plain")])
      $0.signatures = [("META-INF/signatures0.xml", try TestContainer.signature(over: $0.files, uri: { _ in uri }))]
    }
  }

  @Test func signatureFilesThatCannotBeReadFail() async throws {
    for document in ["", "<a>", "<!DOCTYPE a []><a/>", "no XML"] {
      let report = try await TestContainer.signed().with {
        $0.signatures.append(("META-INF/signatures1.xml", document))
      }.validated()
      #expect(report.verdict == .failed, "\(document)")
      #expect(report.errors == [.signatureFileMalformed], "\(document)")
    }
    let empty = try await TestContainer.signed().with { $0.signatures.append(("META-INF/signatures1.xml", "<a/>")) }
      .validated()
    #expect(empty.verdict == .indeterminate)
    #expect(empty.errors == [.noSignature])
  }
}
