import Foundation
import Testing

@testable import XMLSignature

/// The interoperability sets of the W3C, of merlin, phaos and xmlsec, as xmlsec runs them.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora folder is not there"))
struct XMLDSigConformanceTests {
  @Test func everyRowComesOutAsItsPublisherSaysOrOutsideTheProfile() async throws {
    var table: [String: [String]] = [:]
    for row in try ManifestRow.rows(of: "xmldsig-xmlsec") {
      let trial = try Trial(row)
      let report = try await trial.run()
      let outcome = report.map(trial.judge) ?? "outside the profile: DTD"
      table[outcome, default: []].append("\(row.path) \(row["reason"])\n      \(report?.summary ?? "refused: DOCTYPE")")
    }
    let counts = table.sorted { $0.key < $1.key }
    printTable("xmldsig-xmlsec: rows by outcome", counts.map { "\($0.value.count)  \($0.key)" })
    for (outcome, rows) in counts where outcome != Trial.valid && outcome != Trial.passed {
      printTable(outcome, rows)
    }
    #expect(table.values.joined().count == 168)
  }
}

/// One row of the corpus, run with its keys, anchors, lists and time.
private struct Trial {
  static let valid = "VALID: core VALID, no trust given"
  static let passed = "VALID: PASSED"

  let row: ManifestRow
  let time: Date
  private let trust: SignatureVerifier.Trust
  private let detached: [String: ByteSource]

