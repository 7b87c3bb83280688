import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Other tools sign, other tools say which changes matter, and the verdicts are ours.
@Suite(.enabled(if: PythonOracle.missing == nil, "\(PythonOracle.missing ?? "")"), .serialized)
struct InteroperabilityTests {
  private struct Entry: Decodable { let key: String }

  @Test func whatXmlsec1AndSignxmlSignPassesWithKeyAndAnchor() async throws {
    let folder = try TemporaryFolder()
    try PythonOracle.run("sign_oracle.py", [folder.url.path])
    let octets = { (name: String) in try Array(Data(contentsOf: folder.url.appending(path: name))) }
    let manifest = try JSONDecoder().decode([String: Entry].self, from: Data(octets("manifest.json")))
    let anchors = try #require(TrustStore.contents(of: octets("root.pem"))).certificates
    for (name, entry) in manifest.sorted(by: { $0.key < $1.key }) {
      let document = try tree(octets("\(name).xml"))
      let key = try #require(TrustedKey(octets: octets(entry.key)))
      for trust in [.key(key), .paths(PathValidator(TrustStore(anchors: anchors)))] as [SignatureVerifier.Trust] {
        let report = try await SignatureVerifier(trust: trust).validate(document, at: Date())
        #expect(report.verdict == .passed, "\(name) \(report.summary)")
        #expect(report.only.coverage == .full, "\(name)")
        #expect(report.only.level == (name.contains("xades") ? .baselineB : .none), "\(name)")
      }
    }
    printTable("signed by other tools, passed with key and with anchor:", manifest.keys.sorted())
    #expect(manifest.count == 36)
  }

  @Test func everyChangeThatMattersIsRefusedAndNoOther() async throws {
    let seed = UInt32.random(in: 0...UInt32.max)
    print("changes of seed \(seed)")
    let folder = try TemporaryFolder()
    let document = """
      <Package xmlns="urn:test"><Claim Id="c1" xmlns:p="urn:p" xmlns:q="urn:q" kind="new" p:a="1" q:b="2">
      <Name>Ali</Name><Amount>100</Amount><Note>a &amp; b</Note><Fee unit="AZN" sum="30"/><Empty/></Claim>\
      <Signatures>\(TestSigner.mark)</Signatures></Package>
      """
    let signed = try TestSigner.shared.sign(document, element: "c1").replacing(TestSigner.mark, with: "")
    #expect(try await validate(signed).verdict == .passed)
    let path = try folder.write(Array(signed.utf8), to: "signed.xml")
    try PythonOracle.run(
      "change_oracle.py", [path, folder.url.path, "--different", "1000", "--equal", "50", "--seed", "\(seed)"])
    let changes = try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: folder.url.appending(path: "changes.json")))
    #expect(changes.count == 1050)
    var outcomes: [String: Int] = [:]
    for (name, what) in changes {
      let octets = try Array(Data(contentsOf: folder.url.appending(path: name)))
      let outcome = try await outcome(of: octets)
      if name.hasPrefix("equal") {
        #expect(outcome == nil, "seed \(seed), \(name), \(what): \(outcome ?? "")")
      } else {
        #expect(outcome != nil, "seed \(seed), \(name), \(what): passed")
        outcomes[outcome ?? "passed", default: 0] += 1
      }
    }
    printTable(
      "1,000 changes that matter are refused as",
      outcomes.sorted { $0.value > $1.value }.map { "\($0.value)  \($0.key)" })
  }

  /// Why a changed document is refused by cryptography or structure; nil when it passes.
  private func outcome(of octets: [UInt8]) async throws -> String? {
    switch try XMLTree.parse(ByteSource(octets)) {
    case .failure(let defect): return "not parsed: \(defect.kind.rawValue)"
    case .success(let parsed):
      let report = try await SignatureVerifier(trust: TestPKI.trust).validate(parsed.tree, at: TestPKI.time)
      guard report.verdict != .passed else { return nil }
      let structural: Set<SignatureFinding.Code> = [
        .hashFailure, .cryptoFailure, .formatFailure, .idsNotUnique, .signedDataNotFound, .unsupported,
        .coveragePartial,
        .constraintsFailure,
      ]
      let codes = report.codes.intersection(structural)
      #expect(!codes.isEmpty || report.signatures.isEmpty, "\(report.summary)")
      return codes.isEmpty ? "no signature" : codes.map(\.rawValue).sorted().joined(separator: ", ")
    }
  }
}
