import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// Submissions that come in a signed container: one file with `submission.xml` and its documents (ASiC-E).
@Suite("Packages in a container")
struct ContainerPackageTests {
  private let authority: TestAuthority
  private let signer: TestIdentity
  private let arrival: Instant
  private static let document = SignedContainer.document

  init() throws {
    authority = try TestAuthority(root: "Test CA")
    signer = try authority.issue([([2, 5, 4, 3], "Aysel"), ([2, 5, 4, 5], "PNOAZ-5TEST01")])
    arrival = try #require(Instant(dateTime: "2026-05-04T06:00:00Z"))
  }

  @Test("is registered with the documents that its container holds")
  func isRegistered() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await container(), as: "objection.asice")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .registered, "\(outcome.findings)")
    let entry = try #require(try intake.store.queries.item(outcome.reference)?.outcome.entry)
    #expect(entry.draft.documents.map(\.name) == ["etiraz.pdf"])
    #expect(entry.draft.documents.map(\.hash) == [ContentHash(sha256Of: Self.document)])
    #expect(entry.draft.signatures.map(\.signer) == ["Aysel"])
    #expect(try intake.notices(for: "integrators").contains { $0.contains("<Package form=\"container\"") })
  }

  @Test("once more is a duplicate of itself")
  func twiceIsADuplicate() async throws {
    let intake = try DemoIntake()
    let octets = try await container()
    try intake.drop(octets, as: "a.asice")
    #expect(try await only(of: intake).state == .registered)
    try intake.drop(octets, as: "b.bdoc")
    #expect(try await only(of: intake).state == .duplicate)
  }

  @Test("a document that was changed after signing is refused, and the signature's hash failure named")
  func changedDocument() async throws {
    let intake = try DemoIntake()
    let changed = try rewritten(try await container()) { files in
      files.map { $0.name == "etiraz.pdf" ? ("etiraz.pdf", Self.document + Array("% more\n%%EOF\n".utf8)) : $0 }
    }
    try intake.drop(changed, as: "changed.asice")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .rejected)
    let failure = try #require(outcome.findings.first { $0.code == .signatureHashFailure })
    #expect(failure.location?.file == "META-INF/signatures0.xml")
  }

  @Test("a file that nobody signed is refused")
  func unsignedFile() async throws {
    let intake = try DemoIntake()
    try intake.drop(
      try rewritten(try await container()) { $0 + [("extra.txt", Array("more".utf8))] }, as: "extra.asice")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .rejected)
    let finding = try #require(outcome.findings.first { $0.code == .containerFileNotSigned })
    #expect(finding.location?.file == "extra.txt")
  }

  @Test("without submission.xml at its root it is refused, with what to do")
  func withoutSubmission() async throws {
    let intake = try DemoIntake()
    try intake.drop(try await container(named: "folder/submission.xml"), as: "other.asice")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.containerSubmissionMissing])
  }

  @Test("damaged it is refused; cut off it waits for its end, as any file does")
  func damaged() async throws {
    let octets = try await container()
    var damaged = octets
    // In the content of the first entry, the media type.
    damaged[45] ^= 1
    let intake = try DemoIntake()
    try intake.drop(damaged, as: "damaged.asice")
    let outcome = try await only(of: intake)
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.containerMalformed])

    let other = try DemoIntake()
    try other.drop(Array(octets.prefix(octets.count - 40)), as: "cut.asice")
    let summary = try await other.run(at: arrival, with: configuration(of: other))
    #expect(summary.lines.isEmpty)
    #expect(summary.leftAlone.map(\.reason) == ["zipEndMissing"])
  }

  @Test("a channel that does not take containers refuses it")
  func formNotTaken() async throws {
    let intake = try DemoIntake()
    #expect(intake.configuration.settings.channels.allSatisfy { $0.forms.contains(.container) })
    try intake.drop(try await container(), as: "objection.asice")
    let outcome = try await only(of: intake, taking: [.xml, .folder])
    #expect(outcome.state == .rejected && outcome.findings.map(\.code) == [.packageFormNotAllowed])
  }

  private func only(
    of intake: DemoIntake, taking forms: Set<ChannelPolicy.Form> = Set(ChannelPolicy.Form.allCases)
  ) async throws -> RunSummary.Outcome {
    let summary = try await intake.run(at: arrival, with: configuration(of: intake, taking: forms))
    try #require(summary.lines.count == 1, "\(summary)")
    return summary.lines[0].outcome
  }

  private func configuration(
    of intake: DemoIntake, taking forms: Set<ChannelPolicy.Form> = Set(ChannelPolicy.Form.allCases)
  ) -> IntakeConfiguration {
    SignedContainer.configuration(
      of: intake.configuration, trusting: authority, channels: [ChannelPolicy(name: "integrators", forms: forms)])
  }

  /// - Parameter name: Of the entry that holds the submission.
  private func container(named name: String = "submission.xml") async throws -> [UInt8] {
    try await SignedContainer.of(
      [
        DetachedFile(name: name, source: ByteSource(Array(Self.submission.utf8)), mediaType: "application/xml"),
        DetachedFile(name: "etiraz.pdf", source: ByteSource(Self.document), mediaType: "application/pdf"),
      ], by: signer, at: Date(timeIntervalSince1970: Double(arrival.milliseconds) / 1000 - 3600))
  }

  /// A container with the same signatures and other files.
  private func rewritten(
    _ octets: [UInt8], _ change: ([(name: String, octets: [UInt8])]) -> [(name: String, octets: [UInt8])]
  ) throws -> [UInt8] {
    func content(of source: ByteSource) throws -> [UInt8] {
      var octets: [UInt8] = []
      try source.forEachChunk(in: 0..<source.count) { octets += $0 }
      return octets
    }
    let opened = try SignatureContainer.open(ByteSource(octets)).get()
    let files = change(try opened.dataFiles.map { ($0.name, try content(of: $0.source)) }).map { file in
      ContainerWriter.DataFile(
        name: file.name, mediaType: file.name == "submission.xml" ? "application/xml" : "application/pdf",
        source: ByteSource(file.octets))
    }
    var written: [UInt8] = []
    try ContainerWriter.write(
      files, signatures: try opened.signatureFiles.map { try content(of: $0.source) }, at: ZIPTime(Date())
    ) { written += $0 }
    return written
  }

  /// Without a slot for signatures: they stand in the container.
  private static var submission: String {
    """
    <SubmissionPackage xmlns="urn:court-intake:submission:1">
      <Submission Id="filing">
        <MessageId>container-1</MessageId>
        <Destination><Court>050</Court></Destination>
        <Case><Number>2(050)-12/2026</Number></Case>
        <Procedure>civil</Procedure>
        <DocumentType>objection</DocumentType>
        <Participants>
          <Participant Id="p1"><Role>respondent</Role>
            <Person><FIN>5TEST01</FIN><Surname>Nümunəyeva</Surname><GivenName>Aysel</GivenName></Person>
          </Participant>
        </Participants>
        <Filer participant="p1"/>
        <LeadDocument>
          <Name>etiraz.pdf</Name><MediaType>application/pdf</MediaType><File>etiraz.pdf</File>
          <Size>\(document.count)</Size><SHA256>\(ContentHash(sha256Of: document).hexadecimal)</SHA256>
        </LeadDocument>
      </Submission>
    </SubmissionPackage>
    """
  }
}
