import Testing

@testable import Filing

/// A correct filing (or scan) as it reaches the rules. A test changes the one thing that it is about.
struct FilingFixture {
  static let fin = "5ZXK3QW"
  static let voen = "1234567891"
  static let court = wellFormed(CourtCode("103"))

  var submission = Self.claim
  var scan: (item: ScanItem, batch: ScanBatch)?
  var channel = ChannelPolicy(name: "cabinet", kinds: [.submission, .scanBatch])
  var signatures = [Self.signature()]
  /// Measured documents; nil measures what the submission states.
  var documents: [DocumentFacts]?
  var unlistedFiles: [String] = []
  var arrivalDay = TariffFixture.day("2026-03-10")
  var serviceFees: Set<Money> = []
  var courts = [
    Court(code: court, nameInAzerbaijani: "Bakı", nameInEnglish: "Baku", seals: [hash("5e")]),
    Court(code: wellFormed(CourtCode("102")), nameInAzerbaijani: "Ali", nameInEnglish: "Supreme"),
  ]

  var item: ItemUnderReview {
    let stated = scan.map(\.item.files) ?? submission.documents
    return ItemUnderReview(
      content: scan.map { .scan($0.item, of: $0.batch) } ?? .submission(submission), channel: channel,
      signatures: signatures, documents: documents ?? stated.map { Self.measured($0) }, unlistedFiles: unlistedFiles,
      arrivalDay: arrivalDay,
      reference: ReferenceData(
        courts: CourtDirectory(courts), issuerProfiles: [Self.profile], tariffs: TariffFixture.schedule,
        serviceFees: serviceFees))
  }

  /// The codes of all findings, in the order of the rules.
  var codes: [FindingCode] { findings.map(\.code) }
  /// Of which each gives every argument that its texts need, and no other.
  var findings: [Finding] {
    let findings = RuleSet.standard.evaluate(item)
    for finding in findings where !finding.isPassedOn {
      let (entry, given) = (FindingCatalogue.entry(for: finding.code), Set(finding.arguments.map(\.name)))
      #expect(given.isSubset(of: entry.arguments), "\(finding.code)")
      #expect(given.isSuperset(of: entry.arguments.subtracting(entry.optionalArguments)), "\(finding.code)")
    }
    return findings
  }

  /// The fixture, changed.
  static func with(_ change: (inout FilingFixture) -> Void) -> FilingFixture {
    var fixture = FilingFixture()
    change(&fixture)
    return fixture
  }

  // MARK: Parts

  static func place(_ path: String, line: Int = 1) -> Filing.SourceLocation {
    SourceLocation(file: "submission.xml", line: line, path: path)
  }

  static func stated(_ value: String, _ path: String = "/") -> Stated<String> { Stated(value, at: place(path)) }

  static func amount(_ decimal: String, currency: String = "AZN") -> StatedAmount {
    StatedAmount(decimal: stated(decimal, "Amount"), currency: stated(currency, "@currency"))
  }

  static func hash(_ byte: String) -> ContentHash {
    wellFormed(ContentHash(hexadecimal: String(repeating: byte, count: 32)))
  }

  static let person = PartyIdentity(kind: .person, fin: stated(fin, "FIN"), name: "Əliyev Rəşad")
  static let organisation = PartyIdentity(kind: .organisation, voen: stated(voen, "VOEN"), name: "Xəzər MMC")

  static func participant(_ identity: PartyIdentity, id: String = "p1", role: String = "claimant") -> Participant {
    Participant(id: stated(id), role: stated(role), identity: identity, location: place("Participant"))
  }

  static func document(_ name: String = "iddia.pdf") -> FilingDocument {
    var document = FilingDocument(location: place("LeadDocument"))
    document.name = stated(name, "Name")
    document.mediaType = stated("application/pdf", "MediaType")
    document.size = stated("1000", "Size")
    document.hash = stated(hash("aa").hexadecimal.uppercased(), "SHA256")
    document.source = .file(stated(name, "File"))
    return document
  }

  static func measured(
    _ document: FilingDocument, presence: DocumentFacts.Presence = .present, size: Int64 = 1000,
    hash: ContentHash? = hash("aa"), sniffed: SniffedContent = SniffedContent(mediaType: "application/pdf")
  ) -> DocumentFacts {
    DocumentFacts(stated: document, presence: presence, size: size, hash: hash, sniffed: sniffed)
  }

