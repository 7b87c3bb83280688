import Filing
import Intake
import XMLSignature

/// What `assess` says, for people and for programs.
struct AssessmentReport {
  struct Question {
    let claims: [DutyClaim]
    let document: DocumentType?
    let filer: Assess.Filer?
    let day: LocalDay
    let paid: Money?
  }

  let question: Question
  /// Nil on a day that no tariff covers.
  let period: TariffPeriod?
  let outcome: Result<FilingDuty, DutyObstacles>

  private var duty: FilingDuty? { try? outcome.get() }

  private var findings: [Finding] {
    if case .failure(let obstacles) = outcome { obstacles.all.map { $0.finding() } } else { [] }
  }

  // MARK: For people

  func text(in language: ReportLanguage) -> String {
    let language = language.ofFindings
    guard let duty else {
      return findings.map { finding in
        let text = finding.text(in: language)
        return "\(finding.code.rawValue)\n" + Self.indented([text.cause, "→ \(text.remedy)"])
      }.joined(separator: "\n\n")
    }
    let paragraphs = duty.explanation(in: language, for: question.document, paid: question.paid).map(Self.paragraph)
    let reservations = duty.reservations(in: language).map { SheetText.wrapped("! \($0)", indent: "  ") }
    return (paragraphs + [reservations.joined(separator: "\n")].filter { !$0.isEmpty }).joined(separator: "\n\n")
  }

  /// The first sentence is its heading.
  private static func paragraph(_ lines: [DutyLine]) -> String {
    let rest = lines.dropFirst().map { line in
      line.isOperation ? "      \(line.text)" : indented([line.text])
    }
    return ([SheetText.wrapped(lines[0].text, indent: "  ")] + rest).joined(separator: "\n")
  }

  private static func indented(_ sentences: [String]) -> String {
    sentences.map { "  " + SheetText.wrapped($0, indent: "    ") }.joined(separator: "\n")
  }
}

extension ReportLanguage {
  var ofFindings: FindingCatalogue.Language {
    switch self {
    case .azerbaijani: .azerbaijani
    case .english: .english
    }
  }
}

// MARK: For programs

extension AssessmentReport {
  var json: JSONValue {
    [
      "on": .string(question.day.description), "tariff": period.map(Self.json) ?? nil,
      "currency": .string(Money.currencyCode), "document": JSONValue(question.document?.code),
      "filer": JSONValue(question.filer?.rawValue),
      "claims": .array(question.claims.map { ["act": .string($0.act), "value": JSONValue($0.value?.decimal)] }),
      "parts": .array(duty?.parts.map(Self.json) ?? []),
      "severalClaims": JSONValue(duty?.severalClaims.choice.rawValue), "duty": JSONValue(duty?.duty.decimal),
      "due": JSONValue(duty?.due.decimal), "paid": JSONValue(question.paid?.decimal), "balance": balance,
      "unverified": .array(duty?.unverified.map(Self.json) ?? []),
      "findings": .array(findings.map(FindingReport.json)),
      "explanation": ["az": lines(in: .azerbaijani), "en": lines(in: .english)],
    ]
  }

  private var balance: JSONValue {
    guard let duty, let paid = question.paid else { return nil }
    return switch DutyBalance(due: duty.due, paid: paid) {
    case .short(let missing): ["state": "short", "difference": .string(missing.decimal)]
    case .exact: ["state": "exact", "difference": .string(Money.zero.decimal)]
    case .refundable(let surplus): ["state": "refundable", "difference": .string(surplus.decimal)]
    }
  }

  private func lines(in language: FindingCatalogue.Language) -> JSONValue {
    guard let duty else { return [] }
    let lines = duty.explanation(in: language, for: question.document, paid: question.paid).joined().map(\.text)
    return .array((lines + duty.reservations(in: language)).map(JSONValue.string))
  }

  private static func json(_ text: BilingualText) -> JSONValue {
    ["az": .string(text.azerbaijani), "en": .string(text.english)]
  }

  private static func json(_ period: TariffPeriod) -> JSONValue {
    [
      "from": .string(period.from.description), "until": JSONValue(period.until?.description),
      "source": period.source.map(json) ?? nil,
    ]
  }

