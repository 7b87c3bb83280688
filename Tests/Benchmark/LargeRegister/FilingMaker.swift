import Filing
import FilingStore

/// Makes what packages bring, one after another.
struct FilingMaker {
  let population: Population
  private var chance: Chance
  private var number = 0
  /// Cases that later filings go on with; the first of them is a huge one.
  private var cases: [(court: CourtCode, number: String)] = []
  private var holders: [PartyNumber] = [Population.bank.number]
  private var known: Set<PartyNumber> = [Population.bank.number]

  private static let titles = [
    "Borc müqaviləsi üzrə pul tələbi", "Əmlakın bölünməsi barədə iddia ərizəsi",
    "İşə bərpa və əmək haqqının ödənilməsi",
    "Mənzildən çıxarılma", "Şərəf və ləyaqətin müdafiəsi", "Nikahın pozulması", "Vergi orqanının qərarının ləğvi",
    "Sığorta ödənişinin tutulması", "Torpaq sahəsinə mülkiyyət hüququnun tanınması", "Kredit borcunun tutulması",
  ]
  private static let types = ["statement-of-claim", "appeal", "motion", "response", "evidence"]

  init(population: Population, chance: Chance) {
    self.population = population
    self.chance = chance
  }

  mutating func hash() -> ContentHash { chance.hash() }

  mutating func arrival(at instant: Instant) -> AcceptedPackage {
    number += 1
    let size = Int64(6000 + chance.below(60_000))
    let hash = chance.hash()
    return AcceptedPackage(
      channel: chance.isOne(of: 800) ? "integrators" : "participants", originalName: "filing-\(number).xml", form: .xml,
      arrivedAt: instant, size: size, hash: hash, claim: String(10_000_000_000 + number),
      files: [StoredFile(name: "submission.xml", size: size, hash: hash, place: .object)])
  }

  /// The item of the package that arrived last.
  mutating func item(for package: PackageRecord, on day: LocalDay, waitingUntil end: Instant) -> DecidedItem {
    // The bank's comes first, as large filers' do.
    if number == 1 { return open(Population.bank, recipient: package.channel) }
    switch chance.below(1000) {
    case 0..<8: return open(newHolder(), recipient: package.channel)
    case 8..<18: return dispatch(on: day, recipient: package.channel)
    case 18..<60: return refusal(on: day, package.channel)
    case 60..<62:
      return unregistered(.hold, [finding(.representativeAuthorityUnproven)], on: day, package.channel)
    case 62..<64: return unregistered(.defer(until: end), [finding(.paymentPending)], on: day, package.channel)
    case 64..<66: return unregistered(.quarantine, [finding(.packageNotXML)], on: day, package.channel)
    case 66..<69: return filing(on: day, package.channel, ordersPayment: true)
    default: return filing(on: day, package.channel)
    }
  }

  mutating func refusal(on day: LocalDay, _ channel: String) -> DecidedItem {
    unregistered(
      .reject, [finding(.feePaidShort, ["missing": "7.04"]), finding(.feeDeclaredDiffers)], on: day, channel)
  }

  /// Whether an item waits for money.
  static func waits(_ item: DecidedItem) -> Bool { item.order != nil }

  private mutating func newHolder() -> EntryParty {
    var party = population.anyone(by: &chance)
    if !known.insert(party.number).inserted { party = Population.organisation(100_000 + number) }
    holders.append(party.number)
    return party
  }

  private mutating func open(_ party: EntryParty, recipient: String) -> DecidedItem {
    let order = CabinetOrder(
      owner: party.number, holder: party.name, messageID: "cabinet-\(number)", contentHash: chance.hash(),
      certificate: chance.hash(), action: .open(StatedContact())
    ) { _ in Finding(.cabinetOpened) }
    return DecidedItem(
      ordinal: 1, senderItemID: "request", businessKey: nil, contentHash: nil, decision: .changeCabinet(order),
      findings: [], recipients: [recipient], duration: 4)
  }

  private mutating func dispatch(on day: LocalDay, recipient: String) -> DecidedItem {
    let known = cases.isEmpty ? nil : cases[chance.below(cases.count)]
    let court = known?.court ?? Population.courts[0]
    let (holder, other) = (holders[chance.below(holders.count)], population.anyone(by: &chance).number)
    let order = DispatchOrder(
      key: BusinessKey(signer: "seal-\(court.text)", messageID: "dispatch-\(number)"), contentHash: chance.hash(),
      court: court, caseNumber: known?.number, title: "Qərardad", term: 10,
      addressees: (holder == other ? [holder] : [holder, other]).map {
        DispatchOrder.Addressee(number: $0, name: $0.label)
      },
      documents: [document("qərardad.pdf", "Qərardad")]
    ) { _ in Finding(.dispatchPlaced) }
    return DecidedItem(
      ordinal: 1, senderItemID: "dispatch", businessKey: order.key, contentHash: order.contentHash,
      decision: .dispatch(order), findings: [], recipients: [recipient], duration: 5)
  }

