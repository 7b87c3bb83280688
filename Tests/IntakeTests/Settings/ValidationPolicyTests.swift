import FoundationEssentials
import Testing
import XMLSignature

@testable import Intake

/// The policy file: what stands in it is in force, and nothing in it is passed over.
@Suite struct ValidationPolicyTests {
  private func policy(_ text: String) throws -> ValidationPolicy {
    try ValidationPolicy.read(Array(text.utf8), from: "p")
  }

  @Test func whatIsLeftOutIsStandard() throws {
    let policy = try policy("name: mine")
    let standard = ValidationPolicy.standard
    #expect(policy.name == "mine")
    #expect(policy.level == standard.level)
    #expect(policy.revocation == standard.revocation)
    #expect(policy.timeStamps == standard.timeStamps)
    #expect(policy.certificates == standard.certificates)
    #expect(policy.algorithms.digestExpiry == standard.algorithms.digestExpiry)
    #expect(policy.algorithms.keyMinimums == standard.algorithms.keyMinimums)
  }

  @Test func theShippedFileIsStandard() throws {
    let shipped = try OperatorRoot().load().validation
    let standard = ValidationPolicy.standard
    #expect(shipped.name == "intake")
    #expect(shipped.level == .any)
    #expect(shipped.revocation == standard.revocation)
    #expect(shipped.timeStamps == standard.timeStamps)
    #expect(shipped.certificates == standard.certificates)
    #expect(shipped.signaturePolicies.isEmpty)
    #expect(shipped.algorithms.digestExpiry == standard.algorithms.digestExpiry)
    #expect(shipped.algorithms.keyMinimums == standard.algorithms.keyMinimums)
  }

  @Test func everyKeyIsRead() throws {
    let policy = try policy(
      """
      name: strict
      level: XAdES-B-LT
      revocation: {signer: required, issuers: none, authorities: required, longestAge: 12h, longestDelay: 1d}
      timeStamps: {broken: ignore, longestDelay: 2d, tolerance: 5s}
      certificates: {demandsNonRepudiation: true, policies: [1.2.3]}
      signaturePolicies: [{identifier: 1.2.3.4, digest: {algorithm: SHA-256, value: 00ff}}, {identifier: urn:x}]
      algorithms:
        digests: {SHA-1: 2000-01-01, SHA-256: 2030-01-02}
        keys: [{kind: RSA, bits: 3072, since: 2029-01-01}, {kind: EC, bits: 256, since: 2020-01-01}]
      """)
    #expect(policy.level == .baselineLT)
    #expect(
      policy.revocation
        == RevocationPolicy(
          signer: .required, issuers: .none, authorities: .required, longestAge: 43_200, longestDelay: 86_400))
    #expect(policy.timeStamps == TimeStampPolicy(broken: .ignore, longestDelay: 172_800, tolerance: 5))
    #expect(policy.certificates == CertificatePolicy(demandsNonRepudiation: true, policies: ["1.2.3"]))
    #expect(policy.signaturePolicies["1.2.3.4"] == SignaturePolicyDigest(algorithm: .sha256, octets: [0, 255]))
    #expect(policy.signaturePolicies.keys.contains("urn:x"))
    #expect(
      policy.algorithms.digestExpiry == [
        .sha1: Date(timeIntervalSince1970: 946_684_800), .sha256: Date(timeIntervalSince1970: 1_893_542_400),
      ])
    #expect(policy.algorithms.keyMinimums.map(\.bits) == [3072, 256])
    #expect(policy.algorithms.keyMinimums.map(\.kind) == [.rsa, .ellipticCurve])
  }

  @Test(arguments: [
    ("level: XAdES-B-B", "name"), ("name: x\nlevel: B-T", "level"),
    ("name: x\nrevocation: {signer: maybe}", "revocation.signer"),
    ("name: x\nrevokation: {}", "revokation"),
    ("name: x\nalgorithms: {digests: {SHA1: 2012-08-01}}", "algorithms.digests.SHA1"),
    ("name: x\nalgorithms: {digests: {SHA-1: soon}}", "algorithms.digests.SHA-1"),
    ("name: x\nalgorithms: {keys: [{kind: RSA, bits: 2, since: 2020-01-01}]}", "algorithms.keys[1].bits"),
    ("name: x\nsignaturePolicies: [{identifier: a}, {identifier: a}]", "signaturePolicies[2]"),
    (
      "name: x\nsignaturePolicies: [{identifier: a, digest: {algorithm: SHA-256, value: 0f1}}]",
      "signaturePolicies[1].digest.value"
    ),
    ("name: x\ntimeStamps: {tolerance: never}", "timeStamps.tolerance"),
  ])
  func whatIsNotUnderstoodIsADefectAtItsPlace(text: String, place: String) {
    let defects = #expect(throws: ConfigurationDefects.self) { try policy(text) }
    #expect(defects?.all.count == 1)
    #expect(defects?.all.first.map { "\($0.place.text) \($0.problem)".contains(place) } == true)
  }
}
