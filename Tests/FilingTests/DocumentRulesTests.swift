import Testing

@testable import Filing

@Suite struct DocumentRulesTests {
  private static func measured(_ change: (FilingDocument) -> DocumentFacts) -> FilingFixture {
    .with { $0.documents = [change(FilingFixture.document())] }
  }

  @Test(arguments: [
    (DocumentFacts.Presence.missing, FindingCode.documentFileMissing), (.notBase64, .documentContentNotBase64),
    (.nameInvalid, .documentNameInvalid),
  ])
  func whatCannotBeReadIsTold(presence: DocumentFacts.Presence, code: FindingCode) {
    let fixture = Self.measured {
      FilingFixture.measured($0, presence: presence, size: 0, hash: nil, sniffed: SniffedContent(mediaType: nil))
    }
    #expect(fixture.codes == [code])
  }

  @Test func sizesAgree() {
    #expect(Self.measured { FilingFixture.measured($0, size: 999) }.codes == [.documentSizeMismatch])
  }

  @Test func hashesAgree() {
    let findings = Self.measured { FilingFixture.measured($0, hash: FilingFixture.hash("bb")) }.findings
    #expect(findings.map(\.code) == [.documentHashMismatch])
    #expect(findings[0].text(in: .english).cause.contains(String(repeating: "bb", count: 32)))
  }

  @Test func anEmptyDocumentIsTold() {
    let fixture = Self.measured {
      var stated = $0
      stated.size = nil
      return FilingFixture.measured(stated, size: 0, sniffed: SniffedContent(mediaType: nil))
    }
    #expect(fixture.codes == [.documentEmpty])
  }

  @Test func aDocumentKeepsWithinTheChannelsLimit() {
    let small = FilingFixture.with { $0.channel = ChannelPolicy(name: "cabinet", maximumDocumentSize: 999) }
    #expect(small.codes == [.documentTooLarge])
    #expect(
      FilingFixture.with { $0.channel = ChannelPolicy(name: "cabinet", maximumDocumentSize: 1000) }.codes.isEmpty)
  }

  @Test(arguments: ["application/zip", "text/xml", "application/pdf; x=1"])
  func onlySomeFormatsAreTaken(mediaType: String) {
    let fixture = FilingFixture.with { $0.submission.leadDocument?.mediaType = FilingFixture.stated(mediaType) }
    #expect(fixture.codes == [.documentMediaTypeNotAccepted])
  }

  @Test(arguments: ["image/png", nil]) func theOctetsBearTheFormatOut(sniffed: String?) {
    let fixture = Self.measured { FilingFixture.measured($0, sniffed: SniffedContent(mediaType: sniffed)) }
    #expect(fixture.codes == [.documentMediaTypeMismatch])
  }

  @Test(arguments: ["application/pdf", "image/tiff", "image/jpeg", "image/png", "application/xml", "Application/PDF"])
  func theAcceptedFormatsPass(mediaType: String) {
    let fixture = Self.measured {
      var stated = $0
      stated.mediaType = FilingFixture.stated(mediaType)
      return FilingFixture.measured(stated, sniffed: SniffedContent(mediaType: mediaType.lowercased()))
    }
    #expect(fixture.codes.isEmpty)
  }

  @Test func encryptedAndTruncatedDocumentsAreTold() {
    let sniffed = SniffedContent(mediaType: "application/pdf", isEncrypted: true, isTruncated: true)
    #expect(
      Self.measured { FilingFixture.measured($0, sniffed: sniffed) }.codes == [.documentEncrypted, .documentTruncated])
  }

  @Test(
    arguments: [
      (.notAsked, []), (.clean, []), (.infected(signature: "Eicar"), [.documentInfected]),
      (.incomplete(reason: "too large"), [.documentNotScanned]), (.scannerAway(reason: "away"), [.virusScannerAway]),
    ] as [(VirusCheck, [FindingCode])])
  func onlyWhatTheScannerCallsCleanIsClean(check: VirusCheck, codes: [FindingCode]) {
    let fixture = Self.measured {
      var facts = FilingFixture.measured($0)
      facts.virusCheck = check
      return facts
    }
    #expect(fixture.codes == codes)
    #expect(fixture.findings.allSatisfy { $0.code.isAboutProof != $0.code.isOfWorld })
  }

  @Test func aScannerThatIsAwayIsToldOfOnce() {
    let fixture = FilingFixture.with {
      var facts = FilingFixture.measured(FilingFixture.document())
      facts.virusCheck = .scannerAway(reason: "away")
      $0.documents = [facts, facts]
    }
    #expect(fixture.codes.count { $0 == .virusScannerAway } == 1)
  }

  /// The signature is over the stated SHA-256, and so over nothing where there is none.
  @Test(arguments: [nil, "", "abc", String(repeating: "g", count: 64)] as [String?])
  func aFileMustHaveAHashThatIsSigned(stated: String?) {
    let fixture = Self.measured {
      var document = $0
      document.source = .file(FilingFixture.stated("iddia.pdf"))
      document.hash = stated.map { FilingFixture.stated($0) }
      return FilingFixture.measured(document)
    }
    #expect(fixture.codes == [.documentHashMissing])
    #expect(fixture.findings.allSatisfy { $0.code.isAboutProof })
  }

  @Test func namesAreSane() {
    let fixture = FilingFixture.with { $0.submission.leadDocument?.name = FilingFixture.stated("../iddia.pdf") }
    #expect(fixture.codes == [.documentNameInvalid])
  }

  @Test func namesAreNotRepeatedWhateverTheirCapitals() {
    let fixture = FilingFixture.with {
      var second = FilingFixture.document("Sübut.PDF")
      var third = FilingFixture.document("sübut.pdf")
      second.source = .file(FilingFixture.stated("b.pdf"))
      third.source = .file(FilingFixture.stated("c.pdf"))
      $0.submission.attachments = [second, third]
    }
    #expect(fixture.codes == [.documentNameRepeated])
  }

  @Test func oneFileIsNotTwoDocuments() {
    let fixture = FilingFixture.with {
      var copy = FilingFixture.document("copy.pdf")
      copy.source = .file(FilingFixture.stated("IDDIA.pdf"))
      $0.submission.attachments = [copy]
    }
    #expect(fixture.codes == [.documentNameRepeated])
  }

  @Test func noFileTravelsUnlisted() {
    let findings = FilingFixture.with { $0.unlistedFiles = ["extra.exe"] }.findings
    #expect(
      findings == [Finding(.documentFileUnlisted, at: SourceLocation(file: "extra.exe"), ["name": "extra.exe"])])
  }
}
