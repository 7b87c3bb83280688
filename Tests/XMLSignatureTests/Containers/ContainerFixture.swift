import Crypto
import Foundation
import TestSupport

@testable import XMLSignature

/// Containers that a test signs and then spoils.
struct TestContainer {
  var files: [(name: String, content: String)] = [("claim.txt", "Claim of Əliyev"), ("annex 1.pdf", "%PDF-1.7 annex")]
  var mimetype: String? = ContainerKind.asicEMediaType
  /// Signature files by name.
  var signatures: [(name: String, document: String)] = []
  var manifest: String?
  var extra: [TestArchive.Entry] = []

  static let time = ZIPTime(TestPKI.time)

  init() {}

  func with(_ change: (inout TestContainer) throws -> Void) rethrows -> TestContainer {
    var copy = self
    try change(&copy)
    return copy
  }

  /// A signature file over the given files, by references as the writer would write them.
  static func signature(
    over files: [(name: String, content: String)], id: String = "signature-1",
    uri: (String) -> String = ContainerReference.uri(ofFile:), trailer: String = ""
  ) throws -> String {
    let references = files.map { file in
      TestSigner.Reference(uri(file.name), transforms: [], octets: { _ in Array(file.content.utf8) })
    }
    return try TestSigner.shared.with {
      $0.id = id
      $0.trailer = trailer
    }.sign(
      "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\">\(TestSigner.mark)</asic:XAdESSignatures>",
      references)
  }

  /// Signed by one signature over all files, and listed.
  static func signed() throws -> TestContainer {
    try TestContainer().with {
      $0.signatures = [("META-INF/signatures0.xml", try signature(over: $0.files))]
      $0.manifest = list($0.files.map { ($0.name, "application/octet-stream") })
    }
  }

  static func list(_ entries: [(String, String)], root: String = ContainerKind.asicEMediaType) -> String {
    let lines = ([("/", root)] + entries).map {
      "<m:file-entry m:full-path=\"\($0.0)\" m:media-type=\"\($0.1)\"/>"
    }
    return "<m:manifest xmlns:m=\"\(PackageManifest.namespace)\">\(lines.joined())</m:manifest>"
  }

  var archive: TestArchive {
    var entries: [TestArchive.Entry] = []
    if let mimetype { entries.append(TestArchive.Entry("mimetype", mimetype)) }
    entries += files.map { TestArchive.Entry($0.name, $0.content, deflated: true) }
    if let manifest { entries.append(TestArchive.Entry("META-INF/manifest.xml", manifest, deflated: true)) }
    entries += signatures.map { TestArchive.Entry($0.name, $0.document, deflated: true) }
    return TestArchive(entries + extra)
  }

  func opened() throws -> SignatureContainer { try SignatureContainer.open(ByteSource(archive.octets)).get() }

  func validated(trust: SignatureVerifier.Trust = TestPKI.trust) async throws -> ContainerReport {
    try await ContainerValidator.validate(opened(), verifier: SignatureVerifier(trust: trust), at: TestPKI.time)
  }
}

extension ContainerReport {
  var errors: Set<ContainerFinding.Code> { Set(findings.filter { $0.severity == .error }.map(\.code)) }
  var warnings: Set<ContainerFinding.Code> { Set(findings.filter { $0.severity == .warning }.map(\.code)) }
}
