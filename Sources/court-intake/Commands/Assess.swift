import ArgumentParser
import Filing
import Foundation
import Intake
import XMLSignature

struct Assess: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what state duty is due, and how it is reckoned.",
    discussion: """
      Name the act of the tariff, or the document that is to be filed; the claim value where the duty depends on it. \
      For several claims in one filing repeat --claim, such as --claim valued-claim=5000 --claim non-valued-claim. \
      Amounts are in AZN, with a point: 12345.67. The law is that of the day of arrival; for an appeal the value is what \
      it contests.

      It ends with 0 when the duty is told, and with 1 when it cannot be told: no rate is known for the act on that day, \
      or the rate is not for this filer. --json prints one object, with the same keys in both cases. Amounts in it are \
      text with two decimals; what a step says before rounding ("exact") has all that it has.

      acts: \(DutyActs.all.map(\.code).joined(separator: ", "))
      documents: \(documents.map(\.code).joined(separator: ", "))
      exemptions: \(ExemptionGrounds.all.map(\.code).joined(separator: ", ")), or an article
      """)

  /// Those for which a duty may be due.
  static let documents = DocumentTypes.all.filter { !$0.dutyActs.isEmpty }

  enum Filer: String, CaseIterable, ExpressibleByArgument {
    case person, organisation

    var kind: PartyIdentity.Kind {
      switch self {
      case .person: .person
      case .organisation: .organisation
      }
    }
  }

  @Option(help: "The act of the tariff.", completion: .list(DutyActs.all.map(\.code)))
  var act: String?

  @Option(
    help: "The document that is to be filed, instead of the act.", completion: .list(documents.map(\.code)))
  var document: String?

  @Option(
    help: ArgumentHelp("Value of the claim, or what an appeal contests.", valueName: "amount"),
    transform: { try amount($0) })
  var claimValue: Money?

  @Option(
    help: ArgumentHelp("One more claim of the same filing; repeat it for others.", valueName: "act[=amount]"),
    transform: { try dutyClaim($0) })
  var claim: [DutyClaim] = []

  @Option(help: "Who files: person or organisation. Without it no rate is refused for that.")
  var filer: Filer?

  @Option(
    help: ArgumentHelp("Day of arrival, such as 2026-05-04; today in Baku without it.", valueName: "day"),
    transform: { try day($0) })
  var on: LocalDay?

  @Option(help: ArgumentHelp("Ground of a discount that is claimed.", valueName: "ground"))
  var discount: String?

  @Option(
    help: ArgumentHelp("Ground of an exemption that is claimed.", valueName: "ground"),
    completion: .list(ExemptionGrounds.all.map(\.code)))
  var exemption: String?

  @Option(
    help: ArgumentHelp("What was paid; the difference is told.", valueName: "amount"), transform: { try amount($0) })
  var paid: Money?

  @Option(
    help: ArgumentHelp("Root whose tariffs hold; without it those that `init` would write.", valueName: "folder"),
    completion: .directory)
  var root: String?

  @Flag(help: "As one JSON object.")
  var json = false

  @Option(help: "Language of the text: az or en.")
  var language = ReportLanguage.english

  private static let mostClaims = 1000

  func validate() throws {
    if act != nil, document != nil { throw ValidationError("Give --act or --document, not both.") }
    guard act != nil || document != nil || !claim.isEmpty else {
      throw ValidationError("Name the act (--act), the document (--document), or claims (--claim).")
    }
    if claimValue != nil, act == nil, document == nil {
      throw ValidationError("--claim-value goes with --act or --document; in --claim write act=amount.")
    }
    if claim.count > Self.mostClaims { throw ValidationError("A filing has at most \(Self.mostClaims) claims.") }
    for act in [act].compactMap(\.self) + claim.map(\.act) { try Self.checkAct(act) }
    if let document, !Self.documents.contains(where: { $0.code == document }) {
      throw ValidationError(
        Self.unknown("document with a duty", document, among: Self.documents.map(\.code)))
    }
    if let exemption, !ExemptionGrounds.isRecognised(exemption) {
      let known = ExemptionGrounds.all.map(\.code)
      throw ValidationError(
        Self.unknown("ground of exemption", exemption, among: known) + " An article, such as 9.1, is a ground too.")
    }
  }

  func run() async throws {
    try await reporting {
      let schedule = try root.map { try TariffSchedule.load(rootPath: $0) } ?? .shipped
      try checkDiscount(schedule)
      let day = on ?? CourtCalendar.baku.localDay(of: WallClock.system.now())
      let claims = try claims(by: schedule.tariff(on: day))
      let outcome = schedule.assess(
        claims, filer: filer?.kind, on: day, discountGround: discount, exemptionGround: exemption)
      if case .failure(let obstacles) = outcome { try checkValues(obstacles) }
      let report = AssessmentReport(
        question: AssessmentReport.Question(
          claims: claims, document: documentType, filer: filer, day: day, paid: paid),
        period: schedule.tariff(on: day)?.period, outcome: outcome)
      print(json ? report.json.line : report.text(in: language))
      if case .failure = outcome { throw ExitCode.findings }
    }
  }

  private var documentType: DocumentType? { document.flatMap { DocumentTypes.type(for: $0) } }

  private func claims(by tariff: Tariff?) throws -> [DutyClaim] {
    if let act { return [DutyClaim(act: act, value: claimValue)] + claim }
    guard let documentType else { return claim }
    // On a day without a tariff the first act stands for all: none has a rate.
    let acts =
      tariff?.acts(for: documentType, hasClaimValue: claimValue != nil) ?? Array(documentType.dutyActs.prefix(1))
    guard acts.count == 1 else {
      throw Failure(
        message: """
          What the duty of \(documentType.code) is for is not clear: give --claim-value, or instead of --document \
          \(acts.map { "--act \($0)" }.joined(separator: " or ")).
          """, code: .usage)
    }
    return [DutyClaim(act: acts[0], value: claimValue)] + claim
  }

  /// A value that is left out is a mistake in the question, and no answer about the law.
  private func checkValues(_ obstacles: DutyObstacles) throws {
    for case .claimValueMissing(let act) in obstacles.all {
      throw Failure(
        message: "The duty of \(act) depends on the value: give --claim-value AMOUNT, or --claim \(act)=AMOUNT.",
        code: .usage)
    }
  }

  private func checkDiscount(_ schedule: TariffSchedule) throws {
    let known = Set(schedule.tariffs.flatMap(\.lines).flatMap(\.discounts).map(\.ground)).sorted()
    guard let discount, !known.contains(discount) else { return }
    throw Failure(message: Self.unknown("ground of discount", discount, among: known), code: .usage)
  }
}

