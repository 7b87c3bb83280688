import Foundation
import Synchronization
import TestSupport
import Testing

@testable import XMLSignature

@Suite struct XAdESSignerTests {
  private static let package = "<Package xmlns=\"urn:test\"><Claim Id=\"c1\"><Name>Əliyev</Name></Claim></Package>"

  @Test func everyFurtherSignatureLeavesTheEarlierOnesValid() async throws {
    var document = Self.package
    for (number, kind) in TestKey.Kind.allCases.enumerated() {
      let identity = try TestSigners.identity(kind)
      document = try await XAdESSigner(identity.signing()).signed(document)
      let report = try await validate(document)
      #expect(report.verdict == .passed, "\(report.summary)")
      #expect(report.signatures.count == number + 1)
      #expect(report.signatures.last?.signer == identity.record)
      #expect(report.signatures.allSatisfy { $0.coverage == .full && $0.level == .baselineB })
    }
  }

  @Test func aSecondEnvelopedSignatureIsRefusedBecauseItBreaksTheFirst() async throws {
    let signer = try XAdESSigner.shared()
    let once = try await signer.signed("<a/>", .enveloped)
    #expect(try await signer.refusal(once.utf8, .enveloped) == .wouldBreakSignature(path: "/a/Signature"))
    let package = try await signer.signed(Self.package, .enveloped)
    #expect(try await signer.refusal(package.utf8) == .wouldBreakSignature(path: "/Package/Signature"))
    // A signature over a part does not mind.
    let part = try TestSigner.shared.sign("<a><b Id=\"b\"/></a>", element: "b")
    let both = try await signer.signed(part, .enveloped)
    #expect(try await validate(both).signatures.map(\.core) == [.valid, .valid])
  }

  @Test func nothingIsAddedToASignatureThatIsBroken() async throws {
    let signer = try XAdESSigner.shared()
    let changed = try await signer.signed(Self.package).replacing("Əliyev", with: "Veliyev")
    guard case .brokenSignature(let path, let detail) = try await signer.refusal(changed.utf8) else {
      Issue.record("a changed document was signed")
      return
    }
    #expect(path == "/Package/Signatures/Signature" && detail.contains("was changed"))
  }

  @Test func identifiersNeverMeetThoseOfTheDocument() async throws {
    let taken = ["s1", "s2-properties", "s3-value", "s4-content", "s5-time"]
    for attribute in ["Id", "ID", "id", "xml:id"] {
      let elements = taken.map { "<x \(attribute)=\"\($0)\"/>" }.joined()
      let document = Self.package.replacing("<Name>", with: "\(elements)<Name>")
      let number = Mutex(0)
      var signer = try XAdESSigner.shared()
      signer.makeIdentifier = { "s\(number.withLock { $0 += 1; return $0 })" }
      let report = try await validate(signer.signed(document))
      #expect(report.verdict == .passed, "\(report.summary)")
      #expect(report.only.id == "s6")
    }
  }

  @Test func identifiersAreNeverTheSame() async throws {
    let signer = try XAdESSigner.shared()
    let ids = try await [signer.signed(Self.package), signer.signed(Self.package)].map { try tree($0) }
      .map { tree in tree.attribute("Id", of: tree.descendants("Signature", Namespace.xmldsig, of: tree.document)[0]) }
    #expect(ids[0] != ids[1] && ids.allSatisfy { $0?.count == "signature-".count + 32 })
  }

  @Test func claimsReadBackAsTheyWereMade() async throws {
    var claims = SignatureClaims(signingTime: TestPKI.time)
    let hostile = "<\"&'>\r\n\t ]]> Ərizəçi, İşğal ğüöçş"
    claims.roles = [hostile, "Vəkil"]
    claims.place = ClaimedPlace(city: hostile, country: "AZ")
    claims.policy = ClaimedPolicy(
      identifier: "urn:oid:1.2.3", digestAlgorithm: .sha384, digest: [1, 2, 3], address: "https://x/?a&b=\"")
    claims.commitments = [.proofOfApproval]
    let signed = try await XAdESSigner.shared { $0.digest = .sha512 }.signed(Self.package, claiming: claims)
    let tree = try tree(signed)
    let texts = { (name: String) in
      tree.descendants(name, Namespace.xades132, of: tree.document).map { tree.text(of: $0) }
    }
    #expect(texts("SigningTime") == ["2026-06-01T00:00:00Z"])
    #expect(texts("ClaimedRole") == [hostile, "Vəkil"])
    #expect(texts("City") == [hostile] && texts("CountryName") == ["AZ"] && texts("PostalCode").isEmpty)
    #expect(texts("SPURI") == ["https://x/?a&b=\""])
    #expect(texts("Identifier") == ["urn:oid:1.2.3", "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval"])
    #expect(texts("MimeType") == ["application/xml"])
    #expect(try await validate(signed).verdict == .passed)
  }

