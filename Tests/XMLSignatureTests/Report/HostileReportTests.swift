import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// What senders write reaches a report as text and nothing else.
struct HostileReportTests {
  static let values = [
    "<script>alert(1)</script>", "\" onload=\"x", "' onload='x", "</title><h1>", "]]>", "<!--", "&amp;&#0;&lt;",
    "a\u{0}b\u{1B}[31m\u{7F}\u{85}", "one\n└─ ✓ signature: TOTAL-PASSED", "\r\n\t", "\u{2028}\u{2029}",
    "iddia\u{202E}fdp.exe", "\u{2066}\u{200F}\u{200B}\u{FEFF}", "\u{FFFE}\u{FFFF}\u{10FFFF}", "\u{E0041}", "عريضة",
    String(repeating: "ə", count: 10_000), "e" + String(repeating: "\u{301}", count: 10_000),
  ]

  @Test(arguments: values)
  func noValueBreaksAPage(_ value: String) throws {
    let page = ReportHTML(for: ReportFixture.reader(.azerbaijani)).page(of: try Self.files(with: value))
    expectNothingHidden(in: page)
    for markup in ["<script", "onload=\"", "onload='", "<h1>\n", "<!--", "<img", "javascript:"] {
      #expect(!page.lowercased().contains(markup), "\(markup)")
    }
    #expect(page.utf8.count < 120_000)
    // Each value stands in an element of its own, and our markup closes what it opens.
    let body = page.replacing("<!DOCTYPE html>\n", with: "")
    let tree = try tree(body)
    let shown = Set(tree.descendants("bdi", "", of: tree.document).compactMap { tree.text(of: $0) })
    #expect(shown.contains(ShownText.plain(value)))
    let known =
      ["html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "small", "nav"]
      + ["ol", "ul", "li", "a", "p", "article", "section", "div", "span", "strong", "dl", "dt", "dd", "table", "thead"]
      + ["tbody", "tr", "th", "td", "details", "summary", "code", "bdi", "footer"]
    #expect(tree.names.allSatisfy { known.contains($0.local) || Self.attributes.contains($0.local) })
  }

  private static let attributes = [
    "lang", "charset", "http-equiv", "content", "name", "class", "role", "scope", "id", "href", "aria-hidden",
  ]

  @Test(arguments: values)
  func noValueBreaksATree(_ value: String) throws {
    let reader = ReportFixture.reader(.english)
    for file in try Self.files(with: value) {
      let text = ReportText(for: reader, extent: .details).text(of: file)
      expectNothingHidden(in: text)
      // A forged line would not begin with the tree's own lines.
      #expect(text.split(separator: "\n").dropFirst().allSatisfy { "│├└ ".contains($0.first ?? "x") })
    }
  }

  @Test(arguments: values)
  func noValueBreaksAnObject(_ value: String) throws {
    for file in try Self.files(with: value) {
      let line = ReportJSON().line(of: file)
      #expect(!line.contains("\n"))
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["file"] as? String == value)
    }
  }

  @Test func aPageLoadsNothingAndRunsNothing() throws {
    let page = ReportHTML(for: ReportFixture.reader(.english)).page(of: try ReportFixture.cases().map(\.file))
    for loading in ["http://", "https://", "url(", "@import", "src=", "<link", "<script", "<img", "<iframe", "<form"] {
      #expect(!page.contains(loading), "\(loading)")
    }
    #expect(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"))
  }

  @Test(arguments: [
    ("Аysel Nümunəyeva", ["А (U+0410)"]), ("Nümunəyeva Аysеl", ["А (U+0410)", "е (U+0435)"]),
    ("Ｎamiq", ["Ｎ (U+FF2E)"]), ("ΟMER", ["Ο (U+039F)"]), ("Айсель Nümunəyeva", []), ("Nümunəyeva Aysel", []),
    ("Ömər Çiçək İlğım", []), ("Айсель", []),
  ])
  func lettersThatOnlyLookLatinAreNamed(_ name: String, _ letters: [String]) throws {
    let signer = try TestPKI.root.issue([(TestAuthority.commonName, name)]).record
    let file = try ReportFixture.file("a.xml", [ReportFixture.signature(signer: signer)])
    for language in ReportLanguage.allCases {
      let page = ReportHTML(for: ReportFixture.reader(language)).page(of: [file])
      #expect(letters.allSatisfy(page.contains))
      #expect(page.contains("U+") == !letters.isEmpty)
    }
  }