// MARK: Reading the command line

extension Assess {
  private static func amount(_ text: String) throws -> Money {
    guard let amount = Money(decimal: text) else {
      throw ValidationError("Write an amount in AZN with a point and at most two decimals, such as 12345.67.")
    }
    return amount
  }

  private static func day(_ text: String) throws -> LocalDay {
    guard let day = LocalDay(text) else { throw ValidationError("Write a day, such as 2026-05-04.") }
    return day
  }

  private static func dutyClaim(_ text: String) throws -> DutyClaim {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return DutyClaim(act: String(parts[0]), value: parts.count == 2 ? try amount(String(parts[1])) : nil)
  }

  private static func checkAct(_ act: String) throws {
    let known = DutyActs.all.map(\.code)
    guard !known.contains(act) else { return }
    if documents.contains(where: { $0.code == act }) {
      throw ValidationError("\"\(act)\" is a document: write --document \(act).")
    }
    throw ValidationError(unknown("act", act, among: known))
  }

  private static func unknown(_ what: String, _ name: String, among known: [String]) -> String {
    let nearest = NearestName.of(name, among: known).map { " Did you mean \($0)?" } ?? ""
    return "There is no \(what) \"\(TextTable.visible(name))\".\(nearest) There are: \(known.joined(separator: ", "))."
  }
}
