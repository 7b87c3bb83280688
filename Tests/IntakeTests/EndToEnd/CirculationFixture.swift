import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// A root with two persons, a court with a seal and an officer, and the packages that they sign.
struct CirculationFixture {
  let intake: DemoIntake
  let authority: TestAuthority
  /// FİN 5TEST01.
  let aysel: TestIdentity
  /// FİN 6TEST02.
  let orxan: TestIdentity
  let seal: TestIdentity
  /// FİN 7TEST03.
  let officer: TestIdentity
  let arrival: Instant

  static let day: Int64 = 86_400_000
  static let caseNumber = "2(050)-17/2026"

  init() throws {
    intake = try DemoIntake()
    authority = try TestAuthority(root: "Test CA")
    aysel = try authority.issue([([2, 5, 4, 3], "Aysel"), ([2, 5, 4, 5], "PNOAZ-5TEST01")])
    orxan = try authority.issue([([2, 5, 4, 3], "Orxan"), ([2, 5, 4, 5], "PNOAZ-6TEST02")])
    seal = try authority.issue([([2, 5, 4, 3], "Court 050")])
    officer = try authority.issue([([2, 5, 4, 3], "Officer"), ([2, 5, 4, 5], "PNOAZ-7TEST03")])
    arrival = try #require(Instant(dateTime: "2026-05-04T06:00:00Z"))
  }