  init(_ row: ManifestRow) throws {
    self.row = row
    time = try row["verify_time_utc"].isEmpty ? Date() : Self.time(row["verify_time_utc"])
    let certificates = { (column: String) in
      try row.list(column).flatMap { try #require(TrustStore.contents(of: Self.octets($0)), "\($0)").certificates }
    }
    let lists = try row.list("crls").flatMap { try #require(TrustStore.contents(of: Self.octets($0)), "\($0)").lists }
    let anchors = try certificates("trusted")
    if !anchors.isEmpty {
      trust = .paths(
        PathValidator(
          TrustStore(anchors: anchors, intermediates: try certificates("untrusted"), revocationLists: lists)))
    } else if let key = try row.list("keys").first(where: { $0.hasPrefix("pubkey-cert") })
      .flatMap({ try TrustedKey(octets: Self.octets(String($0.split(separator: "=")[1]))) })
    {
      trust = .key(key)
    } else {
      trust = .none
    }
    detached = try Dictionary(
      uniqueKeysWithValues: row.list("url_map").map { entry in
        let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
        return (parts[0], ByteSource(try Self.octets(parts[1])))
      })
  }

  private static func octets(_ path: String) throws -> [UInt8] { try Corpora.octets("xmldsig-xmlsec/\(path)") }

  /// Such as `2023-04-01+00:00:00`.
  private static func time(_ text: String) throws -> Date {
    try Date(text.replacing("+", with: "T") + "Z", strategy: .iso8601)
  }

  /// Nil when the document has a document type declaration, and is refused before its signatures are looked at.
  func run() async throws -> ValidationReport? {
    switch try XMLTree.parse(ByteSource(Self.octets(row.path))) {
    case .success(let parsed):
      return try await SignatureVerifier(trust: trust).validate(parsed.tree, at: time, detached: detached)
    case .failure(let defect):
      #expect(defect.kind == .doctype, "\(row.path)")
      return nil
    }
  }

  private var hasTrust: Bool { if case .none = trust { false } else { true } }

  /// What the manifest's algorithms and transforms have that the profile does not.
  private var outside: String? {
    let used = [row["signature_alg"], row["digest_alg"], row["transforms"]].joined(separator: ",")
    let names = [
      "hmac": "HMAC", "dsa-sha1": "DSA", "dsa-sha256": "DSA", "sha224": "SHA-224", "sha3-224": "SHA3-224",
      "sha3_224": "SHA3-224",
      "md5": "MD5", "ripemd160": "RIPEMD-160", "gost": "GOST", "ml-dsa": "ML-DSA", "slh-dsa": "SLH-DSA",
      "ed25519ph": "Ed25519ph", "ed448": "Ed448", "rec-xpath-19991116": "XPath", "xmldsig-filter2": "XPath filter",
      "rec-xslt": "XSLT", "relationshiptransform": "OPC relationships", "/xptr": "XPointer",
      "sha3-256-rsa": "RSA with SHA-3",
      "sha3-384-rsa": "RSA with SHA-3", "sha3-512-rsa": "RSA with SHA-3",
    ]
    let found = names.filter { used.lowercased().replacing("ecdsa", with: "ec").contains($0.key) }.values
    return found.isEmpty ? nil : Set(found).sorted().joined(separator: ", ")
  }

  /// Why a row cannot be run as xmlsec runs it: it switches off what we never do, or something we have no switch for.
  private var apart: String? {
    let options = row.list("options", separator: " ")
    if options.contains("insecure") { return "xmlsec trusts any certificate (insecure)" }
    if options.contains("X509-skip-time-checks") { return "xmlsec skips the time checks" }
    if options.contains("enable-asn1-signatures-hack") { return "xmlsec takes DER for ECDSA" }
    if row["reason"].contains("disabled") { return "xmlsec has this kind of key data disabled" }
    return nil
  }

  func judge(_ report: ValidationReport) -> String {
    let cores = Set(report.signatures.map(\.core))
    if let outside, !isInManifestOnly(report) {
      #expect(report.verdict != .passed, "\(row.path) \(report.summary)")
      if row["product_expectation"] != "INVALID" {
        #expect(cores.contains(.unsupported), "\(row.path) \(report.summary)")
        #expect(report.codes.contains(.unsupported), "\(row.path) \(report.summary)")
      }
      return "outside the profile: \(outside)"
    }
    if let apart { return "apart: \(apart): \(cores.map(\.rawValue).joined()) \(report.verdict.rawValue)" }
    if row["product_expectation"] == "INVALID" { return judgeInvalid(report) }
    #expect(cores == [.valid], "\(row.path) \(report.summary)")
    guard hasTrust else { return Self.valid }
    if report.codes.contains(.algorithmTooWeak) {
      let isWeak = row["signature_alg"].contains("sha1") || row["digest_alg"].contains("sha1")
      #expect(isWeak || report.signatures[0].findings.contains { $0.detail.contains("RSA-1024") }, "\(row.path)")
      return "VALID: past the date of its algorithms"
    }
    if row["trusted"].contains("phaos") {
      let expected: Set<SignatureFinding.Code> = [.certificateUnsupported, .noSigningCertificate, .unsupported]
      #expect(report.verdict == .indeterminate && report.codes.isSubset(of: expected), "\(row.path) \(report.summary)")
      return "VALID: core VALID, certificates signed with MD5 or none at all"
    }
    #expect(report.verdict == .passed, "\(row.path) \(report.summary)")
    return Self.passed
  }

  /// The manifest's transforms include those of a `ds:Manifest`, which core validation does not carry out.
  private func isInManifestOnly(_ report: ValidationReport) -> Bool {
    row["reason"].contains("xslt") && report.signatures.contains { $0.core == .valid }
      && report.codes.contains(.unsupported)
  }

  private func judgeInvalid(_ report: ValidationReport) -> String {
    // A changed DigestValue breaks the signature value, which is checked first (SIGNATURES.md rule 6).
    let reasons: [(String, SignatureFinding.Code)] = [
      ("bad retrieval method", .unsupported), ("bad digest", .cryptoFailure), ("bad sig", .cryptoFailure),
      ("expired cert", .certificateExpired), ("Missing trusted cert", .noCertificateChain),
      ("cert is not trusted", .noCertificateChain), ("wrong cert", .noCertificateChain),
    ]
    #expect(report.verdict != .passed, "\(row.path) \(report.summary)")
    guard let (reason, code) = reasons.first(where: { row["reason"].contains($0.0) }) else {
      Issue.record("no layer is known for \"\(row["reason"])\"")
      return "INVALID"
    }
    #expect(report.codes.contains(code), "\(row.path) \(report.summary)")
    return "INVALID: \(reason): \(code.rawValue)"
  }
}
