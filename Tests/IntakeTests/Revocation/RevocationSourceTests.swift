import Foundation
import Synchronization
import TestSupport
import Testing
import X509

@testable import Intake
@testable import XMLSignature

/// Asking responders and lists over HTTP: what is asked, what is believed, and what a source that is away costs.
@Suite(.serialized) struct RevocationSourceTests {
  private let authority: TestAuthority
  private let signer: TestIdentity
  private let time = TestAuthority.day(2026, 6)

  init() throws {
    authority = try TestAuthority()
    signer = try authority.issue()
  }

  private func answer(by identity: TestIdentity? = nil, _ status: TestResponder.Status = .good) throws -> [UInt8] {
    try TestResponder(identity ?? authority.identity, producedAt: time).response([
      TestResponder.Single(signer, of: authority.identity, status, thisUpdate: time)
    ])
  }

  /// - Parameter timeLimit: Long enough for a machine with other work, unless silence itself is what is tested.
  private func status(
    from addresses: [(RevocationSettings.Kind, String)], timeLimit: Duration = .seconds(60),
    of identity: TestIdentity? = nil,
    change: (inout RevocationSettings) -> Void = { _ in }
  ) async throws -> RevocationStatus {
    var settings = RevocationSettings()
    settings.sources = try addresses.map { .init(kind: $0, address: try #require(URL(webAddress: $1))) }
    settings.timeLimit = timeLimit
    change(&settings)
    return await Self.status(try #require(.http(settings)), identity ?? signer, authority, time)
  }

  private static func status(
    _ source: RevocationSource, _ signer: TestIdentity, _ authority: TestAuthority, _ time: Date
  ) async -> RevocationStatus {
    let check = RevocationCheck(material: RevocationMaterial(), trusted: [authority.identity.record])
    return await RevocationInquiry(check: check, source: source, policy: RevocationPolicy()).status(
      of: signer.record, issuedBy: authority.identity.record, at: time, now: time)
  }

  @Test func aResponderIsAskedAndBelieved() async throws {
    let octets = try answer()
    let server = try LoopbackServer { _ in .octets(octets) }
    let status = try await status(from: [(.answers, server.address + "/ocsp")])
    guard case .good(let record) = status else {
      Issue.record("\(status)")
      return
    }
    #expect(record.origin == .source(server.address + "/ocsp"))
    let request = try #require(server.received.first)
    #expect(request.method == "POST")
    #expect(request.path == "/ocsp")
    #expect(request.headers.contains("application/ocsp-request"))
    #expect(request.body == OCSPRequest(about: signer.record, issuedBy: authority.identity.record)?.derEncoded)
    #expect(!request.headers.lowercased().contains("cookie"))
  }

  @Test func aListIsFetchedOnceForManyCertificates() async throws {
    var list = TestRevocationList(by: authority, thisUpdate: time, nextUpdate: nil)
    list.entries = [try .init(signer, at: TestAuthority.day(2026, 3))]
    let octets = try list.encoded()
    let server = try LoopbackServer { _ in .octets(octets) }
    var settings = RevocationSettings()
    settings.sources = [.init(kind: .list, address: try #require(URL(webAddress: server.address)))]
    let source = try #require(RevocationSource.http(settings))
    let revoked = await Self.status(source, signer, authority, time)
    #expect("\(revoked)".hasPrefix("revoked"))
    let other = await Self.status(source, try authority.issue(), authority, time)
    #expect("\(other)".hasPrefix("good"))
    #expect(server.received.count == 1)
    #expect(server.received.first?.method == "GET")
  }

  @Test func theNextSourceIsAskedWhereOneIsAway() async throws {
    let octets = try answer()
    let broken = try LoopbackServer { _ in .octets([], status: 503) }
    let server = try LoopbackServer { _ in .octets(octets) }
    let status = try await status(from: [(.answers, broken.address), (.answers, server.address)])
    #expect("\(status)".hasPrefix("good"))
  }

  private static let absences: [(LoopbackServer.Response, String)] = [
    (.silence, "no answer within"), (.drip, "no answer within"), (.octets([], status: 404), "status 404"),
    (.octets(Array("garbage".utf8)), "no OCSP answer"), (.octets([0x30, 3, 0x0A, 1, 3]), "tryLater"),
    (.octets([UInt8](repeating: 0x30, count: (1 << 20) + 1)), "longer than"), (.cutOff, "is away"),
    (.redirect(to: "http://localhost:1/"), "points elsewhere"),
  ]

  @Test(arguments: absences)
  func aSourceThatIsAwayIsNamed(response: LoopbackServer.Response, why: String) async throws {
    let server = try LoopbackServer { _ in response }
    // A source that never ends must be left; the others say at once what is wrong.
    let isEndless = why == "no answer within"
    let status = try await status(
      from: [(.answers, server.address)], timeLimit: isEndless ? .milliseconds(300) : .seconds(60))
    guard case .unknown(let reasons) = status else {
      Issue.record("\(status)")
      return
    }
    #expect(reasons.joined().contains(why), "\(reasons)")
    #expect(reasons.joined().contains(server.address))
  }

  @Test func nobodyAtTheAddressIsAnAbsence() async throws {
    let server = try LoopbackServer { _ in .silence }
    let address = server.address
    server.close()
    let status = try await status(from: [(.answers, address)])
    #expect("\(status)".contains("is away"))
  }

  @Test func noRedirectionIsFollowed() async throws {
    let octets = try TestRevocationList(by: authority, thisUpdate: time, nextUpdate: nil).encoded()
    let server = try LoopbackServer { $0.path == "/list" ? .octets(octets) : .redirect(to: "/list") }
    let status = try await status(from: [(.list, server.address + "/old")])
    #expect("\(status)".contains("points elsewhere, with the status 302"))
    #expect(server.received.map(\.path) == ["/old"])
  }

  @Test func anAnswerOfSomebodyElseCountsForNothing() async throws {
    let octets = try answer(by: TestAuthority(root: "Somebody").identity)
    let server = try LoopbackServer { _ in .octets(octets) }
    let status = try await status(from: [(.answers, server.address)])
    #expect("\(status)".contains("no certificate of the responder"))
  }

  @Test func aSourceThatIsAwayIsNotAskedForEveryCertificate() async throws {
    let server = try LoopbackServer { _ in .octets([], status: 500) }
    var settings = RevocationSettings()
    settings.sources = [.init(kind: .answers, address: try #require(URL(webAddress: server.address)))]
    let source = try #require(RevocationSource.http(settings))
    for _ in 0..<3 { _ = await Self.status(source, try authority.issue(), authority, time) }
    #expect(server.received.count == 1)
  }

  @Test func addressesOfCertificatesAreAskedOnlyWhereSettingsSaySo() async throws {
    let octets = Mutex<[UInt8]>([])
    let server = try LoopbackServer { _ in .octets(octets.withLock { $0 }) }
    let access = AuthorityInformationAccess([
      .init(method: .ocspServer, location: .uniformResourceIdentifier(server.address))
    ])
    let person = try authority.issue(extensions: [Certificate.Extension(access, critical: false)])
    let answer = try TestResponder(authority.identity, producedAt: time).response([
      TestResponder.Single(person, of: authority.identity, thisUpdate: time)
    ])
    octets.withLock { $0 = answer }
    #expect(RevocationSource.http(RevocationSettings()) == nil)
    let elsewhere = try LoopbackServer { _ in .octets([], status: 404) }
    _ = try await status(from: [(.answers, elsewhere.address)], of: person)
    #expect(server.received.isEmpty)
    let asked = try await status(from: [], of: person) { $0.useCertificateAddresses = true }
    #expect("\(asked)".hasPrefix("good"))
    #expect(server.received.count == 1)
  }

  @Test(arguments: [
    ("http://a.test/x?y", true), ("https://a.test", true), ("ftp://a.test", false), ("file:///etc/passwd", false),
    ("http://", false), ("a.test", false), ("http://u:p@a.test", false), ("http://a.test/#x", false), ("", false),
  ])
  func onlyWebAddressesAreAsked(text: String, isAddress: Bool) {
    #expect((URL(webAddress: text) != nil) == isAddress)
  }
}
