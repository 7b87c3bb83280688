import Foundation
import TestSupport

@testable import XMLSignature

/// A signed document all of whose signatures are valid, and what is needed to validate it.
struct MutationCase: Sendable {
  let name: String
  let octets: [UInt8]
  let trust: SignatureVerifier.Trust
  let time: Date

  func report(on tree: XMLTree) async throws -> ValidationReport {
    try await SignatureVerifier(trust: trust).validate(tree, at: time)
  }
}

extension MutationCase {
  /// Samples that pass with the demo's trust, documents that are signed here, and from the corpora as many as are missing.
  static func all(_ count: Int) async throws -> [MutationCase] {
    let own = try await made() + samples()
    return try await own + fromCorpora(count - own.count)
  }

  private static func samples() async throws -> [MutationCase] {
    let folder = Corpora.packageRoot.appending(path: "inbox-samples")
    let trustFolder = folder.appending(path: "demo/trust")
    var certificates: [CertificateRecord] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: trustFolder.path).sorted() {
      let octets = try Array(Data(contentsOf: trustFolder.appending(path: name)))
      certificates += TrustStore.contents(of: octets)?.certificates ?? []
    }
    let trust = SignatureVerifier.Trust.paths(PathValidator(TrustStore(certificates: certificates)))
    let clock = TestAuthority.day(2026, 5, 4)
    var cases: [MutationCase] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let file = folder.appending(path: "\(name)/package.xml")
      guard let octets = try? Array(Data(contentsOf: file)), octets.count < 64 << 10 else { continue }
      let sample = MutationCase(name: name, octets: octets, trust: trust, time: clock)
      guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)),
        try await sample.report(on: parsed.tree).verdict == .passed
      else { continue }
      cases.append(sample)
    }
    return Array(cases.prefix(16))
  }

  /// Signed here, in every arrangement that a package may have.
  private static func made() async throws -> [MutationCase] {
    let content = """
      <Claim Id="c1" kind="new"><Name>Əliyev</Name><Amount currency="AZN">100</Amount><Note>a &amp; b</Note><Empty/></Claim>
      """
    let plain = TestDocument.package(content)
    let bare = "<Claim xmlns=\"urn:test\" Id=\"c1\"><Name>Ali</Name><Amount>100</Amount></Claim>"
    let signer = TestSigner.shared
    let second = TestSigner(TestPKI.rsaSigner).with { $0.id = "signature-2" }
    var documents: [(String, String)] = [
      ("a slot", try signer.sign(plain, element: "c1")),
      ("a slot, XAdES with serial number", try signer.with { $0.properties = .version1 }.sign(plain, element: "c1")),
      ("a slot, no XAdES", try signer.with { $0.properties = .none }.sign(plain, element: "c1")),
      ("a slot, inclusive", try signer.sign(plain, [.init("#c1", transforms: [TestSigner.inclusive])])),
      ("two signers", try second.sign(signer.sign(plain, element: "c1"), element: "c1")),
      ("enveloped", try signer.signEnveloped(bare)),
      ("enveloped, no XAdES", try signer.with { $0.properties = .none }.signEnveloped(bare)),
      (
        "enveloped, inclusive",
        try signer.sign(bare, [.init("", transforms: [TestSigner.enveloped, TestSigner.inclusive])])
      ),
    ]
    let parts = TestDocument.package("<Claim Id=\"c1\"><A>1</A></Claim><Annex Id=\"c2\"><B>2</B></Annex>")
    documents.append(("two references", try signer.sign(parts, [.init("#c1"), .init("#c2")])))
    documents.append(
      ("two signers, two parts", try second.sign(signer.sign(parts, element: "c1"), element: "c2")))
    let package = "<Package xmlns=\"urn:test\" xml:lang=\"az\">\(content)</Package>"
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    for (name, levels) in [("one signer", 1), ("three signers", 3)] {
      for canonicalization in SigningCanonicalization.allCases {
        var document = package
        for number in 0..<levels {
          let signer = try XAdESSigner.shared {
            $0.canonicalization = canonicalization
            $0.level = .timeStamped { try authority.response(to: $0, at: TestPKI.time - 3600 + Double(number)) }
          }
          document = try await signer.signed(document)
        }
        documents.append(("\(name), B-T, \(canonicalization)", document))
      }
    }
    documents.append(("enveloped B-B", try await XAdESSigner.shared().signed(bare, .enveloped)))
    documents.append(
      ("enveloped by identifier B-B", try await XAdESSigner.shared().signed(bare, .envelopedByRootIdentifier)))
    return documents.map {
      MutationCase(name: $0.0, octets: Array($0.1.utf8), trust: TestPKI.trust, time: TestPKI.time)
    }
  }

  /// Other projects' files with valid signatures, of all levels.
  private static func fromCorpora(_ count: Int) async throws -> [MutationCase] {
    guard Corpora.folder != nil, count > 0 else { return [] }
    var cases: [MutationCase] = []
    for corpus in ["dss", "xmldsig-xmlsec", "xsw-malicious"] {
      var found: [MutationCase] = []
      for row in try ManifestRow.rows(of: corpus) where row["expected"] == "VALID" {
        guard let octets = try? Corpora.octets("\(corpus)/\(row.path)"), octets.count < 40 << 10,
          octets.first == UInt8(ascii: "<"), String(validating: octets, as: UTF8.self) != nil,
          !found.contains(where: { $0.octets == octets })
        else { continue }
        let sample = MutationCase(
          name: "\(corpus)/\(row.path)", octets: octets, trust: .none, time: TestAuthority.day(2026, 5, 4))
        guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) else { continue }
        let signatures = try await sample.report(on: parsed.tree).signatures
        guard !signatures.isEmpty, signatures.allSatisfy({ $0.core == .valid && !$0.coveredNodes.isEmpty }) else {
          continue
        }
        found.append(sample)
      }
      // Evenly from each folder.
      let step = max(1, found.count * 2 / count)
      cases += stride(from: 0, to: found.count, by: step).map { found[$0] }
    }
    return Array(cases.prefix(count))
  }
}