  private static func json(_ part: DutyAssessment) -> JSONValue {
    [
      "act": .string(part.basis.act), "name": DutyActs.act(for: part.basis.act).map(json) ?? nil,
      "article": .string(part.article), "claimValues": .array(part.basis.claimValues.map { .string($0.decimal) }),
      "claimValue": JSONValue(part.basis.claimValue?.decimal), "base": JSONValue(part.shareBase?.choice.rawValue),
      "subject": part.line.subject.map(json) ?? nil, "steps": .array(part.steps.map { json($0, of: part) }),
      "discount": discount(of: part), "exemption": JSONValue(part.basis.exemptionGround),
      "duty": .string(part.duty.decimal), "due": .string(part.due.decimal), "citation": json(part.line.citation),
      "mark": .string(part.line.mark.rawValue),
    ]
  }

  private static func json(_ entry: CodeListEntry) -> JSONValue {
    ["az": .string(entry.nameInAzerbaijani), "en": .string(entry.nameInEnglish)]
  }

  private static func discount(of part: DutyAssessment) -> JSONValue {
    guard let ground = part.basis.discountGround else { return nil }
    let refusal: String? =
      switch part.discountRefusal {
      case .notForAct?: "not-for-act"
      case .notBefore?: "not-yet"
      case .naturalPersonsOnly?: "natural-persons-only"
      case nil: nil
      }
    return ["ground": .string(ground), "granted": .bool(refusal == nil), "refusal": JSONValue(refusal)]
  }

  private static func json(_ step: DutyAssessment.Step, of part: DutyAssessment) -> JSONValue {
    var fields: [(String, JSONValue)]
    switch step {
    case .fixed(let amount, let article):
      fields = [("step", "fixed"), ("article", .string(article)), ("result", .string(amount.decimal))]
    case .bracket(let bracket, let above, let value, _):
      fields = [
        ("step", "bracket"), ("article", .string(bracket.article)), ("over", JSONValue(above?.decimal)),
        ("upTo", JSONValue(bracket.upTo?.decimal)), ("claimValue", .string(value.decimal)),
        ("amount", .string(bracket.base.decimal)), ("percent", JSONValue(bracket.rate?.decimal)),
        ("ofPartOver", JSONValue(bracket.rate == nil ? nil : bracket.over.decimal)),
      ]
    case .share(let percentage, let whole, let act, let article, _):
      fields = [
        ("step", "share"), ("article", .string(article)), ("percent", .string(percentage.decimal)),
        ("ofAct", .string(act)), ("of", .string(whole.decimal)),
      ]
    case .raisedToMinimum(let minimum, let article):
      fields = [("step", "minimum"), ("article", .string(article)), ("result", .string(minimum.decimal))]
    case .limitedToCap(let cap, let article):
      fields = [("step", "cap"), ("article", .string(article)), ("result", .string(cap.decimal))]
    case .discounted(let discount, let whole, _):
      fields = [
        ("step", "discount"), ("article", .string(part.article)), ("ground", .string(discount.ground)),
        ("percent", .string(discount.rate.decimal)), ("of", .string(whole.decimal)),
        ("citation", json(discount.citation)),
      ]
    case .exempt(let ground):
      fields = [
        ("step", "exemption"), ("article", .string(part.article)), ("ground", .string(ground)),
        ("result", .string(Money.zero.decimal)),
      ]
    }
    if let result = step.result {
      fields += [
        ("operations", .array(step.operations.map(JSONValue.string))), ("exact", .string(result.exact.decimal)),
        ("rounding", .string(result.rule.choice.method.rawValue)), ("to", .string(result.rule.choice.unit.decimal)),
        ("result", .string(result.amount.decimal)),
      ]
    }
    return .object(fields)
  }

  private static func json(_ source: UnverifiedSource) -> JSONValue {
    let what =
      switch source {
      case .line(let act, _, _, _): act
      case .discount(let ground, _, _): ground
      case .shareBase: "base"
      case .severalClaims: "severalClaims"
      case .rounding: "rounding"
      }
    return ["what": .string(what), "mark": .string(source.mark.rawValue), "citation": json(source.citation)]
  }
}
