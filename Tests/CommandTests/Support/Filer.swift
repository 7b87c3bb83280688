import Crypto
import Foundation
import TestSupport
import XMLSignature

/// Someone who files: an identity card of an authority that lives as long as the test, and packages signed with it.
struct Filer {
  private let signer: TestSigner
  private let identity: TestIdentity
  let anchor: String
  static let issuerName = "Test ID Card CA"
  static let fin = "TESTF01"

  /// One for all tests: keys and signatures cost time.
  static let shared = Result { try Filer() }

  init() throws {
    let authority = try TestAuthority(root: Self.issuerName)
    let identity = try authority.issue([
      (TestAuthority.commonName, "SINAQOV RƏŞAD"), (TestAuthority.serialNumber, "PNOAZ-\(Self.fin)"),
    ])
    signer = TestSigner(identity)
    self.identity = identity
    anchor = authority.identity.certificatePEM
  }

  /// A statement of claim with its duty paid.
  /// - Parameters:
  ///   - message: The sender's message id; payment and document follow from it.
  ///   - title: What differs between two packages with one message id.
  ///   - file: Name of the lead document beside the package; nil where it is embedded.
  func claim(_ message: String, title: String = "Pul tələbi", document: Data, file: String? = nil) throws -> Data {
    Data(try signer.sign(Self.content(message, title, document, file), element: "s").utf8)
  }

  /// Any content element with this Id, signed.
  func package(_ content: String, id: String) throws -> Data {
    let document = """
      <SubmissionPackage xmlns="urn:court-intake:submission:1">\(content)<Signatures>\(TestSigner.mark)</Signatures>\
      </SubmissionPackage>
      """
    return Data(try signer.sign(document, element: id).utf8)
  }

  /// A claim in a signed container with its document, `erize.pdf`.
  func container(_ message: String, document: Data) async throws -> Data {
    let submission = Self.content(message, "Pul tələbi", document, "erize.pdf")
      .replacing("<Signatures>\(TestSigner.mark)</Signatures>", with: "")
    let signing = try SigningIdentity(
      key: SigningKey(pem: Array(identity.key.pem.utf8)), certificate: identity.record)
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/container"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer { close(file) }
    _ = try await XAdESSigner(signing).signContainer(
      of: [
        DetachedFile(
          name: "submission.xml", source: ByteSource(Array(submission.utf8)), mediaType: "application/xml"),
        DetachedFile(name: "erize.pdf", source: ByteSource(Array(document)), mediaType: "application/pdf"),
      ], claiming: SignatureClaims(signingTime: Date()), to: file
    ).get()
    return try Data(contentsOf: URL(filePath: path))
  }

  /// A document of any kind, under one signature over all of it.
  func letter(_ text: String) throws -> Data { Data(try signer.signEnveloped("<letter>\(text)</letter>").utf8) }

  /// A statement of claim that nobody signed.
  static func unsignedClaim(_ message: String, document: Data) -> Data {
    Data(content(message, "Pul tələbi", document, nil).replacing(TestSigner.mark, with: "").utf8)
  }

  private static func content(_ message: String, _ title: String, _ document: Data, _ file: String?) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <SubmissionPackage xmlns="urn:court-intake:submission:1"><Submission Id="s">
      <MessageId>\(message)</MessageId><SentAt>2026-05-04T09:30:00+04:00</SentAt>
      <Destination><Court>050</Court></Destination><Case><New/></Case>
      <Procedure>civil</Procedure><DocumentType>statement-of-claim</DocumentType><Title>\(title)</Title>
      <Participants>
        <Participant Id="p1"><Role>claimant</Role><Person><FIN>\(fin)</FIN><Surname>Sınaqov</Surname>\
    <GivenName>Rəşad</GivenName><Patronymic>Demo oğlu</Patronymic></Person><Address>Masallı</Address></Participant>
        <Participant Id="p2"><Role>respondent</Role><Organisation><VOEN>9990000011</VOEN>\
    <Name>Nümunə Ticarət MMC</Name></Organisation></Participant>
      </Participants>
      <Filer participant="p1"/><ClaimValue currency="AZN">5000.00</ClaimValue>
      <LeadDocument><Name>erize.pdf</Name><MediaType>application/pdf</MediaType><Pages>1</Pages>\
    \(file.map { "<File>\($0)</File>" } ?? "")<Size>\(document.count)</Size>\
    <SHA256>\(SHA256.hash(data: document).map { String(format: "%02x", $0) }.joined())</SHA256>\
    \(file == nil ? "<Content>\(document.base64EncodedString())</Content>" : "")</LeadDocument>
      <Fee><Act>valued-claim</Act><Amount currency="AZN">70.00</Amount><Payment><Channel>bank</Channel>\
    <OperationNumber>OP-\(message)</OperationNumber><Amount currency="AZN">70.00</Amount>\
    <PaidOn>2026-05-04</PaidOn></Payment></Fee>
    </Submission><Signatures>\(TestSigner.mark)</Signatures></SubmissionPackage>
    """
  }

  /// A whole PDF of one page that nobody else has.
  static func document(_ text: String, padding: Int = 0) -> Data {
    let filler = String(repeating: "% \(text)\n", count: padding / (text.utf8.count + 3))
    let stream = "BT /F1 9 Tf 60 780 Td (\(text)) Tj ET\n\(filler)"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
      "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)endstream",
    ]
    var body = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(body.utf8.count)
      body += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = offsets.map { String(format: "%010d 00000 n \n", $0) }.joined()
    let end = body.utf8.count
    body += "xref\n0 5\n0000000000 65535 f \n\(table)trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n\(end)\n%%EOF\n"
    return Data(body.utf8)
  }
}
