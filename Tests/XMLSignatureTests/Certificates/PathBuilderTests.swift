import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Which candidate paths are found, and that the search is bounded.
struct PathBuilderTests {
  typealias Extension = TestCertificate.Extension

  private static let root = CertificateValidationTests.root

  private static func build(
    _ leaf: TestCertificate, anchors: [TestCertificate] = [root], offered: [TestCertificate]
  ) -> PathBuilder {
    PathBuilder(
      trust: TrustStore(anchors: anchors.map(\.record)), purpose: .signing, offered: offered.map(\.record),
      from: leaf.record, at: TestPKI.time)
  }

  private static func conclude(
    _ leaf: TestCertificate, anchors: [TestCertificate], offered: [TestCertificate],
    revocation: @escaping CertificateValidation.Revocation = { _, _, _ in .unknown([]) }
  ) async -> CertificateConclusion {
    await CertificateValidation(trust: TrustStore(anchors: anchors.map(\.record)), policy: .standard).conclude(
      on: leaf.record, for: .signing, offered: offered.map(\.record), revocation: revocation, at: TestPKI.time)
  }

  @Test func crossCertificatesGiveSeveralCandidates() throws {
    let otherRoot = try TestCertificate("Other Root", extensions: Extension.authority)
    let issuing = try TestCertificate("Issuing", issuer: Self.root, extensions: Extension.authority)
    let cross = try TestCertificate("Issuing", key: issuing.key, issuer: otherRoot, extensions: Extension.authority)
    let leaf = try TestCertificate("Signer", issuer: issuing, extensions: Extension.signer)
    let builder = Self.build(leaf, anchors: [Self.root, otherRoot], offered: [cross, issuing, cross])
    #expect(
      Set(builder.candidates.map(\.certificates)) == [
        [leaf.record, issuing.record, Self.root.record], [leaf.record, cross.record, otherRoot.record],
      ])
    #expect(!builder.isCutShort)
  }

  /// The one that is expired, constrained or revoked is passed over for the one that is not.
  @Test func theFirstCandidateThatPassesIsTaken() async throws {
    let issuing = try TestCertificate("Issuing", issuer: Self.root, extensions: Extension.authority)
    let leaf = try TestCertificate("Signer", issuer: issuing, extensions: Extension.signer)
    let expired = try TestCertificate(
      "Issuing", key: issuing.key, issuer: Self.root, extensions: Extension.authority,
      validity: TestAuthority.day(2025)...TestAuthority.day(2026))
    let useless = try TestCertificate("Issuing", key: issuing.key, issuer: Self.root, extensions: [.keyUsage(0)])
    let revoked = try TestCertificate("Issuing", key: issuing.key, issuer: Self.root, extensions: Extension.authority)
    let record = RevocationRecord(
      kind: .list, origin: .trustFolder, issuer: "", thisUpdate: TestPKI.time, nextUpdate: nil,
      producedAt: TestPKI.time,
      digest: "")
    let status: CertificateValidation.Revocation = { certificate, _, _ in
      certificate == revoked.record
        ? .revoked(effective: TestAuthority.day(2026), reason: nil, record) : .unknown([])
    }
    let conclusion = await Self.conclude(
      leaf, anchors: [Self.root], offered: [expired, useless, revoked, issuing], revocation: status)
    #expect(conclusion.subIndication == nil)
    #expect(conclusion.path == [leaf, issuing, Self.root].map(\.record))
    // Without the good one, the one that came furthest is concluded on.
    let failed = await Self.conclude(leaf, anchors: [Self.root], offered: [useless, expired], revocation: status)
    #expect(failed.subIndication == .outOfBoundsNoPOE)
    #expect(failed.path.contains(expired.record))
  }

  @Test func keyIdentifiersAreHintsAndNoMore() async throws {
    let issuing = try TestCertificate(
      "Issuing", issuer: Self.root, extensions: Extension.authority + [.subjectKeyIdentifier([1])])
    let impostor = try TestCertificate(
      "Issuing", issuer: Self.root, extensions: Extension.authority + [.subjectKeyIdentifier([2])])
    let leaf = try TestCertificate(
      "Signer", issuer: issuing, extensions: Extension.signer + [.authorityKeyIdentifier([2])])
    let conclusion = await Self.conclude(leaf, anchors: [Self.root], offered: [impostor, issuing])
    #expect(conclusion.path == [leaf, issuing, Self.root].map(\.record))
  }

  @Test func loopsEnd() throws {
    let one = try TestCertificate("One", extensions: Extension.authority)
    let two = try TestCertificate("Two", issuer: one, extensions: Extension.authority)
    let back = try TestCertificate("One", key: one.key, issuer: two, extensions: Extension.authority)
    let leaf = try TestCertificate("Signer", issuer: two, extensions: Extension.signer)
    let builder = Self.build(leaf, offered: [one, two, back])
    #expect(builder.candidates.isEmpty)
    #expect(!builder.isCutShort)
  }

  @Test func pathsAreBoundedInLength() async throws {
    var path = [Self.root]
    for level in 1..<PathBuilder.longestPath {
      path.insert(
        try TestCertificate("Level \(level)", issuer: path[0], extensions: Extension.authority), at: 0)
    }
    let (longest, tooLong) = (path[0], try TestCertificate("Too Long", issuer: path[0], extensions: Extension.signer))
    #expect(Self.build(longest, offered: Array(path.dropFirst())).candidates.count == 1)
    let builder = Self.build(tooLong, offered: path)
    #expect(builder.candidates.isEmpty)
    #expect(builder.isCutShort)
    let conclusion = await Self.conclude(tooLong, anchors: [Self.root], offered: path)
    #expect(conclusion.subIndication == .noCertificateChainFound)
  }

  /// Every authority is certified by every other on each level: candidates grow exponentially.
  @Test(.timeLimit(.minutes(1))) func aMazeOfAuthoritiesIsLeftInTime() throws {
    var maze: [TestCertificate] = []
    var above = [Self.root]
    for level in 0..<6 {
      let keys = try (0..<3).map { _ in try TestKey(.p256) }
      let floor = try keys.flatMap { key in
        try above.map { try TestCertificate("Floor \(level)", key: key, issuer: $0, extensions: Extension.authority) }
      }
      maze += floor
      above = Array(floor.prefix(3))
    }
    let leaf = try TestCertificate("Signer", issuer: above[0], extensions: Extension.signer)
    let stranger = try TestCertificate("Stranger", extensions: Extension.authority)
    let found = Self.build(leaf, offered: maze)
    #expect(found.candidates.count <= PathBuilder.mostCandidates)
    #expect(found.isCutShort)
    #expect(!found.candidates.isEmpty)
    #expect(Self.build(leaf, anchors: [stranger], offered: maze).candidates.isEmpty)
  }
}