  static func payment(_ decimal: String, number: String = "TX-000123", channel: String = "bank") -> PaymentDeclaration {
    var payment = PaymentDeclaration(location: place("Payment"))
    payment.channel = stated(channel, "Channel")
    payment.operationNumber = stated(number, "OperationNumber")
    payment.amount = amount(decimal)
    payment.paidOn = stated("2026-03-09", "PaidOn")
    return payment
  }

  /// A valued claim of AZN 5,000, on which AZN 70 are due and paid.
  static var claim: Submission {
    var submission = Submission(location: place("Submission"))
    submission.id = stated("s1")
    submission.messageID = stated("2026-000001")
    submission.destination = Destination(court: stated("103", "Court"), channel: stated("cabinet", "Channel"))
    submission.caseReference = .new(place("New"))
    submission.procedure = stated("civil", "Procedure")
    submission.documentType = stated("statement-of-claim", "DocumentType")
    submission.participants = [
      participant(person), participant(organisation, id: "p2", role: "respondent"),
    ]
    submission.filer = stated("p1", "@participant")
    submission.claimValue = amount("5000.00")
    submission.leadDocument = document()
    submission.fee = fee("valued-claim", "70.00")
    return submission
  }

  static func fee(_ act: String, _ declared: String) -> FeeDeclaration {
    var fee = FeeDeclaration(location: place("Fee"))
    fee.act = stated(act, "Act")
    fee.amount = amount(declared)
    fee.payments = [payment(declared)]
    return fee
  }

  static func relief(_ ground: String) -> FeeRelief {
    FeeRelief(ground: stated(ground, "Ground"), evidence: nil, location: place("Relief"))
  }

  // MARK: Signatures

  static let profile = IssuerProfile(
    name: "asan-imza", issuer: [.init(oid: "2.5.4.3", pattern: "Test CA"), .init(oid: "2.5.4.10", pattern: "ASXM")],
    personalNumber: .init(oid: "2.5.4.5", pattern: "PNOAZ-{FIN}"),
    taxNumber: .init(oid: "2.5.4.97", pattern: "NTRAZ-{VOEN}"))

  static func certificate(
    subject: [(String, String)] = [("2.5.4.3", "ƏLİYEV RƏŞAD"), ("2.5.4.5", "PNOAZ-\(fin)")],
    issuer: [(String, String)] = [("2.5.4.3", "Test CA"), ("2.5.4.10", "ASXM")], fingerprint: ContentHash = hash("01")
  ) -> CertificateFacts {
    CertificateFacts(
      subject: subject.map { .init(oid: $0.0, value: $0.1) }, issuer: issuer.map { .init(oid: $0.0, value: $0.1) },
      serialNumber: "0A", fingerprint: fingerprint)
  }

  static func signature(
    _ indication: SignatureFacts.Indication = .passed, coverage: SignatureFacts.Coverage = .full,
    findings: [Finding] = [], certificate: CertificateFacts? = certificate()
  ) -> SignatureFacts {
    SignatureFacts(
      id: "sig", location: place("Signature"), indication: indication, coverage: coverage, findings: findings,
      certificate: certificate)
  }

  // MARK: Scans

  /// A correct scanned document of court 103, under its seal.
  static var scanned: FilingFixture {
    var batch = ScanBatch(location: place("ScanBatch"))
    batch.messageID = stated("batch-1")
    batch.destination = Destination(court: stated("103", "Court"))
    batch.operatorName = stated("Operator 7", "Operator")
    batch.scanner = stated("Scanner 2", "Scanner")
    var item = ScanItem(location: place("Item"))
    item.caseReference = .existing(stated("2(103)-4336/2022", "Number"))
    item.documentType = stated("evidence", "DocumentType")
    item.files = [document("page-1.pdf"), document("page-2.pdf")]
    batch.items = [item]
    return with {
      $0.scan = (item, batch)
      $0.signatures = [
        signature(certificate: certificate(subject: [("2.5.4.3", "Bakı möhürü")], fingerprint: hash("5e")))
      ]
    }
  }
}

extension Finding {
  /// Raised by signature validation, not by a rule.
  fileprivate var isPassedOn: Bool { location == nil }
}
