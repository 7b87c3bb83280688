import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// `openssl ts` is the authority.
@Suite(.enabled(if: OpenSSLTimeStampAuthority.missing == nil, "\(OpenSSLTimeStampAuthority.missing ?? "")"))
struct SigningTimeStampTests {
  private static let package = "<Package xmlns=\"urn:test\" xml:lang=\"az\"><Claim Id=\"c1\">Əliyev</Claim></Package>"

  /// The token in a document, and the canonical octets of the value that it must be over.
  private func stamped(
    _ document: [UInt8], _ method: SigningCanonicalization
  ) throws -> (token: [UInt8], octets: [UInt8]) {
    let tree = try tree(document)
    let stamp = try tree.first("SignatureTimeStamp")
    let named = try #require(tree.elements("CanonicalizationMethod", Namespace.xmldsig, in: stamp).first)
    #expect(tree.attribute("Algorithm", of: named) == method.method.rawValue)
    let text = try #require(tree.text(of: tree.first("EncapsulatedTimeStamp")))
    let value = NodeSet(subtree: try tree.first("SignatureValue"), of: tree)
    return (
      try #require(Base64Decoder.octets(of: text)), try tree.canonicalOctets(value, by: method.canonicalization)
    )
  }

  @Test(arguments: SigningCanonicalization.allCases, SigningDigest.allCases)
  func theTokenIsOverTheCanonicalSignatureValue(_ method: SigningCanonicalization, _ digest: SigningDigest) async throws
  {
    let folder = try TemporaryFolder()
    let authority = try OpenSSLTimeStampAuthority(in: folder.url)
    let signer = try XAdESSigner.shared {
      ($0.canonicalization, $0.digest) = (method, digest)
      $0.level = .timeStamped { try authority.answer(to: $0.derEncoded) }
    }
    let claims = SignatureClaims(signingTime: TestPKI.time)
    for placement in [SignaturePlacement.slot(.slot), .enveloped] {
      let (octets, made) = try await signer.sign(Array(Self.package.utf8), placement, claiming: claims).get()
      #expect(made.level == .baselineT && made.timeStampedAt != nil)
      let (token, value) = try stamped(octets, method)
      #expect(try authority.verifies(token: token, over: value))
      #expect(try !authority.verifies(token: token, over: value + [0]))
      let report = try await SignatureVerifier(trust: TestPKI.trust).validate(tree(octets), at: TestPKI.time)
      #expect(report.only.core == .valid, "\(report.summary)")
    }
  }

  @Test func aTokenIsAddedToTheSignatureThatItIsOver() async throws {
    let folder = try TemporaryFolder()
    let authority = try OpenSSLTimeStampAuthority(in: folder.url)
    let claims = SignatureClaims(signingTime: TestPKI.time)
    var document = Array(Self.package.utf8)
    var requests: [TimeStampRequest] = []
    for method in SigningCanonicalization.allCases {
      let signer = try XAdESSigner.shared { $0.canonicalization = method }
      let (octets, made) = try await signer.sign(document, .slot(.slot), claiming: claims).get()
      (document, requests) = (octets, requests + [made.timeStampRequest])
    }
    // The last first, and one of them twice: further time-stamps stand beside the earlier ones.
    for (step, request) in (requests.reversed() + [requests[0]]).enumerated() {
      let source = try ByteSource(path: folder.write(document, to: "in.xml"))
      let path = folder.url.appending(path: "out-\(step).xml").path
      let output = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
      defer { close(output) }
      let addition = try TimeStampAddition(authority.answer(to: request.derEncoded))
      _ = try await addition.add(to: source, writing: output).get()
      document = try Array(Data(contentsOf: URL(filePath: path)))
      let report = try await SignatureVerifier(trust: TestPKI.trust).validate(tree(document), at: TestPKI.time)
      #expect(report.signatures.map(\.core) == [.valid, .valid, .valid], "\(report.summary)")
    }
    let tree = try tree(document)
    #expect(tree.descendants("SignatureTimeStamp", Namespace.xades132, of: tree.document).count == 4)
    #expect(tree.descendants("UnsignedSignatureProperties", Namespace.xades132, of: tree.document).count == 3)
  }

  @Test func aTokenOverSomethingElseIsAddedNowhere() async throws {
    let folder = try TemporaryFolder()
    let authority = try OpenSSLTimeStampAuthority(in: folder.url)
    let signed = try await XAdESSigner.shared().signed(Self.package)
    let request = try #require(TimeStampRequest(digest: [UInt8](repeating: 1, count: 32), by: .sha256))
    let addition = try TimeStampAddition(authority.answer(to: request.derEncoded))
    let output = open(folder.url.appending(path: "out.xml").path, O_RDWR | O_CREAT, 0o600)
    defer { close(output) }
    guard
      case .failure(.noSignatureForToken) = try await addition.add(to: ByteSource(Array(signed.utf8)), writing: output)
    else {
      Issue.record("it was added")
      return
    }
    #expect(throws: SigningDefect.self) { try TimeStampAddition([1, 2, 3]) }
  }

  @Test func anAnswerThatIsNoAnswerIsTheAuthoritysFault() async throws {
    let folder = try TemporaryFolder()
    let authority = try OpenSSLTimeStampAuthority(in: folder.url)
    let other = try #require(TimeStampRequest(digest: [UInt8](repeating: 1, count: 32), by: .sha256))
    let rejection: [UInt8] = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]
    let changed: TimeStampSource = { request in
      var answer = try authority.answer(to: request.derEncoded)
      answer[answer.count - 1] ^= 1
      return answer
    }
    let sources: [TimeStampSource] = [
      { _ in [] }, { _ in rejection }, { _ in try authority.answer(to: other.derEncoded) }, changed,
      { request in
        // The same digest, asked for by somebody else.
        let again = TimeStampRequest(digest: request.digest, by: request.algorithm)
        return try authority.answer(to: again?.derEncoded ?? [])
      },
    ]
    for source in sources {
      let signer = try XAdESSigner.shared { $0.level = .timeStamped(by: source) }
      await #expect(throws: TimeStampFailure.self) { try await signer.signed(Self.package) }
    }
  }
}
