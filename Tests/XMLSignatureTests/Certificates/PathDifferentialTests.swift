import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Paths with flaws by a seeded choice: our word and that of `openssl verify` are the same, but for what is listed.
struct PathDifferentialTests {
  typealias Extension = TestCertificate.Extension
  private static let rounds = 300

  /// One thing that may be wrong with a certificate of a path. Those that OpenSSL sees otherwise say why.
  enum Flaw: String, CaseIterable {
    case none, expired, notYetValid, wrongSignature, misnamedAlgorithm, unknownCritical, noBasicConstraints, noAuthority
    case noCertSign, shortPath, forbiddenName, permittedName, otherCase, explicitPolicy, selfIssued, versionOne, sha1
    case repeatedExtension, addressMask

    /// Why OpenSSL 3.0 accepts what is refused here.
    var strictness: String? {
      switch self {
      case .sha1: "our policy refuses SHA-1 by date; OpenSSL's default security level for verify does not look at it"
      default: nil
      }
    }
  }

  private struct Case {
    let path: [TestCertificate]
    let flaws: [Flaw]
  }

  private static func path(using random: inout SeededGenerator) throws -> Case {
    let length = Int.random(in: 2...4, using: &random)
    var path = [try root()]
    var flaws: [Flaw] = []
    for index in 1..<length {
      let isLeaf = index == length - 1
      let flaw = Bool.random(using: &random) ? Flaw.none : Flaw.allCases.randomElement(using: &random) ?? .none
      flaws.append(flaw)
      path.insert(try certificate(flaw, below: path[0], number: index, isLeaf: isLeaf), at: 0)
    }
    return Case(path: path, flaws: flaws)
  }

  private static func root() throws -> TestCertificate {
    let key = try TestKey(.p256)
    return try TestCertificate(
      "Root", key: key,
      extensions: Extension.authority + [.subjectKeyIdentifier(try key.publicInfo.suffix(20).map { $0 })])
  }

  private static func certificate(
    _ flaw: Flaw, below issuer: TestCertificate, number: Int, isLeaf: Bool
  ) throws -> TestCertificate {
    var extensions = isLeaf ? Extension.signer : Extension.authority
    // Among issuers of one name OpenSSL looks only at key identifiers.
    let key = try TestKey(.p256)
    extensions.append(.subjectKeyIdentifier(try key.publicInfo.suffix(20).map { $0 }))
    extensions.append(.authorityKeyIdentifier(try issuer.key.publicInfo.suffix(20).map { $0 }))
    var name = "Level \(number)"
    var validity = TestAuthority.validity
    var signature = TestCertificate.Signature.ordinary
    var (version, issuerName) = (3, [UInt8]?.none)
    let az: [(type: String, value: String)] = [("2.5.4.6", "AZ")]
    let level: [(type: String, value: String)] = az + [("2.5.4.3", "Level \(number + 1)")]
    switch flaw {
    case .none: break
    case .expired: validity = TestAuthority.day(2025)...TestAuthority.day(2026)
    case .notYetValid: validity = TestAuthority.day(2027)...TestAuthority.day(2028)
    case .wrongSignature: signature = .wrong
    case .misnamedAlgorithm: signature = .misnamed
    case .unknownCritical: extensions.append(Extension("1.3.6.1.4.1.99999.7", isCritical: true, [5, 0]))
    case .noBasicConstraints: extensions.removeFirst()
    case .noAuthority: extensions[0] = .basicConstraints(isAuthority: false)
    case .noCertSign: extensions[1] = .keyUsage(0, 1)
    case .shortPath: if !isLeaf { extensions[0] = .basicConstraints(pathLength: 0) }
    case .forbiddenName:
      if !isLeaf { extensions.append(.nameConstraints(excluded: [TestGeneralName.directory(level)])) }
    case .permittedName: if !isLeaf { extensions.append(.nameConstraints(permitted: [TestGeneralName.directory(az)])) }
    case .otherCase: issuerName = flipped(issuer)
    case .explicitPolicy: if !isLeaf { extensions.append(.policyConstraints(requireExplicit: 0)) }
    case .selfIssued: if !isLeaf, number > 1 { name = "Level \(number - 1)" }
    case .versionOne: (version, extensions) = (1, [])
    case .sha1: signature = .sha1
    case .repeatedExtension: extensions.append(extensions[1])
    case .addressMask:
      extensions.append(.alternativeNames(TestGeneralName.ip([10, 0, 0, 1]), TestGeneralName.dns("a.example.az")))
      if !isLeaf {
        extensions.append(.nameConstraints(permitted: [TestGeneralName.ip([10, 0, 0, 0, 255, 0, 0, 0])]))
      }
    }
    return try TestCertificate(
      name, key: key, issuer: issuer, extensions: extensions, validity: validity, issuerName: issuerName,
      version: version,
      signature: signature)
  }

  /// The issuer's name in capitals, its spaces doubled, as PrintableString.
  private static func flipped(_ issuer: TestCertificate) -> [UInt8] {
    let attributes = issuer.record.subject.attributes.map {
      (type: $0.type, value: TestDER.printable($0.value.uppercased().replacing(" ", with: "  ")))
    }
    return TestDER.name(of: attributes)
  }

  private static func opensslAccepts(_ path: [TestCertificate], in folder: URL) throws -> Bool {
    let files = ["root.pem", "between.pem", "leaf.pem"].map { folder.appending(path: $0) }
    try path[path.count - 1].pem.write(to: files[0], atomically: false, encoding: .utf8)
    try path.dropFirst().dropLast().map(\.pem).joined().write(to: files[1], atomically: false, encoding: .utf8)
    try path[0].pem.write(to: files[2], atomically: false, encoding: .utf8)
    var arguments = ["verify", "-policy_check", "-attime", String(Int(TestPKI.time.timeIntervalSince1970))]
    arguments += ["-no-CApath", "-no-CAstore", "-CAfile", files[0].path]
    if path.count > 2 { arguments += ["-untrusted", files[1].path] }
    return OpenSSL.run(arguments + [files[2].path]) == 0
  }

  @Test(.enabled(if: OpenSSL.isThere), .timeLimit(.minutes(3))) func ourWordIsThatOfOpenSSL() async throws {
    let folder = try OpenSSL.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var random = SeededGenerator(seed: 3279)
    var counts: [String: Int] = [:]
    var explained: [String: Int] = [:]
    for round in 0..<Self.rounds {
      let candidate = try Self.path(using: &random)
      let root = candidate.path[candidate.path.count - 1]
      let conclusion = await CertificateValidationTests.conclude(candidate.path, anchor: root)
      let (ours, theirs) = (conclusion.subIndication == nil, try Self.opensslAccepts(candidate.path, in: folder))
      counts["\(ours ? "accepted" : "refused") here, \(theirs ? "accepted" : "refused") by OpenSSL", default: 0] += 1
      if ours == theirs { continue }
      let reason = !ours && theirs ? candidate.flaws.lazy.compactMap(\.strictness).first : nil
      if let reason { explained[reason, default: 0] += 1 }
      #expect(
        reason != nil,
        "round \(round): \(candidate.flaws.map(\.rawValue)), ours \(conclusion.finding?.detail ?? "passed"), theirs \(theirs)"
      )
    }
    printTable(
      "paths against openssl verify:",
      (counts.sorted { $0.key < $1.key } + explained.sorted { $0.key < $1.key }).map { "\($0.value)  \($0.key)" })
    #expect(counts.count >= 2)
  }
}