  private mutating func filing(
    on day: LocalDay, _ channel: String, ordersPayment: Bool = false
  ) -> DecidedItem {
    let filer = population.filer(by: &chance)
    let draft = draft(by: filer, on: day, isPaid: !ordersPayment)
    let order = PaymentOrderRequest(
      amount: Money(minorUnits: 10_000), cardBIN: nil, ordered: { _ in Finding(.paymentOrdered) },
      unavailable: Finding(.paymentOnlineUnavailable))
    return DecidedItem(
      ordinal: 1, senderItemID: "filing", businessKey: draft.businessKey, contentHash: draft.contentHash,
      decision: .register(draft), findings: chance.isOne(of: 100) ? [finding(.feePaidOver)] : [],
      parties: [filer.number], order: ordersPayment ? order : nil, recipients: [channel], duration: 7)
  }

  private mutating func unregistered(
    _ decision: DecidedItem.Decision, _ findings: [Finding], on day: LocalDay, _ channel: String
  ) -> DecidedItem {
    let filer = population.filer(by: &chance)
    return DecidedItem(
      ordinal: 1, senderItemID: "filing",
      businessKey: BusinessKey(signer: filer.number.key, messageID: "message-\(number)"), contentHash: chance.hash(),
      decision: decision, findings: findings, parties: [filer.number], recipients: [channel], duration: 7)
  }

  private mutating func draft(by filer: EntryParty, on day: LocalDay, isPaid: Bool) -> RegisterEntryDraft {
    let known = knownCase()
    let court = known?.court ?? population.court(by: &chance)
    if known == nil { cases.append((court, "2(\(court.text))-\(cases.count + 1)/\(day.year)")) }
    let amount = Money(minorUnits: Int64(3000 + 100 * chance.below(300)))
    return RegisterEntryDraft(
      court: court, businessKey: BusinessKey(signer: filer.number.key, messageID: "message-\(number)"),
      contentHash: chance.hash(), officialFilingDate: day, caseNumber: known?.number, procedure: "civil",
      documentType: Self.types[chance.below(Self.types.count)], title: Self.titles[chance.below(Self.titles.count)],
      ruleSet: "1", documents: documents(), participants: participants(filer),
      signatures: [
        EntrySignature(
          signer: filer.name, issuer: "CN=ASAN Imza", serialNumber: "\(number)", fingerprint: chance.hash(),
          indication: .passed, level: "XAdES-B-T", signingTime: nil, revocationSource: "crl")
      ],
      fee: EntryFee(
        act: "valued-claim", tariff: "2021-08-01", assessed: amount, declared: amount,
        paid: isPaid ? amount : Money(minorUnits: 0),
        exemptionGround: nil, discountGround: nil),
      payments: isPaid ? [payment(of: amount, on: day)] : [])
  }

  /// Three in five filings go on with a case: one in a hundred with the huge one, the others with one of late.
  private mutating func knownCase() -> (court: CourtCode, number: String)? {
    guard !cases.isEmpty, chance.isOne(of: 600) else { return nil }
    return chance.isOne(of: 17) ? cases[0] : cases[cases.count - 1 - chance.below(min(cases.count, 20_000))]
  }

  private mutating func documents() -> [EntryDocument] {
    var documents = [document("iddia.pdf", "İddia ərizəsi")]
    // One in a hundred brings a folder full.
    for index in 0..<(chance.isOne(of: 10) ? 40 : chance.below(3)) {
      documents.append(document("əlavə-\(index + 1).pdf", index == 0 ? "Ödəniş qəbzi" : nil))
    }
    return documents
  }

  private mutating func document(_ name: String, _ title: String?) -> EntryDocument {
    EntryDocument(
      name: name, title: title, mediaType: "application/pdf", size: Int64(3000 + chance.below(30_000)),
      pages: 1 + chance.below(20), hash: chance.hash())
  }

  private mutating func participants(_ filer: EntryParty) -> [EntryParticipant] {
    var participants = [
      filer.participant("claimant", .filer), population.anyone(by: &chance).participant("respondent", .participant),
    ]
    while chance.isOne(of: 200) {
      participants.append(population.anyone(by: &chance).participant("third-party", .participant))
    }
    return participants
  }

  private func payment(of amount: Money, on day: LocalDay) -> PaymentUse {
    guard let key = PaymentKey(channel: "bank", operationNumber: "LR\(10_000_000 + number)") else {
      preconditionFailure("no payment")
    }
    return PaymentUse(key: key, amount: amount, paidOn: day, cardBIN: nil)
  }

  private func finding(_ code: FindingCode, _ arguments: KeyValuePairs<String, String> = [:]) -> Finding {
    Finding(code, at: SourceLocation(line: 26, path: "/SubmissionPackage/Submission/Fee"), arguments)
  }
}
