extension DutyAssessment {
  /// Sentences for a person: the law of the day, the act and its article, each step with its arithmetic, the result, and
  /// what of it is not verified.
  public func explanation(in language: FindingCatalogue.Language) -> String {
    let wording = language.wording
    return ([wording.law(of: basis.day, period)] + lines(in: language) + unverified.map(wording.unverified))
      .joined(separator: " ")
  }

  /// The sentences about this duty alone, each for a line of its own.
  func lines(in language: FindingCatalogue.Language) -> [String] {
    let wording = language.wording
    var lines = [wording.act(of: self)]
    if line.isForNaturalPersonsOnly { lines.append(wording.naturalPersonsOnly) }
    if let subject = line.subject { lines.append(wording.subject(subject.text(in: language))) }
    lines += [wording.claimValue(of: self)].compactMap(\.self)
    for step in steps {
      lines.append(wording.sentence(for: step))
      if !step.operations.isEmpty { lines.append(wording.pencil(for: step)) }
    }
    if let refusal = discountRefusal { lines.append(wording.refusal(refusal, of: basis.discountGround ?? "")) }
    if basis.exemptionGround != nil { lines.append(wording.withoutExemption(duty)) }
    lines.append(wording.due(due))
    return lines
  }
}

extension FilingDuty {
  /// Sentences for a person, in groups: the law of the day, and the document where one is named; each duty; the total of
  /// several; what was paid, where it is known; what is not verified.
  public func explanation(
    in language: FindingCatalogue.Language, for document: DocumentType? = nil, paid: Money? = nil
  ) -> [[String]] {
    let wording = language.wording
    var head = [wording.law(of: day, period)]
    if let document { head.append(wording.document(document)) }
    var groups = [head] + parts.map { $0.lines(in: language) }
    if parts.count > 1 { groups.append([wording.total(parts.map(\.due), due)]) }
    if let paid {
      groups.append([wording.paid(paid, DutyBalance(due: due, paid: paid), isExemptionClaimed: due != duty)])
    }
    if !unverified.isEmpty { groups.append(unverified.map(wording.unverified)) }
    return groups
  }
}

/// How a duty is explained in a language. The order of the sentences is the same in all.
protocol DutyWording {
  func law(of day: LocalDay, _ period: TariffPeriod) -> String
  /// What kind of document it is, and what follows from that.
  func document(_ type: DocumentType) -> String
  func act(of assessment: DutyAssessment) -> String
  var naturalPersonsOnly: String { get }
  func subject(_ subject: String) -> String
  /// Nil where no value is given.
  func claimValue(of assessment: DutyAssessment) -> String?
  func sentence(for step: DutyAssessment.Step) -> String
  /// `rounded half up to 0.01: AZN 127.04`, after the operations that lead to it.
  func rounded(_ result: DutyAssessment.Rounded) -> String
  func refusal(_ refusal: DutyAssessment.DiscountRefusal, of ground: String) -> String
  func withoutExemption(_ duty: Money) -> String
  func due(_ amount: Money) -> String
  func total(_ amounts: [Money], _ sum: Money) -> String
  func paid(_ amount: Money, _ balance: DutyBalance, isExemptionClaimed: Bool) -> String
  func unverified(_ source: UnverifiedSource) -> String
}

extension DutyWording {
  func pencil(for step: DutyAssessment.Step) -> String {
    let rounding = step.result.flatMap { $0.isChanged ? rounded($0) : nil }
    return (step.operations + [rounding].compactMap(\.self)).joined(separator: "; ") + "."
  }
}

extension FindingCatalogue.Language {
  fileprivate var wording: any DutyWording {
    switch self {
    case .azerbaijani: AzerbaijaniDutyWording()
    case .english: EnglishDutyWording()
    }
  }
}
