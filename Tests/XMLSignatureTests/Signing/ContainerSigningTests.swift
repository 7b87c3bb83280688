import Foundation
import TestSupport
import Testing

@testable import XMLSignature

@Suite struct ContainerSigningTests {
  private let claims = SignatureClaims(signingTime: TestPKI.time)
  private let files = [
    DetachedFile(name: "submission.xml", source: ByteSource(Array("<a/>".utf8)), mediaType: "application/xml"),
    DetachedFile(
      name: "sənədlər/ərizə 1.pdf", source: ByteSource([UInt8](repeating: 7, count: 500_000)),
      mediaType: "application/pdf"),
  ]

  /// What a signer writes into a file, and what it says of it.
  private func written<Value>(_ body: (Int32) async throws -> Value) async throws -> (ByteSource, Value) {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.asice").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    defer { close(descriptor) }
    let value = try await body(descriptor)
    return (ByteSource(Array(try Data(contentsOf: URL(filePath: path)))), value)
  }

  private func report(on container: ByteSource) async throws -> ContainerReport {
    try await ContainerValidator.validate(
      SignatureContainer.open(container).get(), verifier: SignatureVerifier(trust: TestPKI.trust), at: TestPKI.time)
  }

  @Test func eachSignerCoversAllFilesAndLeavesTheOthersValid() async throws {
    var (container, made) = try await written { descriptor in
      try await XAdESSigner.shared().signContainer(of: files, claiming: claims, to: descriptor).get()
    }
    #expect(made.signatures == 1 && made.references == files.map(\.uri))
    for (number, kind) in [TestKey.Kind.rsa, .p384].enumerated() {
      let signer = XAdESSigner(try TestSigners.identity(kind).signing())
      (container, made) = try await written { [container] descriptor in
        try await signer.signContainer(container, claiming: claims, to: descriptor).get()
      }
      #expect(made.signatures == number + 2)
      let report = try await report(on: container)
      #expect(report.verdict == .passed, "\(report.findings)")
      #expect(report.signatureFiles.flatMap(\.signatures).allSatisfy { $0.coverage == .full })
      #expect(report.signatureFiles.count == number + 2)
    }
  }

  @Test func whatIsNoContainerIsNotSigned() async throws {
    let refusal = { (result: Result<SignatureMade, SigningDefect>) -> SigningDefect? in
      if case .failure(let defect) = result { defect } else { nil }
    }
    let signer = try XAdESSigner.shared()
    let (_, noArchive) = try await written { descriptor in
      refusal(try await signer.signContainer(ByteSource([1, 2, 3]), claiming: claims, to: descriptor))
    }
    guard case .container? = noArchive else {
      Issue.record("three octets were signed as a container")
      return
    }
    let (_, reserved) = try await written { descriptor in
      let file = DetachedFile(name: "mimetype", source: ByteSource([1]))
      return refusal(try await signer.signContainer(of: [file], claiming: claims, to: descriptor))
    }
    #expect(reserved == .container("the name mimetype has a meaning of its own in containers"))
  }
}