  @Test(arguments: ["\u{0}", "a\u{1}b", "\u{FFFE}", "\u{1F}"]) func whatXMLCannotCarryIsNoClaim(_ text: String)
    async throws
  {
    var claims = SignatureClaims(signingTime: TestPKI.time)
    claims.roles = [text]
    #expect(try await XAdESSigner.shared().refusal(Self.package.utf8, claiming: claims) == .notText(text))
  }

  @Test(
    arguments: [
      ("<a><b/></a>", .noIdentifier(path: "/a/b")), ("<a/>", .noContent(path: "/a")),
      ("<a><b Id='b'/><c/></a>", .noContent(path: "/a")),
      ("<a><Signatures xmlns='urn:test'/><b Id='b'/></a>", .slotNotLast(path: "/a/Signatures")),
      (
        "<a><b Id='b'/><Signatures xmlns='urn:test'/><Signatures xmlns='urn:test'/></a>",
        .slotNotLast(path: "/a/Signatures[2]")
      ),
      ("<a><b Id='b'><c ID='b'/></b></a>", .identifierTwice("b", line: 1)),
      ("<?xml version='1.0' encoding='windows-1254'?><a/>", .encoding("windows-1254")),
      ("<?xml version='1.0' encoding = \"ISO-8859-9\" ?><a/>", .encoding("ISO-8859-9")),
      ("<a><b Id='b' xmlns:r='relative' r:c='1'/></a>", .noCanonicalForm("relativeNamespace(\"relative\")")),
    ] as [(String, SigningDefect)])
  func namesWhyADocumentCannotBeSigned(_ document: String, _ defect: SigningDefect) async throws {
    #expect(try await XAdESSigner.shared().refusal(document.utf8) == defect)
  }

  @Test func aDocumentInUTF16IsRefusedAndKeepsItsOctets() async throws {
    for order in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16, .utf32] {
      let octets = try #require("<a><b Id='b'/></a>".data(using: order))
      guard case .encoding? = try await XAdESSigner.shared().refusal(octets) else {
        Issue.record("\(order) was signed")
        continue
      }
    }
  }

  @Test func whatIsNoXMLIsNotSigned() async throws {
    for document in ["", "<a>", "<!DOCTYPE a><a/>", "<a/><b/>"] {
      guard case .notXML? = try await XAdESSigner.shared().refusal(document.utf8) else {
        Issue.record("\(document) was signed")
        continue
      }
    }
  }

  @Test func noMoreSignaturesAreMadeThanAreRead() async throws {
    let signatures = String(repeating: "<Signature xmlns=\"\(Namespace.xmldsig)\"/>", count: 100)
    let document = Self.package.replacing("</Claim>", with: "\(signatures)</Claim>")
    #expect(try await XAdESSigner.shared().refusal(document.utf8) == .tooManySignatures(100))
  }

  // MARK: Files outside

  @Test func detachedFilesAreSignedAsTheyAre() async throws {
    let files = ["a.pdf", "qovluq/ərizə 1.txt", "c#d%20?.bin"].enumerated().map { index, name in
      DetachedFile(name: name, source: ByteSource([UInt8](repeating: UInt8(index), count: index * 300_000)))
    }
    let detached = Dictionary(uniqueKeysWithValues: files.map { ($0.uri, $0.source) })
    for form in [DetachedForm.alone, .container] {
      let signed = try await XAdESSigner.shared().sign(
        files, as: form, claiming: SignatureClaims(signingTime: TestPKI.time)
      ).get()
      #expect(signed.made.references == ["a.pdf", "qovluq/%C9%99riz%C9%99%201.txt", "c%23d%2520%3F.bin"])
      let verifier = SignatureVerifier(trust: TestPKI.trust)
      let report = try await verifier.validate(tree(signed.octets), at: TestPKI.time, detached: detached)
      #expect(report.verdict == .passed, "\(report.summary)")
      var changed = detached
      changed["a.pdf"] = ByteSource([1])
      let other = try await verifier.validate(tree(signed.octets), at: TestPKI.time, detached: changed)
      #expect(other.codes.contains(.hashFailure))
    }
  }

  @Test func filesThatCannotBeNamedApartAreRefused() async throws {
    let signer = try XAdESSigner.shared()
    let claims = SignatureClaims(signingTime: TestPKI.time)
    let file = DetachedFile(name: "a", source: ByteSource([]))
    let refusal = { (files: [DetachedFile]) async throws -> SigningDefect? in
      if case .failure(let defect) = try await signer.sign(files, claiming: claims) { defect } else { nil }
    }
    #expect(try await refusal([]) == .noFiles)
    #expect(try await refusal([file, file]) == .fileTwice("a"))
    let many = (0..<30).map { DetachedFile(name: "\($0)", source: ByteSource([])) }
    #expect(try await refusal(many) == .tooManyFiles(29))
    #expect(try await refusal(Array(many.dropLast())) == nil)
  }
}
