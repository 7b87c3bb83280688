import Crypto
import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// OpenSSL as the other end: it answers our requests, and reads what we make.
@Suite(.enabled(if: OpenSSLCommand.isInstalled, "openssl is not installed"))
struct TimeStampInteroperabilityTests {
  private let folder: TemporaryFolder
  private static let octets = Array("a statement of claim".utf8)

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(Array(TestPKI.root.identity.certificatePEM.utf8), to: "root.pem")
    _ = try folder.write(Self.octets, to: "data")
  }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  private func octets(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: folder.url.appending(path: name)))
  }

  /// Has OpenSSL answer a request with the identity of an authority of ours.
  private func answer(
    _ request: TimeStampRequest, _ kind: TestKey.Kind, referenceDigest: String = "sha256", policies: String = ""
  ) throws -> (response: TimeStampResponse, authority: TestTimeStampAuthority) {
    let authority = try TestTimeStampAuthority(under: TestPKI.root, kind: kind)
    let configuration = """
      [tsa]
      default_tsa = test
      [test]
      serial = \(path("serial"))
      signer_cert = \(path("tsa.pem"))
      signer_key = \(path("tsa.key"))
      signer_digest = \(kind == .p384 ? "sha384" : kind == .p521 ? "sha512" : "sha256")
      default_policy = 1.3.6.1.4.1.99999.1
      \(policies)
      digests = sha1, sha256, sha384, sha512
      accuracy = secs:1, millisecs:500, microsecs:100
      clock_precision_digits = 3
      ordering = yes
      tsa_name = yes
      ess_cert_id_chain = no
      ess_cert_id_alg = \(referenceDigest)
      """
    _ = try folder.write(Array(configuration.utf8), to: "tsa.cnf")
    _ = try folder.write(Array("01".utf8), to: "serial")
    _ = try folder.write(Array(authority.identity.certificatePEM.utf8), to: "tsa.pem")
    _ = try folder.write(Array(authority.identity.key.pem.utf8), to: "tsa.key")
    _ = try folder.write(request.derEncoded, to: "request.tsq")
    let outcome = try OpenSSLCommand.run([
      "ts", "-reply", "-config", path("tsa.cnf"), "-queryfile", path("request.tsq"), "-out", path("answer.tsr"),
    ])
    #expect(outcome.succeeded, "\(outcome.text)")
    return (try TimeStampResponse(derEncoded: octets(of: "answer.tsr")), authority)
  }

  @Test(
    arguments: [TestKey.Kind.p256, .p384, .p521, .rsa], [DigestAlgorithm.sha1, .sha256, .sha384, .sha512])
  func answersOfOpenSSLAreGood(_ kind: TestKey.Kind, _ digest: DigestAlgorithm) throws {
    let request = try #require(TimeStampRequest(digest: digest.digest(of: Self.octets), by: digest))
    let before = Date()
    let (response, authority) = try answer(request, kind)
    #expect(response.status == 0)
    let token = try response.token(for: request).get()
    guard case .valid(let signer, _) = token.signature() else {
      Issue.record("\(token.signature().summary)")
      return
    }
    #expect(signer == authority.identity.record)
    #expect(token.info.accuracy == .seconds(1) + .milliseconds(500) + .microseconds(100))
    #expect(token.info.isOrdered)
    #expect(token.info.authority == signer.subject)
    #expect((before.addingTimeInterval(-1)...Date.now.addingTimeInterval(1)).contains(token.info.time))
  }

  @Test(arguments: ["sha1", "sha256", "sha384", "sha512"])
  func certificateReferencesOfOpenSSLAreRead(_ referenceDigest: String) throws {
    let request = try #require(TimeStampRequest(digest: DigestAlgorithm.sha256.digest(of: Self.octets), by: .sha256))
    let token = try answer(request, .rsa, referenceDigest: referenceDigest).response.token(for: request).get()
    #expect(token.signature().isValid, "\(token.signature().summary)")
  }

  @Test func anAnswerToAnotherRequestIsRefused() throws {
    let digest = DigestAlgorithm.sha256.digest(of: Self.octets)
    let request = try #require(TimeStampRequest(digest: digest, by: .sha256))
    let response = try answer(request, .p256).response
    let repeated = try #require(TimeStampRequest(digest: digest, by: .sha256))
    #expect(response.token(for: repeated).refusal == .otherNonce)
    let other = try #require(TimeStampRequest(digest: DigestAlgorithm.sha256.digest(of: []), by: .sha256))
    #expect(response.token(for: other).refusal == .otherImprint)
  }

  @Test func aPolicyIsAskedForAndARefusalSaysWhy() throws {
    let digest = DigestAlgorithm.sha256.digest(of: Self.octets)
    let wanted = try #require(TimeStampRequest(digest: digest, by: .sha256, policy: "1.3.6.1.4.1.99999.7"))
    let granted = try answer(wanted, .p256, policies: "other_policies = 1.3.6.1.4.1.99999.7").response
    #expect(try granted.token(for: wanted).get().info.policy == "1.3.6.1.4.1.99999.7")
    let refused = try answer(wanted, .p256).response
    #expect(refused.failures == ["unacceptedPolicy"])
    #expect(refused.encodedToken == nil)
    guard case .notGranted(let why) = refused.token(for: wanted).refusal else {
      Issue.record("granted")
      return
    }
    #expect(why.hasPrefix("rejected; unacceptedPolicy"))
  }

  @Test func openSSLReadsOurRequests() throws {
    let digest = DigestAlgorithm.sha384.digest(of: Self.octets)
    let request = try #require(TimeStampRequest(digest: digest, by: .sha384, policy: "1.2.3.4"))
    _ = try folder.write(request.derEncoded, to: "request.tsq")
    let text = try OpenSSLCommand.run(["ts", "-query", "-in", path("request.tsq"), "-text"]).text
    #expect(text.contains("Version: 1\nHash Algorithm: sha384\n"))
    #expect(text.contains("Policy OID: 1.2.3.4\n"))
    #expect(text.contains("Nonce: 0x\(request.nonce.hex.uppercased())\n"))
    #expect(text.contains("Certificate required: yes\n"))
  }

  @Test func requestsThatWouldBeWrongAreNotMade() {
    #expect(TimeStampRequest(digest: [1, 2, 3], by: .sha256) == nil)
    #expect(TimeStampRequest(digest: [UInt8](repeating: 0, count: 32), by: .sha256, policy: "not one") == nil)
  }

  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: TestKey.Kind
    let change: @Sendable (inout TestTimeStampAuthority.Style) -> Void

    init(
      _ name: String, _ kind: TestKey.Kind, _ change: @escaping @Sendable (inout TestTimeStampAuthority.Style) -> Void
    ) {
      (testDescription, self.kind, self.change) = (name, kind, change)
    }
  }

  @Test(arguments: [
    Form("P-256", .p256) { _ in }, Form("P-384", .p384) { _ in }, Form("P-521", .p521) { _ in },
    Form("RSA", .rsa) { _ in }, Form("rsaEncryption", .rsa) { $0.rsa = .rsaEncryption },
    Form("BER", .p256) { $0.isBER = true }, Form("version 1", .p256) { $0.referenceVersions = [1] },
    Form("attributes out of order", .p256) { $0.hasSortedAttributes = false },
  ])
  func openSSLVerifiesTokensOfTheTestAuthority(_ form: Form) throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root, kind: form.kind).with(form.change)
    _ = try folder.write(authority.token(for: Self.octets, at: TestPKI.time), to: "token.tst")
    let outcome = try verify("token.tst")
    #expect(outcome.succeeded, "\(outcome.text)")
  }

  /// OpenSSL's PKCS #7 knows neither PSS nor names by key, its CMS does.
  @Test(arguments: [Form("PSS", .rsa) { $0.rsa = .pss }, Form("key identifier", .p256) { $0.namesSignerByKey = true }])
  func openSSLVerifiesTokensOfTheTestAuthorityAsCMS(_ form: Form) throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root, kind: form.kind).with(form.change)
    _ = try folder.write(authority.token(for: Self.octets, at: TestPKI.time), to: "token.tst")
    let outcome = try OpenSSLCommand.run([
      "cms", "-verify", "-inform", "DER", "-in", path("token.tst"), "-CAfile", path("root.pem"), "-purpose", "any",
      "-cades", "-no_check_time", "-binary", "-out", path("content"),
    ])
    #expect(outcome.succeeded, "\(outcome.text)")
  }

  /// What we refuse or name, OpenSSL refuses too, so that the flaws are flaws.
  @Test(arguments: TestTimeStampAuthority.Flaw.allCases)
  func openSSLRefusesTheFlawsToo(_ flaw: TestTimeStampAuthority.Flaw) throws {
    // OpenSSL does not check RFC 6211, twofold attributes, extensions of the content, and what follows a token.
    let unknownToOpenSSL: Set<TestTimeStampAuthority.Flaw> = [
      .wrongAlgorithmProtection, .twoMessageDigests, .criticalExtension, .trailingOctets, .wrongContentTypeAttribute,
    ]
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    _ = try folder.write(authority.token(for: Self.octets, at: TestPKI.time, flaw: flaw), to: "token.tst")
    let outcome = try verify("token.tst")
    #expect(outcome.succeeded == unknownToOpenSSL.contains(flaw), "\(outcome.text)")
  }

  private func verify(_ token: String) throws -> OpenSSLCommand.Outcome {
    try OpenSSLCommand.run([
      "ts", "-verify", "-in", path(token), "-token_in", "-data", path("data"), "-CAfile", path("root.pem"),
      "-no_check_time",
    ])
  }
}

extension Result where Failure == TimeStampResponse.Refusal {
  fileprivate var refusal: TimeStampResponse.Refusal? {
    if case .failure(let refusal) = self { refusal } else { nil }
  }
}
