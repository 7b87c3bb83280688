import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// What single time-stamps prove (EN 319 102-1 §5.4), and what those that prove nothing mean for their signature.
struct TimeStampJudgementTests {
  private typealias PKI = ProcessPKI

  /// A signature with one `SignatureTimeStamp` of these tokens, made for its value.
  private func stamped(
    _ tokens: @Sendable (_ value: [UInt8]) throws -> [[UInt8]], _ adjust: (inout ProcessCase) throws -> Void = { _ in }
  ) async throws -> SignatureReport {
    let made = try ProcessCase(adjust)
    let signed = try made.signed()
    let stamp = TestXAdES.timeStamp("SignatureTimeStamp", try tokens(made.signer.value(in: signed)))
    return try await made.report(made.signer.adding(stamp, to: signed))
  }

  private static func ignoring(_ adjusted: inout ProcessCase) {
    adjusted.policy = ValidationPolicy(name: "test", timeStamps: TimeStampPolicy(broken: .ignore))
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reason: SubIndication
    let token: @Sendable ([UInt8]) throws -> [UInt8]
  }

  static let broken = [
    Broken(testDescription: "over something else", reason: .hashFailure) { _ in
      try ProcessPKI.authority.token(for: [1, 2, 3], at: ProcessPKI.day(5, 5))
    },
    Broken(testDescription: "with another time than the signed one", reason: .sigCryptoFailure) {
      try ProcessPKI.authority.token(for: $0, at: ProcessPKI.day(5, 5), flaw: .changedInfo)
    },
    Broken(testDescription: "with a wrong signature", reason: .sigCryptoFailure) {
      try ProcessPKI.authority.token(for: $0, at: ProcessPKI.day(5, 5), flaw: .wrongSignature)
    },
    Broken(testDescription: "no token", reason: .formatFailure) { _ in [0x30, 0] },
  ]

  @Test(arguments: broken)
  func aBrokenTimeStampIsRefusedOrIgnoredByPolicy(_ broken: Broken) async throws {
    let refused = try await stamped { [try broken.token($0)] }
    #expect(refused.subIndication == .sigConstraintsFailure)
    #expect(refused.findings.map(\.code) == [.timeStampInvalid])
    #expect(refused.timeStampFailures == [broken.reason])
    let ignored = try await stamped({ [try broken.token($0)] }, Self.ignoring)
    #expect(ignored.subIndication == nil)
    #expect(ignored.warnings == [.timeStampInvalid])
    #expect(ignored.timeStampFailures == [broken.reason])
    #expect(ignored.blocks.allSatisfy { $0.outcome != .failed && $0.outcome != .indeterminate })
    for report in [refused, ignored] {
      #expect(report.bestSignatureTime == nil)
      #expect(report.timeStamps.isEmpty)
    }
  }

