import Foundation

@testable import XMLSignature

/// Reports that are the same on every run: fixed certificates, times and findings.
enum ReportFixture {
  static let validationTime = time("2027-01-15T08:00:00Z")
  static let signedAt = time("2027-01-12T05:30:00Z")
  static let stampedAt = time("2027-01-12T05:31:07Z")
  static let revokedAt = time("2027-01-13T10:00:00Z")

  static let document = """
    <Package>
      <Claim Id="claim-1"><Amount>100</Amount></Claim>
      <Signatures><Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="signature-1"/></Signatures>
    </Package>
    """

  /// By the clock of Baku, which is four hours ahead.
  static func reader(_ language: ReportLanguage) -> ReportReader {
    ReportReader(
      language: language,
      clock: ReportClock(
        secondsFromGMT: { _ in 4 * 3600 },
        zoneName: { $0 == .azerbaijani ? "Bakı vaxtı" : "Baku time" }))
  }

  static func file(
    _ name: String, fingerprint: String? = String(repeating: "5a", count: 32), _ signatures: [SignatureReport],
    findings: [SignatureFinding] = []
  ) throws -> ReportedFile {
    ReportedFile(
      name: name, fingerprint: fingerprint, validationTime: validationTime,
      content: .validated(ValidationReport(signatures: signatures, findings: findings), try tree(document)))
  }

  static func signature(
    _ subIndication: SubIndication? = nil, core: CoreResult = .valid, level: XAdESLevel = .baselineB,
    signer: CertificateRecord? = signer, chain: [CertificateRecord] = [signer, authority], coverage: Coverage = .full,
    signingTime: String? = "2027-01-12T09:30:00+04:00", bestSignatureTime: Date? = nil,
    timeStamps: [TimeStampRecord] = [], policy: String = "court", findings: [SignatureFinding] = [],
    blocks: [BuildingBlock] = []
  ) throws -> SignatureReport {
    let tree = try tree(document)
    let node = tree.descendants("Signature", Namespace.xmldsig, of: tree.document)[0]
    return SignatureReport(
      node: node, id: "signature-1", core: core, subIndication: subIndication, level: level, algorithm: nil,
      signer: signer, chain: chain, coveredNodes: .empty, coverage: coverage, signingTime: signingTime,
      bestSignatureTime: bestSignatureTime, timeStamps: timeStamps, policy: policy, findings: findings, blocks: blocks)
  }

  static func time(_ text: String) -> Date {
    guard let date = try? Date(text, strategy: .iso8601) else { preconditionFailure("not a time: \(text)") }
    return date
  }

  static let signer = certificate(
    """
    MIIBsjCCAVgCAhABMAoGCCqGSM49BAMCMEsxCzAJBgNVBAYTAkFaMSYwJAYDVQQKDB1Ow7xtdW7JmSBTZXJ0aWZpa2F0IE3JmXJr\
    yZl6aTEUMBIGA1UEAwwLTsO8bXVuyZkgQ0EwHhcNMjYxMTIyMjI0NjI2WhcNMzYxMTE5MjI0NjI2WjB+MQswCQYDVQQGEwJBWjET\
    MBEGA1UECgwKU8SxbmFxIE1NQzEVMBMGA1UEBAwMTsO8bXVuyZl5ZXZhMQ4wDAYDVQQqDAVBeXNlbDEWMBQGA1UEBRMNUE5PQVot\
    VEVTVDBBMTEbMBkGA1UEAwwSTsO8bXVuyZl5ZXZhIEF5c2VsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvFPLXUYpcFBK2uE/\
    T9WvIv0+N0drf6L2ZjLieC3Kls0gMzFjDrSQpAVM8VEhL6aAW1hT/H8neUBgSsjw43g5gjAKBggqhkjOPQQDAgNIADBFAiEAyLR6\
    p9rJwFR4n5qoBDFGadXofLBz1tqd3kiPvuvA/EACIGoIIak0S75e91pJ61GrYrCz/mhz//PQe0Db6bbXYgn6
    """)

  static let authority = certificate(
    """
    MIIB2jCCAX+gAwIBAgICEAAwCgYIKoZIzj0EAwIwSzELMAkGA1UEBhMCQVoxJjAkBgNVBAoMHU7DvG11bsmZIFNlcnRpZmlrYXQg\
    TcmZcmvJmXppMRQwEgYDVQQDDAtOw7xtdW7JmSBDQTAeFw0yNjExMjIyMjQ2MjZaFw00NjExMTcyMjQ2MjZaMEsxCzAJBgNVBAYT\
    AkFaMSYwJAYDVQQKDB1Ow7xtdW7JmSBTZXJ0aWZpa2F0IE3JmXJryZl6aTEUMBIGA1UEAwwLTsO8bXVuyZkgQ0EwWTATBgcqhkjO\
    PQIBBggqhkjOPQMBBwNCAAQYkRKNbnVzPosUcikLJyqIMU1jT8UC61dH3lHAGj98QoOsz2jjCUPgPhTSlZE7dumJZ/KIcAFIDte4\
    BQquYfsoo1MwUTAdBgNVHQ4EFgQUajJhmyc4X64ULI0+ySWwOemJ+LwwHwYDVR0jBBgwFoAUajJhmyc4X64ULI0+ySWwOemJ+Lww\
    DwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAqZ75SiGtWuc3tv3AKgtVfiLtBNpxxSSeCCT0DxmnAe4CIQCIizMO\
    Cn2mDIGOfhpqp/An0NDBZQt6k3V6LjgSBW2+Lw==
    """)

