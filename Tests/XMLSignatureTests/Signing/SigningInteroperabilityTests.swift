import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// xmlsec1 and Python signxml verify what we sign, and sign beside us.
@Suite(.enabled(if: PythonOracle.missing == nil, "\(PythonOracle.missing ?? "")"), .serialized)
struct SigningInteroperabilityTests {
  private struct Case: Encodable {
    let file: String
    let certificate: String
    let tools: [String]
    var index = 0
    var references = 2
    var files: String?
  }

  private struct Answer: Decodable {
    let file: String
    let index: Int
    let tool: String
    let error: String?
  }

  private func answers(_ cases: [Case], in folder: TemporaryFolder) throws -> [Answer] {
    let manifest = try folder.write(Array(JSONEncoder().encode(cases)), to: "manifest.json")
    try PythonOracle.run("signed_oracle.py", ["verify", manifest])
    return try JSONDecoder().decode([Answer].self, from: Data(contentsOf: folder.url.appending(path: "answers.json")))
  }

  private static let content = """
    <p:Claim Id="c1" kind="new"><p:Name>Əliyev &amp; oğlu</p:Name><Amount currency='AZN'>100.00</Amount><Empty/></p:Claim>
    """
  private static let plain = """
    <?xml version="1.0" encoding="UTF-8"?>
    <p:Package xmlns:p="urn:test" xmlns:u="urn:unused">
    \(content)</p:Package>
    """
  /// With what signxml loses when it takes the root and the signature out of their document: instructions beside the root,
  /// and `xml:` attributes that inclusive methods inherit.
  private static let full = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- before --><?before x?><p:Package xmlns:p="urn:test" xmlns:u="urn:unused" xml:lang="az">
    \(content)</p:Package><?after x?><!-- after -->
    """

  /// Which of the tools can read which key.
  private static func tools(for kind: TestKey.Kind, pss: Bool) -> [String] {
    // xmlsec1 of Debian 12 has neither RSASSA-PSS nor Ed25519; signxml has no Ed25519.
    kind == .ed25519 ? [] : pss ? ["signxml"] : ["xmlsec1", "signxml"]
  }

  @Test func othersVerifyEveryKeyDigestFormAndCanonicalization() async throws {
    let folder = try TemporaryFolder()
    var cases: [Case] = []
    var claims = SignatureClaims(signingTime: Date())
    claims.roles = ["Vəkil <\"&'> müdafiəçi"]
    claims.place = ClaimedPlace(city: "Masallı", stateOrProvince: "Cənub", postalCode: "AZ4400", country: "AZ")
    claims.policy = ClaimedPolicy(
      identifier: "urn:oid:1.2.3.4", digestAlgorithm: .sha256, digest: [UInt8](repeating: 7, count: 32),
      address: "https://example.org/policy?a=1&b=2")
    claims.commitments = [.proofOfApproval, .proofOfOrigin]
    for kind in TestKey.Kind.allCases {
      let identity = try TestSigners.identity(kind)
      let certificate = try folder.write(Array(identity.certificatePEM.utf8), to: "\(kind.rawValue).pem")
      for pss in kind == .rsa ? [false, true] : [false] {
        for digest in SigningDigest.allCases {
          for canonicalization in SigningCanonicalization.allCases {
            for (form, placement) in [("slot", .slot(.slot)), ("enveloped", .enveloped)]
              as [(String, SignaturePlacement)]
            {
              var signer = XAdESSigner(try identity.signing())
              (signer.digest, signer.canonicalization, signer.usesPSS) = (digest, canonicalization, pss)
              for (label, document) in [("plain", Self.plain), ("full", Self.full)] {
                let name =
                  "\(kind.rawValue)\(pss ? "-pss" : "")-\(digest.rawValue)-\(canonicalization)-\(form)-\(label).xml"
                let octets = try await signer.signed(Array(document.utf8), placement, claiming: claims)
                let report = try await SignatureVerifier(trust: TestPKI.trust).validate(tree(octets), at: TestPKI.time)
                // What stands beside the root is outside of what a slot's signatures sign.
                let isCovered = label == "plain" || placement == .enveloped
                #expect(report.only.core == .valid, "\(name): \(report.summary)")
                #expect(report.verdict == (isCovered ? .passed : .indeterminate), "\(name): \(report.summary)")
                let tools = Self.tools(for: kind, pss: pss).filter { label == "plain" || $0 == "xmlsec1" }
                cases.append(Case(file: try folder.write(octets, to: name), certificate: certificate, tools: tools))
              }
            }
          }
        }
      }
    }
    let answers = try answers(cases, in: folder)
    for answer in answers { #expect(answer.error == nil, "\(answer.tool) on \(answer.file): \(answer.error ?? "")") }
    printTable(
      "our signatures that others verify:",
      ["xmlsec1", "signxml"].map { tool in
        "\(tool): \(answers.count { $0.tool == tool && $0.error == nil }) of \(answers.count { $0.tool == tool })"
      } + ["made: \(cases.count)"])
    // Four kinds of keys that xmlsec1 has, in 36 ways; signxml has PSS too, and half of the documents.
    #expect(answers.count { $0.tool == "xmlsec1" } == 4 * 36)
    #expect(answers.count { $0.tool == "signxml" } == 5 * 18)
  }

  @Test func othersVerifyDetachedSignatures() async throws {
    let folder = try TemporaryFolder()
    let files = [("iddia ərizəsi.pdf", "application/pdf"), ("b&b.txt", "text/plain")]
    for (name, _) in files { _ = try folder.write(Array("content of \(name)".utf8), to: name) }
    let certificate = try folder.write(Array(TestPKI.signer.certificatePEM.utf8), to: "certificate.pem")
    let sources = try files.map { name, type in
      DetachedFile(name: name, source: try ByteSource(path: folder.url.appending(path: name).path), mediaType: type)
    }
    let signed = try await XAdESSigner.shared().sign(
      sources, claiming: SignatureClaims(signingTime: Date())
    ).get()
    let file = try folder.write(signed.octets, to: "signature.xml")
    let one = Case(
      file: file, certificate: certificate, tools: ["signxml"], references: 3, files: folder.url.path)
    let answers = try answers([one], in: folder)
    #expect(answers.map(\.error) == [nil])
  }

  /// The three tools in each order, each adding its signature to what the others made.
  @Test(arguments: [
    ["ours", "xmlsec1", "signxml"], ["ours", "signxml", "xmlsec1"], ["xmlsec1", "ours", "signxml"],
    ["signxml", "ours", "xmlsec1"], ["xmlsec1", "signxml", "ours"], ["signxml", "xmlsec1", "ours"],
  ])
  func threeSignersWithThreeToolsAllPass(_ order: [String]) async throws {
    let folder = try TemporaryFolder()
    var octets = Array("<Package xmlns=\"urn:test\">\n<Claim Id=\"c1\"><Name>Əliyev</Name></Claim>\n</Package>\n".utf8)
    var cases: [Case] = []
    for (index, tool) in order.enumerated() {
      let identity = try TestPKI.root.issue(
        [(TestAuthority.commonName, "Signer \(tool)")], kind: index == 1 ? .rsa : .p256)
      let certificate = try folder.write(Array(identity.certificatePEM.utf8), to: "\(tool).pem")
      let key = try folder.write(Array(identity.key.pem.utf8), to: "\(tool).key")
      if tool == "ours" {
        octets = try await XAdESSigner(identity.signing()).signed(
          octets, claiming: SignatureClaims(signingTime: Date()))
      } else {
        let (source, target) = (try folder.write(octets, to: "in.xml"), folder.url.appending(path: "out.xml"))
        try PythonOracle.run("signed_oracle.py", ["add", tool, source, target.path, key, certificate])
        octets = try Array(Data(contentsOf: target))
      }
      let file = folder.url.appending(path: "package.xml").path
      // signxml knows XAdES alone, which xmlsec1 does not make.
      cases.append(
        Case(
          file: file, certificate: certificate, tools: tool == "xmlsec1" ? ["xmlsec1"] : ["xmlsec1", "signxml"],
          index: index, references: tool == "signxml" ? 3 : 2))
    }
    _ = try folder.write(octets, to: "package.xml")
    let report = try await SignatureVerifier(trust: TestPKI.trust).validate(tree(octets), at: TestPKI.time)
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.signatures.map(\.core) == [.valid, .valid, .valid])
    #expect(report.signatures.allSatisfy { $0.coverage == .full })
    for answer in try answers(cases, in: folder) {
      #expect(answer.error == nil, "\(order) \(answer.tool) on signature \(answer.index): \(answer.error ?? "")")
    }
  }
}