  struct Unproven: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reason: SubIndication
    let authority: @Sendable () throws -> TestTimeStampAuthority
    var time = ProcessPKI.day(5, 5)
    var isRevoked = false
  }

  static let unproven = [
    Unproven(testDescription: "unknown authority", reason: .noCertificateChainFound) {
      try TestTimeStampAuthority(under: ProcessPKI.stranger)
    },
    Unproven(testDescription: "expired authority", reason: .outOfBoundsNoPOE) {
      try TestTimeStampAuthority(under: TestPKI.root, validity: ProcessPKI.day(1)...ProcessPKI.day(5, 10))
    },
    Unproven(
      testDescription: "revoked authority", reason: .revokedNoPOE, authority: { ProcessPKI.authority }, isRevoked: true),
    Unproven(testDescription: "a signer's certificate", reason: .chainConstraintsFailure) {
      TestTimeStampAuthority(TestPKI.signer)
    },
    Unproven(testDescription: "authority younger than its token", reason: .notYetValid) {
      try TestTimeStampAuthority(under: TestPKI.root, validity: ProcessPKI.day(5, 10)...ProcessPKI.day(12))
    },
    Unproven(
      testDescription: "from after the time of validation", reason: .noPOE, authority: { ProcessPKI.authority },
      time: ProcessPKI.day(7)),
  ]

  @Test(arguments: unproven)
  func aTimeStampThatIsNotProvenIsAWarning(_ unproven: Unproven) async throws {
    let authority = try unproven.authority()
    let entry = try TestRevocationList.Entry(authority.identity, at: PKI.day(3), reason: 1)
    let report = try await stamped {
      [try authority.token(for: $0, at: unproven.time)]
    } _: {
      if unproven.isRevoked { $0.lists = [try PKI.list(TestPKI.root, [entry]).list()] }
    }
    #expect(report.subIndication == nil, "\(report.findings)")
    #expect(report.warnings == [.timeStampInvalid])
    #expect(report.timeStampFailures.first == unproven.reason)
    #expect(report.bestSignatureTime == nil)
    #expect(report.timeStamps.isEmpty)
    #expect(report.level == .baselineT)
  }

  /// RFC 3161 §2.3: who is trusted to sign, even by its own certificate alone, is no authority for time.
  @Test func aPinnedSignerIsNoTimeStampAuthority() async throws {
    let pinned = TestTimeStampAuthority(TestPKI.stranger)
    let report = try await stamped {
      [try pinned.token(for: $0, at: PKI.day(2))]
    } _: {
      $0.anchors.append(TestPKI.stranger)
    }
    #expect(report.timeStampFailures == [.chainConstraintsFailure])
    #expect(report.bestSignatureTime == nil)
  }

  /// The token is over the signature, which names its own certificate; an issuer's may be younger than it.
  @Test func aTimeStampMakesNoIssuersAlgorithmGoodAgain() async throws {
    let weak = TestAuthority(
      of: try TestPKI.root.issue(
        [(TestAuthority.commonName, "RSA Issuer")], kind: .rsa, isAuthority: true, keyUsage: TestAuthority.issuing))
    let policy = ValidationPolicy(
      name: "test",
      algorithms: AlgorithmPolicy(
        digestExpiry: [:], keyMinimums: [.init(kind: .rsa, bits: 4096, since: PKI.day(5, 10))]))
    let ofIssuer = try await ProcessCase {
      ($0.signer, $0.policy, $0.signatureStamps) = (TestSigner(try weak.issue()), policy, [PKI.day(5, 5)])
      $0.intermediates = [weak.identity]
    }.report()
    #expect(ofIssuer.subIndication == .cryptoConstraintsFailureNoPOE)
    let ofSigner = try await ProcessCase {
      ($0.signer, $0.policy, $0.signatureStamps) = (TestSigner(TestPKI.rsaSigner), policy, [PKI.day(5, 5)])
    }.report()
    #expect(ofSigner.subIndication == nil, "\(ofSigner.findings)")
  }

  @Test func aLevelIsNotReachedByATimeStampThatProvesNothing() async throws {
    let authority = try TestTimeStampAuthority(under: PKI.stranger)
    let report = try await stamped {
      [try authority.token(for: $0, at: PKI.day(5, 5))]
    } _: {
      $0.policy = ValidationPolicy(name: "test", level: .baselineT)
    }
    #expect(report.subIndication == .sigConstraintsFailure)
    #expect(report.findings.contains { $0.code == .levelTooLow })
  }

  @Test func theEarliestGoodTokenCountsBesideOthers() async throws {
    let unknown = try TestTimeStampAuthority(under: PKI.stranger)
    let report = try await stamped { value in
      [
        try PKI.authority.token(for: value, at: PKI.day(5, 7)), try unknown.token(for: value, at: PKI.day(2)),
        try PKI.authority.token(for: value, at: PKI.day(5, 6)),
      ]
    }
    #expect(report.subIndication == nil)
    #expect(report.bestSignatureTime == PKI.day(5, 6))
    #expect(report.timeStamps.map(\.time) == [PKI.day(5, 7), PKI.day(5, 6)])
    #expect(report.warnings == [.timeStampInvalid])
    let time = report.allBlocks.flatMap(\.checks).first { $0.name == .bestSignatureTime }
    #expect(time?.outcome == .passed)
  }

  @Test func aBrokenContentTimeStampIsTheSignersOwn() async throws {
    let token = try PKI.authority.token(for: [1], at: PKI.day(5, 3))
    let report = try await ProcessCase {
      Self.ignoring(&$0)
      $0.signer = $0.signer.claiming(ofObjects: TestXAdES.timeStamp("AllDataObjectsTimeStamp", [token]))
    }.report()
    #expect(report.subIndication == .sigConstraintsFailure)
    #expect(report.timeStampFailures == [.hashFailure])
  }

  @Test func disorderIsOneFindingHoweverManyTokensThereAre() async throws {
    let report = try await ProcessCase {
      $0.contentStamps = Array(repeating: PKI.day(5, 6), count: 5)
      $0.signatureStamps = Array(repeating: PKI.day(5, 5), count: 5)
    }.report()
    #expect(report.subIndication == .timestampOrderFailure)
    #expect(report.findings.map(\.code) == [.timeStampOrder])
  }

  @Test func aTimeStampInXMLIsNamed() async throws {
    let made = ProcessCase()
    let stamp = "<xades:SignatureTimeStamp><xades:XMLTimeStamp/></xades:SignatureTimeStamp>"
    let report = try await made.report(made.signer.adding(stamp, to: made.signed()))
    #expect(report.subIndication == nil)
    #expect(report.level == .baselineB)
    #expect(report.findings.map(\.detail).contains { $0.contains("XMLTimeStamp") })
    #expect(report.warnings == [.timeStampInvalid])
  }

  @Test func anArchiveTimeStampIsThereAndNotEvaluated() async throws {
    let report = try await ProcessCase {
      $0.signatureStamps = [PKI.day(5, 5)]
      $0.unsigned =
        TestXAdES.revocationValues(lists: [try PKI.list().encoded()])
        + TestXAdES.timeStamp("ArchiveTimeStamp", [[1]])
      $0.change = {
        $0.replacing("<xades:ArchiveTimeStamp>", with: "<a:ArchiveTimeStamp xmlns:a=\"\(Namespace.xades141)\">")
          .replacing("</xades:ArchiveTimeStamp>", with: "</a:ArchiveTimeStamp>")
      }
    }.report()
    #expect(report.subIndication == nil, "\(report.findings)")
    #expect(report.level == .baselineLTA)
    let check = report.allBlocks.flatMap(\.checks).first { $0.name == .archiveTimeStamp }
    #expect(check?.outcome == .notEvaluated)
    #expect(report.bestSignatureTime == PKI.day(5, 5))
  }

  /// The references to validation data, with a time-stamp over them and perhaps over the signature's value.
  private func referencesStamped(_ name: String, withValue: Bool) async throws -> SignatureReport {
    let references = "<xades:CompleteCertificateRefs><xades:CertRefs/></xades:CompleteCertificateRefs>"
    let entry = try TestRevocationList.Entry(TestPKI.signer, at: PKI.day(3), reason: 1)
    let made = try ProcessCase {
      $0.unsigned = references
      $0.lists = [try PKI.list(TestPKI.intermediate, [entry]).list()]
    }
    let signed = try made.signed()
    let tree = try tree(signed)
    let refs = NodeSet(subtree: try tree.first("CompleteCertificateRefs"), of: tree)
    let octets = try tree.canonicalOctets(refs, by: Canonicalization(.canonical10))
    let stamped = withValue ? try made.signer.value(in: signed) + octets : octets
    let token = try PKI.authority.token(for: stamped, at: PKI.day(2))
    return try await made.report(made.signer.adding(TestXAdES.timeStamp(name, [token]), to: signed))
  }

  @Test func aTimeStampOverReferencesAloneSaysNothingOfTheSignature() async throws {
    let report = try await referencesStamped("RefsOnlyTimeStamp", withValue: false)
    #expect(report.timeStamps.count == 1)
    #expect(report.bestSignatureTime == nil)
    #expect(report.subIndication == .revokedNoPOE)
  }

  @Test func aTimeStampOverValueAndReferencesDoes() async throws {
    let report = try await referencesStamped("SigAndRefsTimeStamp", withValue: true)
    #expect(report.bestSignatureTime == PKI.day(2))
    #expect(report.subIndication == nil, "\(report.findings)")
  }
}
