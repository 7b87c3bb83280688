import Foundation
import TestSupport

@testable import XMLSignature

/// A signature in the making, with what it carries and by what it is judged: signed on 2026-05-04 as it says, judged in June.
struct ProcessCase: Sendable {
  var signer = TestSigner.shared
  var document = TestDocument.plain
  var references = [TestSigner.Reference("#c1")]
  /// Times of content time-stamps, and of signature time-stamps.
  var contentStamps: [Date] = []
  var signatureStamps: [Date] = []
  var authority = ProcessPKI.authority
  /// Further unsigned properties, before the signature time-stamps.
  var unsigned = ""
  var anchors = [TestPKI.root.identity]
  var intermediates = [TestPKI.intermediate.identity]
  var lists: [RevocationList] = []
  var policy = ValidationPolicy.standard
  var time = TestPKI.time
  /// A last change to the signed document.
  var change: @Sendable (String) -> String = { $0 }

  init() {}

  init(_ adjust: (inout ProcessCase) throws -> Void) rethrows { try adjust(&self) }

  func signed() throws -> String {
    var signer = signer
    if !contentStamps.isEmpty {
      let content = try TestSigner.content(of: "c1", in: document)
      let tokens = try contentStamps.map { try authority.token(for: content, at: $0) }
      let stamp = TestXAdES.timeStamp("AllDataObjectsTimeStamp", tokens, content: ProcessPKI.exclusive)
      signer = signer.claiming(ofObjects: stamp)
    }
    var signed = try signer.sign(document, references)
    if !unsigned.isEmpty { signed = try signer.adding(unsigned, to: signed) }
    if !signatureStamps.isEmpty {
      let value = try signer.value(in: signed)
      let tokens = try signatureStamps.map { try authority.token(for: value, at: $0) }
      signed = try signer.adding(TestXAdES.timeStamp("SignatureTimeStamp", tokens), to: signed)
    }
    return change(signed)
  }

  var trust: SignatureVerifier.Trust {
    .paths(
      PathValidator(
        TrustStore(
          anchors: anchors.map(\.record), intermediates: intermediates.map(\.record),
          revocationLists: lists)))
  }

  /// What the door says of the document.
  func validate(_ document: String? = nil) async throws -> ValidationReport {
    let verifier = SignatureVerifier(trust: trust, policy: policy)
    return try await verifier.validate(tree(document ?? signed()), at: time)
  }

  func report(_ document: String? = nil) async throws -> SignatureReport { try await validate(document).only }
}

/// Certificates that the processes disagree about, below the shared root and its intermediate.
enum ProcessPKI {
  static let authority = made { try TestTimeStampAuthority(under: TestPKI.root) }
  static let expired = made { try TestPKI.intermediate.issue(validity: day(1)...day(5, 10)) }
  static let young = made { try TestPKI.intermediate.issue(validity: day(5)...TestAuthority.day(2030)) }
  static let future = made { try TestPKI.intermediate.issue(validity: day(9)...TestAuthority.day(2030)) }
  static let large = made { try TestPKI.intermediate.issue(kind: .p521) }
  static let unreadable = made {
    try TestPKI.intermediate.issue(extensions: [.init(oid: [1, 2, 3, 4], critical: true, value: [5, 0])])
  }
  static let authenticating = made { try TestPKI.intermediate.issue(keyUsage: .init(digitalSignature: true)) }
  static let responder = made { try TestPKI.intermediate.responder() }
  static let stranger = made { try TestAuthority(root: "Other Root") }
  static let crossed = made {
    try stranger.issue(
      [(TestAuthority.commonName, "Test Intermediate")], isAuthority: true, keyUsage: TestAuthority.issuing,
      key: TestPKI.intermediate.identity.key)
  }

  static let exclusive = "<ds:CanonicalizationMethod Algorithm=\"\(TestSigner.exclusive)\"/>"

  static func made<Part>(_ make: () throws -> Part) -> Part {
    do { return try make() } catch { preconditionFailure("no test certificates: \(error)") }
  }

  /// Of 2026.
  static func day(_ month: Int, _ day: Int = 1) -> Date { TestAuthority.day(2026, month, day) }

  /// The list of an authority from May to July 2026.
  static func list(
    _ authority: TestAuthority = TestPKI.intermediate, _ entries: [TestRevocationList.Entry] = [],
    from thisUpdate: Date = day(5, 20), until nextUpdate: Date? = day(7), extensions: [TestExtension] = []
  ) throws -> TestRevocationList {
    var list = TestRevocationList(by: authority, thisUpdate: thisUpdate, nextUpdate: nextUpdate)
    (list.entries, list.extensions) = (entries, extensions)
    return list
  }

  /// An encoded answer about a certificate of the intermediate.
  static func answer(
    _ status: TestResponder.Status = .good, about identity: TestIdentity = TestPKI.signer,
    by responder: TestIdentity = responder, at time: Date, until nextUpdate: Date? = nil
  ) throws -> [UInt8] {
    try TestResponder(responder, certificates: [responder], producedAt: time).response([
      .init(identity, of: TestPKI.intermediate.identity, status, thisUpdate: time, nextUpdate: nextUpdate)
    ])
  }
}

extension BuildingBlock {
  /// This block and all below it.
  var all: [BuildingBlock] { [self] + blocks.flatMap(\.all) }
}

extension SignatureReport {
  var allBlocks: [BuildingBlock] { blocks.flatMap(\.all) }

  /// Sub-indications of the checks of all time-stamps.
  var timeStampFailures: [SubIndication] {
    allBlocks.filter { $0.kind == .timeStamp }.flatMap(\.checks).compactMap(\.subIndication)
  }

  var warnings: Set<SignatureFinding.Code> { Set(findings.filter(\.isWarning).map(\.code)) }
}
