@testable import XMLSignature

/// Reports on containers that golden files show.
extension ReportFixture {
  static func containers(_ passed: SignatureReport) throws -> [(name: String, file: ReportedFile)] {
    let defect = ZIPDefect(.checksum, entry: "iddia.pdf", "the content has another CRC-32 than the headers say")
    return [
      ("container", file("iddia.asice", .container(try signed(passed)))),
      ("container-part", file("iddia.bdoc", .container(try partlySigned(passed)))),
      ("container-stamped", file("iddia.asics", .container(stamped()))),
      ("container-damaged", file("iddia.sce", .damaged(defect))),
    ]
  }

  static func file(_ name: String, _ content: ReportedFile.Content) -> ReportedFile {
    ReportedFile(name: name, validationTime: validationTime, content: content)
  }

  /// Two files under one signature, as it should be.
  private static func signed(_ signature: SignatureReport) throws -> ContainerReport {
    let names = ["iddia.xml", "qoşma 1.pdf"]
    let place = ContainerReport.SignaturePlace(file: "META-INF/signatures0.xml", index: 0)
    return ContainerReport(
      kind: .asicE,
      signatureFiles: [try signatureFile(place.file, signature, coverage: .full, dataFiles: names)], timeStamps: [],
      dataFiles: [
        .init(name: names[0], mediaType: "application/xml", size: 18_204, signatures: [place], timeStamps: []),
        .init(name: names[1], mediaType: "application/pdf", size: 904_113, signatures: [place], timeStamps: []),
      ], findings: [])
  }

  /// One file of two is signed, a second signature file is none, and a time-stamp is over something else.
  private static func partlySigned(_ signature: SignatureReport) throws -> ContainerReport {
    let place = ContainerReport.SignaturePlace(file: "META-INF/signatures0.xml", index: 0)
    let defect = XMLDefect(kind: .malformed, line: 3, detail: "an element is not closed")
    let fault = SignatureFinding(.timeStampInvalid, "the time-stamp is over something else")
    return ContainerReport(
      kind: .asicE,
      signatureFiles: [
        try signatureFile(place.file, signature, coverage: .partial, dataFiles: ["iddia.xml"]),
        SignatureFileReport(
          name: "META-INF/signatures1.xml", tree: nil, defect: defect, signatures: [], findings: []),
      ],
      timeStamps: [
        ContainerTimeStampReport(
          name: "META-INF/timestamp.tst", token: nil, core: .invalid, dataFiles: [], faults: [fault.detail],
          subIndication: .hashFailure, record: stamp,
          block: BuildingBlock(
            .timeStamp, subject: "META-INF/timestamp.tst",
            checks: [.failed(.timeStampImprint, .hashFailure, fault)]))
      ],
      dataFiles: [
        .init(name: "iddia.xml", mediaType: nil, size: 18_204, signatures: [place], timeStamps: []),
        .init(name: "əlavə.pdf", mediaType: "application/pdf", size: 7, signatures: [], timeStamps: []),
      ],
      findings: [
        ContainerFinding(.mimetypeForm, .warning, entry: "mimetype", "it has extra fields"),
        ContainerFinding(
          .coveragePartial, entry: place.file, "the signature \"signature-1\" covers 1 of 2 data files"),
        ContainerFinding(.dataFileNotSigned, entry: "əlavə.pdf", "no valid signature covers the file"),
      ])
  }

  /// A file that nobody signed, with a time-stamp.
  private static func stamped() -> ContainerReport {
    let name = "META-INF/timestamp.tst"
    return ContainerReport(
      kind: .asicS, signatureFiles: [],
      timeStamps: [
        ContainerTimeStampReport(
          name: name, token: nil, core: .valid, dataFiles: ["iddia.pdf"], faults: [], subIndication: nil, record: stamp,
          block: BuildingBlock(
            .timeStamp, subject: name,
            checks: [
              .passed(.timeStampImprint, "SHA-256 digest"),
              .passed(.timeStampAuthority, "CN=Nümunə Vaxt Möhürü, C=AZ", evidence: [.certificate(authority)]),
            ], blocks: [BuildingBlock(.x509Validation, checks: [.passed(.chainFound, "2 certificates")])]))
      ],
      dataFiles: [.init(name: "iddia.pdf", mediaType: nil, size: 904_113, signatures: [], timeStamps: [name])],
      findings: [])
  }

  private static func signatureFile(
    _ name: String, _ signature: SignatureReport, coverage: Coverage, dataFiles: [String]
  ) throws -> SignatureFileReport {
    SignatureFileReport(
      name: name, tree: try tree(document), defect: nil,
      signatures: [
        ContainerSignatureReport(
          report: signature, coverage: coverage, dataFiles: dataFiles, isCounterSignature: false)
      ], findings: [])
  }
}
