import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// A container without a signature, whose file is time-stamped (EN 319 162-1 §4.3.3.2 item 3).
struct ContainerTimeStampTests {
  private static let content = "Claim of Əliyev"

  private static func container(_ token: [UInt8]) -> TestContainer {
    TestContainer().with {
      $0.mimetype = ContainerKind.asicSMediaType
      $0.files = [("claim.txt", content)]
      $0.extra = [TestArchive.Entry(octets: Array("META-INF/timestamp.tst".utf8), token)]
    }
  }

  private static func token(
    of authority: TestTimeStampAuthority, at time: Date = TestPKI.time.addingTimeInterval(-3600),
    flaw: TestTimeStampAuthority.Flaw? = nil
  ) throws -> [UInt8] {
    try authority.token(for: Array(content.utf8), at: time, flaw: flaw)
  }

  @Test func aTimeStampOfATrustedAuthorityProvesTheFile() async throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    let report = try await Self.container(Self.token(of: authority)).validated()
    #expect(report.verdict == .passed, "\(report.summary)")
    let stamp = try #require(report.timeStamps.first)
    #expect(stamp.indication == .totalPassed && stamp.core == .valid && stamp.dataFiles == ["claim.txt"])
    #expect(stamp.record?.authority?.contains("Test Time-stamps") == true)
    #expect(stamp.block.outcome == .passed && stamp.block.blocks.map(\.kind) == [.x509Validation])
  }

  @Test func withoutTrustInTheAuthorityItIsOpen() async throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    let alone = try await Self.container(Self.token(of: authority)).validated(trust: .none)
    #expect(alone.verdict == .indeterminate && alone.timeStamps[0].core == .valid)
    #expect(alone.timeStamps[0].subIndication == .noCertificateChainFound)
    let stranger = try TestTimeStampAuthority(under: TestAuthority(root: "Stranger Root"))
    let strange = try await Self.container(Self.token(of: stranger)).validated()
    #expect(strange.verdict == .indeterminate && strange.timeStamps[0].subIndication == .noCertificateChainFound)
    // A certificate that is not for time-stamps (RFC 3161 §2.3).
    let signer = try await Self.container(Self.token(of: TestTimeStampAuthority(TestPKI.rsaSigner))).validated()
    #expect(signer.verdict == .indeterminate && signer.timeStamps[0].subIndication == .chainConstraintsFailure)
  }

  @Test func aTimeThatCannotBeProvesNothing() async throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    let later = try await Self.container(
      Self.token(of: authority, at: TestPKI.time.addingTimeInterval(3600))
    ).validated()
    #expect(later.verdict == .indeterminate && later.timeStamps[0].subIndication == .noPOE)
    let young = try TestTimeStampAuthority(
      under: TestPKI.root, validity: TestPKI.time.addingTimeInterval(-60)...TestAuthority.day(2030))
    let older = try await Self.container(Self.token(of: young)).validated()
    #expect(older.timeStamps[0].subIndication == .notYetValid)
  }

  @Test func whatWasChangedFails() async throws {
    let authority = try TestTimeStampAuthority(under: TestPKI.root)
    let changed = try Self.container(Self.token(of: authority)).with { $0.files[0].content += "." }
    let report = try await changed.validated()
    #expect(report.verdict == .failed && report.timeStamps[0].subIndication == .hashFailure)
    let forged = try await Self.container(Self.token(of: authority, flaw: .wrongSignature)).validated()
    #expect(forged.verdict == .failed && forged.timeStamps[0].subIndication == .sigCryptoFailure)
    let broken = try await Self.container([0x30, 0x00]).validated()
    #expect(broken.verdict == .failed && broken.timeStamps[0].subIndication == .formatFailure)
    #expect(broken.errors == [.timeStamp, .dataFileNotSigned])
  }
}