  func configuration(
    _ required: CabinetRequirement = .no, parsing: ParsingLimits = ParsingLimits(),
    documentAccess: [String: DocumentAccess] = [:]
  ) throws -> IntakeConfiguration {
    let court = Court(
      code: try #require(CourtCode("050")), nameInAzerbaijani: "Masallı Rayon Məhkəməsi",
      nameInEnglish: "Masalli District Court", seals: [ContentHash(sha256Of: seal.encoded)],
      officers: [try #require(PersonalNumber("7TEST03"))])
    return SignedContainer.configuration(
      of: intake.configuration, trusting: authority,
      channels: [
        ChannelPolicy(name: "integrators", kinds: [.submission, .cabinetRequest]),
        ChannelPolicy(name: "court-050", kinds: [.dispatch]),
      ], courts: CourtDirectory([court]), requiredCabinet: required,
      parsing: parsing, documentAccess: documentAccess)
  }

  @discardableResult
  func run(days: Int64 = 0, _ required: CabinetRequirement = .no) async throws -> RunSummary {
    try await intake.run(
      at: arrival.advanced(byMilliseconds: days * Self.day), with: try configuration(required))
  }

  /// Drops a package, runs, and gives back what became of its one item.
  func submit(
    _ content: String, by signer: TestIdentity, into channel: String = "integrators", days: Int64 = 0,
    _ required: CabinetRequirement = .no
  ) async throws -> RunSummary.Outcome {
    try intake.drop(try package(content, by: signer), as: "package.xml", into: channel)
    let summary = try await run(days: days, required)
    try #require(summary.lines.count == 1, "\(summary)")
    return summary.lines[0].outcome
  }

  func package(_ content: String, by signer: TestIdentity) throws -> [UInt8] {
    let document = """
      <SubmissionPackage xmlns="urn:court-intake:submission:1">\(content)<Signatures>\(TestSigner.mark)</Signatures>\
      </SubmissionPackage>
      """
    return Array(try TestSigner(signer).sign(document, element: "content").utf8)
  }

  // MARK: Proofs

  /// What each notice brings to prove it, as somebody who holds its file reads it.
  func proofs() throws -> [NoticeProof] {
    var proofs: [NoticeProof] = []
    try intake.store.queries.forEachNotice { notice, _ in
      let tree = try XMLTree.parse(ByteSource(intake.root.store.octets(of: notice))).get().tree
      proofs.append(try #require(NoticeProof(tree), "\(notice.fileName)"))
    }
    return proofs
  }

  /// The report on a document without signatures.
  func noSeal() async throws -> ValidationReport {
    let tree = try XMLTree.parse(ByteSource(Array("<a/>".utf8))).get().tree
    return try await SignatureVerifier(trust: .none).validate(tree, at: Date(timeIntervalSince1970: 0))
  }

  // MARK: Cabinets

  func request(_ messageID: String, _ action: String, fin: String = "5TEST01") -> String {
    """
    <CabinetRequest Id="content"><MessageId>\(messageID)</MessageId><Destination><Court>050</Court></Destination>
    <Holder>\(Self.person(fin))</Holder>\(action)</CabinetRequest>
    """
  }

  /// Opens Aysel's cabinet.
  @discardableResult
  func openCabinet(_ preferences: String = "") async throws -> Cabinet {
    let outcome = try await submit(request("open-1", "<Open>\(preferences)</Open>"), by: aysel)
    try #require(outcome.state == .recorded, "\(outcome.findings)")
    return try cabinet()
  }

  func cabinet(of key: String = "FIN:5TEST01") throws -> Cabinet {
    let owner = try #require(PartyNumber(key: key))
    return try #require(try intake.store.queries.cabinet(of: owner))
  }

  /// Aysel gives Orxan a power of attorney.
  static func power(_ number: String, scope: String = "", until: String = "2026-12-31") -> String {
    """
    <GrantPower><Number>\(number)</Number><Representative>\(person("6TEST02"))</Representative>\(scope)
    <ValidUntil>\(until)</ValidUntil></GrantPower>
    """
  }

  static func person(_ fin: String) -> String {
    "<Person><FIN>\(fin)</FIN><Surname>Nümunəyeva</Surname><GivenName>Aysel</GivenName></Person>"
  }

  // MARK: Filings and dispatches

  /// Aysel's claim, which Orxan may sign for her.
  func claim(_ messageID: String, isRepresented: Bool = false) -> String {
    let document =
      Array(String(decoding: SignedContainer.document, as: UTF8.self).utf8) + Array("% \(messageID)\n".utf8)
    let whole =
      Array(String(decoding: document, as: UTF8.self).replacing("%%EOF\n", with: "").utf8) + Array("%%EOF\n".utf8)
    return """
      <Submission Id="content"><MessageId>\(messageID)</MessageId><Destination><Court>050</Court></Destination>
      <Case><New/></Case><Procedure>civil</Procedure><DocumentType>statement-of-claim</DocumentType><Title>Pul tələbi</Title>
      <Participants><Participant Id="p1"><Role>claimant</Role>\(Self.person("5TEST01"))</Participant></Participants>
      <Filer participant="p1"/>\(isRepresented ? "<Representative>\(Self.person("6TEST02"))</Representative>" : "")
      <ClaimValue currency="AZN">5000.00</ClaimValue>
      <LeadDocument><Name>iddia.pdf</Name><MediaType>application/pdf</MediaType>
      <Content>\(Data(whole).base64EncodedString())</Content></LeadDocument>
      <Fee><Act>valued-claim</Act><Amount currency="AZN">70.00</Amount><Payment><Channel>bank</Channel>
      <OperationNumber>OP-\(messageID)</OperationNumber><Amount currency="AZN">70.00</Amount>
      <PaidOn>2026-05-03</PaidOn></Payment></Fee></Submission>
      """
  }

  func dispatch(_ messageID: String, to addressees: [String] = ["5TEST01"], title: String = "Qərardad") -> String {
    """
    <Dispatch Id="content"><MessageId>\(messageID)</MessageId><Destination><Court>050</Court></Destination>
    <Case><Number>\(Self.caseNumber)</Number></Case><Title>\(title)</Title><OpenWithin>10</OpenWithin>
    \(addressees.map { "<Addressee>\(Self.person($0))</Addressee>" }.joined())
    <Document><Name>qərardad.pdf</Name><MediaType>application/pdf</MediaType>
    <Content>\(Data(SignedContainer.document).base64EncodedString())</Content></Document></Dispatch>
    """
  }

  @discardableResult
  func serve(_ messageID: String = "d-1", to addressees: [String] = ["5TEST01"]) async throws -> DispatchPage {
    let outcome = try await submit(dispatch(messageID, to: addressees), by: seal, into: "court-050")
    try #require(outcome.state == .recorded, "\(outcome.findings)")
    return try #require(try intake.store.queries.dispatch(outcome.reference))
  }

  func evidence(of dispatch: DispatchPage) throws -> [[DispatchEvidence]] {
    let now = try #require(try intake.store.queries.dispatch(dispatch.item))
    return now.addressees.map { $0.evidence.map(\.kind) }
  }

  // MARK: Folders

  func names(in folder: String, of cabinet: Cabinet) throws -> [String] {
    let path = "\(intake.folder)/outbox/\(cabinet.recipient)/\(folder)"
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// The holder opens what a notice of this kind tells of.
  func open(_ kind: NoticeKind, in cabinet: Cabinet) throws {
    let outbox = "\(intake.folder)/outbox/\(cabinet.recipient)"
    for name in try names(in: "new", of: cabinet) where name.hasSuffix("-\(kind.rawValue).xml") {
      try FileManager.default.moveItem(atPath: "\(outbox)/new/\(name)", toPath: "\(outbox)/ack/\(name)")
    }
  }
}