  private static func certificate(_ base64: String) -> CertificateRecord {
    guard let octets = Data(base64Encoded: base64), let record = try? CertificateRecord(derEncoded: Array(octets))
    else { preconditionFailure("not a certificate") }
    return record
  }
}

/// The reports that golden files show.
extension ReportFixture {
  /// By name: the three outcomes, and what is no signature at all.
  static func cases() throws -> [(name: String, file: ReportedFile)] {
    let tree = try tree(document)
    let claim = tree.elements(in: tree.root).first { tree.name(of: $0).local == "Claim" }
    let gap = SignatureFinding(.coveragePartial, at: claim, "/Package/Claim is not covered by any signature")
    return try [
      ("passed", try file("iddia.xml", [passed()])),
      ("failed", try file("iddia.xml", [failed()])),
      ("indeterminate", try file("iddia.xml", [indeterminate()])),
      ("several", try file("iddia.xml", fingerprint: nil, [passed(), indeterminate(), failed()])),
      ("part-unsigned", try file("iddia.xml", fingerprint: nil, [signature(coverage: .partial)], findings: [gap])),
      ("unsigned", try file("iddia.xml", fingerprint: nil, [])),
      (
        "unreadable",
        ReportedFile(
          name: "iddia.xml", validationTime: validationTime,
          content: .defective(XMLDefect(kind: .doctype, line: 2, detail: "a document type declaration")))
      ),
    ] + containers(passed())
  }

  static let stamp = TimeStampRecord(
    time: stampedAt, authority: "CN=Nümunə Vaxt Möhürü, C=AZ", serialNumber: "0A1B2C", policy: "1.2.3.4.1")

  private static let list = RevocationRecord(
    kind: .list, origin: .trustFolder, issuer: "CN=Nümunə CA, C=AZ", thisUpdate: time("2027-01-14T00:00:00Z"),
    nextUpdate: time("2027-01-21T00:00:00Z"), producedAt: time("2027-01-14T00:00:00Z"),
    digest: String(repeating: "c7", count: 32))

  private static let revocation = Check.failed(
    .revocation, .revokedNoPOE,
    SignatureFinding(.certificateRevoked, "the signer's certificate was revoked on 2027-01-13T10:00:00Z"),
    evidence: [.revoked(since: revokedAt, reason: .keyCompromise), .revocation(list)])

  private static let identification = BuildingBlock(
    .signingCertificate,
    checks: [.passed(.signingCertificateFound, signer.subject.text, evidence: [.certificate(signer)])])

  /// Revoked meanwhile, and saved by its time-stamp.
  private static func passed() throws -> SignatureReport {
    try signature(
      level: .baselineT, bestSignatureTime: stampedAt, timeStamps: [stamp],
      blocks: [
        BuildingBlock(.formatChecking, checks: [.passed(.structure, "2 references, XAdES-B-B")]),
        identification,
        BuildingBlock(.validationContext, checks: [.passed(.signaturePolicy, "no signature policy")]),
        BuildingBlock(
          .cryptographicVerification,
          checks: [
            .passed(.signatureValue, "ECDSA with SHA-256, P-256", evidence: [.certificate(signer)]),
            .passed(.referenceDigest, "\"#claim-1\", SHA-256"),
          ]),
        BuildingBlock(.signatureAcceptance, checks: [.notEvaluated(.archiveTimeStamp, "one archive time-stamp")]),
        BuildingBlock(.x509Validation, checks: [.passed(.chainFound, "2 certificates"), revocation]),
        BuildingBlock(
          .timeStamp, subject: "signature-time-stamp 1",
          checks: [.passed(.timeStampImprint, "SHA-256", evidence: [.timeStamp(stamp)])],
          blocks: [BuildingBlock(.x509Validation, checks: [.passed(.chainFound, "3 certificates")])]),
        BuildingBlock(
          .validationWithTime,
          checks: [.passed(.bestSignatureTime, "before the revocation", evidence: [.time(stampedAt)])]),
      ])
  }

  /// Changed after signing.
  private static func failed() throws -> SignatureReport {
    let finding = SignatureFinding(
      .hashFailure, at: XMLTree.NodeID(3), "what the reference \"#claim-1\" points at was changed")
    return try signature(
      .hashFailure, core: .invalid, chain: [], coverage: .none, findings: [finding],
      blocks: [
        BuildingBlock(.formatChecking, checks: [.passed(.structure, "2 references, XAdES-B-B")]),
        identification,
        BuildingBlock(
          .cryptographicVerification,
          checks: [
            .passed(.signatureValue, "ECDSA with SHA-256, P-256"),
            .failed(.referenceDigest, .hashFailure, finding),
          ]),
      ])
  }

  /// Revoked, and nothing proves when it was signed.
  private static func indeterminate() throws -> SignatureReport {
    try signature(
      .revokedNoPOE, findings: revocation.finding.map { [$0] } ?? [],
      blocks: [
        BuildingBlock(.formatChecking, checks: [.passed(.structure, "2 references, XAdES-B-B")]),
        identification,
        BuildingBlock(.cryptographicVerification, checks: [.passed(.referenceDigest, "\"#claim-1\", SHA-256")]),
        BuildingBlock(.signatureAcceptance, checks: []),
        BuildingBlock(.x509Validation, checks: [.passed(.chainFound, "2 certificates"), revocation]),
      ])
  }
}
