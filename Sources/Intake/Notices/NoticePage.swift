import Filing
import FilingStore

/// One notice with everything that its parts are written from.
struct NoticePage {
  let matter: NoticeMatter
  let evidence: LogEvidence?
  let courts: CourtDirectory?
  let calendar: CourtCalendar

  init(matter: NoticeMatter, evidence: LogEvidence?, courts: CourtDirectory?, calendar: CourtCalendar) {
    precondition(
      (matter.outcome != nil) == matter.intent.kind.isAboutItem, "a notice of reception has no outcome, others do")
    precondition((matter.head != nil) == (matter.intent.kind == .head), "a witness is told a head")
    precondition(
      (matter.correction != nil) == (matter.intent.kind == .corrected), "the notice of a correction says what it is")
    precondition(
      matter.intent.kind != .registered || matter.outcome?.entry != nil, "who is registered stands in the register")
    self.matter = matter
    self.evidence = evidence
    self.courts = courts
    self.calendar = calendar
  }

  var kind: NoticeKind { matter.intent.kind }
  var package: PackageRecord { matter.package }
  var outcome: ItemOutcome? { matter.outcome }
  /// Only what this notice is about: a filing that waited may be registered by the time a notice of it is rendered.
  var entry: RegisterEntry? { kind == .registered ? outcome?.entry : nil }
  var precedent: Precedent? { kind == .duplicate || kind == .conflict ? outcome?.precedent : nil }
  /// Whether a clerk let the filing pass in spite of this finding.
  func isOverridden(_ finding: Finding) -> Bool {
    guard kind == .registered, let clerk = findings.first(where: { $0.code == .clerkAccepted }),
      let codes = clerk.arguments.first(where: { $0.name == "codes" })?.value
    else { return false }
    return codes.split(separator: ", ").contains { $0 == finding.code.rawValue }
  }

  /// Whether its filer is told what to pay.
  var awaitsPayment: Bool { kind == .deferred && findings.contains { $0.code == .paymentOrdered } }

  var isAboutBatchItem: Bool { package.kind == .scanBatch && outcome != nil }

  /// As the sender wrote it; nil where no verified signer stands behind it. For an item it is the batch's.
  var messageID: String? {
    guard let messageID = outcome?.businessKey?.messageID else { return nil }
    guard isAboutBatchItem, let item = outcome?.senderItemID, messageID.hasSuffix("#" + item) else { return messageID }
    return String(messageID.dropLast(item.count + 1))
  }

  /// The package's name, which is free text of the sender's system.
  var packageName: String { CardNumber.masked(in: package.originalName) }

  /// Those that the holder of a cabinet wants; else both.
  var languages: [FindingCatalogue.Language] { matter.circulation?.languages ?? [.azerbaijani, .english] }

  /// What becomes of the item itself; a notice on the way of a dispatch tells of that alone.
  var findings: [Finding] {
    switch kind {
    case .served, .digest, .circulated, .corrected, .head: []
    default: outcome?.findings ?? []
    }
  }

  /// Stable, and unique in this root.
  var id: String { "N-\(Self.padded(matter.intent.id.value, 9))-\(kind.rawValue)" }

  /// In the order of what the notices tell of: `20260504T100000-000000123-registered.xml`.
  var fileName: String {
    let told = matter.head?.madeAt ?? matter.correction?.at ?? matter.circulation?.at ?? outcome?.decidedAt
    let time = (told ?? package.arrivedAt).description.prefix(19).filter { $0 != "-" && $0 != ":" }
    return "\(time)-\(Self.padded(matter.intent.id.value, 9))-\(kind.rawValue).xml"
  }

  /// Whether documents lie beside the notice that bears a name.
  static func tellsOfDocuments(_ fileName: String) -> Bool { fileName.hasSuffix("-\(NoticeKind.served.rawValue).xml") }

  /// Whose documents lie in a folder of this name; nil for a folder that is beside no notice.
  static func intent(ofDocumentsIn folder: String) -> IntentID? {
    tellsOfDocuments("\(folder).xml") ? intent(named: "\(folder).xml") : nil
  }

  /// The folder of documents that lies beside a notice.
  static func documentsFolder(beside fileName: String) -> String { String(fileName.dropLast(4)) }

  /// The id in the notice that bears a name.
  static func id(named fileName: String) -> String {
    "N-" + fileName.split(separator: "-").dropFirst().joined(separator: "-").replacing(".xml", with: "")
  }

  /// Whose notice a file under this name must be; nil for a name that no notice bears.
  static func intent(named fileName: String) -> IntentID? {
    let parts = fileName.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 15, parts[1].utf8.count >= 9, parts[2].hasSuffix(".xml"),
      parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      NoticeKind(rawValue: String(parts[2].dropLast(4))) != nil
    else { return nil }
    return Int64(parts[1]).map { IntentID($0) }
  }

  var octets: [UInt8] {
    var octets = NoticeOctets(capacity: 8 << 10)
    octets.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Notification xmlns=\"urn:court-intake:notification:1\"")
    octets.append(" version=\"1.0\" Id=\"\(id)\" kind=\"\(kind.rawValue)\">\n")
    // A witness learns nothing of anybody's filing.
    if kind != .head { appendAbout(to: &octets) }
    appendOutcome(to: &octets)
    if let entry { ReceiptPage(entry: entry, courts: courts, calendar: calendar).append(to: &octets) }
    let proof = EvidencePage(calendar: calendar)
    if let head = matter.head { proof.append(head, to: &octets) }
    if let evidence { proof.append(evidence, to: &octets) }
    for phrases in [NoticePhrases.azerbaijani, .english] where languages.contains(phrases.language) {
      octets.append("<Text xml:lang=\"\(phrases.language.rawValue)\">")
      NoticeText(page: self, phrases: phrases).append(to: &octets)
      octets.append("</Text>\n")
    }
    octets.append("</Notification>\n")
    return octets.octets
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