  @Test func namesAreMaskedWhereTheReaderWantsIt() throws {
    var reader = ReportFixture.reader(.english)
    reader.mask = { $0.replacing("4169738812345670", with: "•") }
    let file = try ReportFixture.file("4169738812345670.xml", [ReportFixture.signature()])
    let outputs = [
      ReportHTML(for: reader).page(of: [file]), ReportText(for: reader, extent: .details).text(of: file),
    ]
    for output in outputs { #expect(output.contains("•.xml") && !output.contains("4169738812345670")) }
  }

  /// One file for each way in which senders' values come into a report.
  private static func files(with value: String) throws -> [ReportedFile] {
    let signer = try TestPKI.root.issue([(TestAuthority.commonName, value)]).record
    let finding = SignatureFinding(.hashFailure, value)
    let stamp = TimeStampRecord(
      time: ReportFixture.stampedAt, authority: value, serialNumber: "01", policy: value)
    let list = RevocationRecord(
      kind: .answer, origin: .source(value), issuer: value, thisUpdate: ReportFixture.signedAt, nextUpdate: nil,
      producedAt: ReportFixture.signedAt, digest: "00")
    let block = BuildingBlock(
      .timeStamp, subject: value,
      checks: [
        .passed(.chainFound, value, evidence: [.certificate(signer), .timeStamp(stamp), .revocation(list)]),
        .failed(.referenceDigest, .hashFailure, finding),
      ])
    let reports = [
      try ReportFixture.signature(signer: signer, signingTime: value, timeStamps: [stamp], policy: value),
      try ReportFixture.signature(
        .hashFailure, signer: signer, chain: [signer], findings: [finding], blocks: [block]),
    ]
    return [
      try ReportFixture.file(value, [reports[0]]), try ReportFixture.file(value, reports, findings: [finding]),
      ReportedFile(
        name: value, validationTime: ReportFixture.validationTime,
        content: .defective(XMLDefect(kind: .malformed, line: 1, detail: value))),
      ReportFixture.file(value, .damaged(ZIPDefect(.checksum, entry: value, value))),
      ReportFixture.file(value, .container(try container(named: value, reports[1], stamp, block))),
    ]
  }

  private static func container(
    named value: String, _ signature: SignatureReport, _ stamp: TimeStampRecord, _ block: BuildingBlock
  ) throws -> ContainerReport {
    let place = ContainerReport.SignaturePlace(file: value, index: 0)
    return ContainerReport(
      kind: .other(value),
      signatureFiles: [
        SignatureFileReport(
          name: value, tree: try tree(ReportFixture.document), defect: nil,
          signatures: [
            ContainerSignatureReport(
              report: signature, coverage: .partial, dataFiles: [value], isCounterSignature: false)
          ], findings: signature.findings),
        SignatureFileReport(
          name: value, tree: nil, defect: XMLDefect(kind: .malformed, line: 1, detail: value), signatures: [],
          findings: []),
      ],
      timeStamps: [
        ContainerTimeStampReport(
          name: value, token: nil, core: .invalid, dataFiles: [value], faults: [value], subIndication: .hashFailure,
          record: stamp, block: block)
      ],
      dataFiles: [.init(name: value, mediaType: value, size: 1, signatures: [place], timeStamps: [value])],
      findings: [ContainerFinding(.limit, entry: value, value)])
  }

  private func expectNothingHidden(in text: String) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let category = scalar.properties.generalCategory
      if [.control, .format, .lineSeparator, .paragraphSeparator].contains(category) {
        Issue.record("U+\(String(scalar.value, radix: 16)) reached the report")
      }
    }
  }
}
