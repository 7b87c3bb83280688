/// A line of an explanation: a sentence, or an operation of the arithmetic that the sentence before it speaks of.
public struct DutyLine: Sendable, Hashable {
  public let text: String
  public let isOperation: Bool

  init(_ text: String, isOperation: Bool = false) {
    self.text = text
    self.isOperation = isOperation
  }
}

extension DutyAssessment {
  /// In one paragraph for a person: the law of the day, the act and its article, each step with its arithmetic, the result,
  /// and what of it is not verified.
  public func explanation(in language: FindingCatalogue.Language) -> String {
    let wording = language.wording
    let lines =
      [DutyLine(wording.law(of: basis.day, period))] + lines(in: language)
      + unverified.map { DutyLine(wording.unverified($0)) }
    let sentences = lines.reduce(into: [[DutyLine]]()) { sentences, line in
      if line.isOperation, sentences.last?.last?.isOperation == true {
        sentences[sentences.count - 1].append(line)
      } else {
        sentences.append([line])
      }
    }
    return sentences.map { $0.map(\.text).joined(separator: "; ") + ($0[0].isOperation ? "." : "") }
      .joined(separator: " ")
  }

  /// About this duty alone.
  public func lines(in language: FindingCatalogue.Language) -> [DutyLine] {
    let wording = language.wording
    var sentences = [wording.act(of: self)]
    if line.isForNaturalPersonsOnly { sentences.append(wording.naturalPersonsOnly) }
    if let subject = line.subject { sentences.append(wording.subject(subject.text(in: language))) }
    if let value = wording.claimValue(of: self) { sentences.append(value) }
    var lines = sentences.map { DutyLine($0) }
    for step in steps {
      lines.append(DutyLine(wording.sentence(for: step)))
      lines += step.operations.map { DutyLine($0, isOperation: true) }
      if let result = step.result, result.isChanged {
        lines.append(DutyLine(wording.rounded(result), isOperation: true))
      }
    }
    if let refusal = discountRefusal {
      lines.append(DutyLine(wording.refusal(refusal, of: basis.discountGround ?? "")))
    }
    if basis.exemptionGround != nil { lines.append(DutyLine(wording.withoutExemption(duty))) }
    return lines + [DutyLine(wording.due(due))]
  }
}

extension FilingDuty {
  /// For a person, in paragraphs: the law of the day, and the document where one is named; each duty; the total of several;
  /// what was paid, where it is known.
  public func explanation(
    in language: FindingCatalogue.Language, for document: DocumentType? = nil, paid: Money? = nil
  ) -> [[DutyLine]] {
    let wording = language.wording
    let head = [wording.law(of: day, period)] + [document.map(wording.document)].compactMap(\.self)
    var paragraphs = [head.map { DutyLine($0) }] + parts.map { $0.lines(in: language) }
    if parts.count > 1 { paragraphs.append([DutyLine(wording.total(parts.map(\.due), due))]) }
    if let paid {
      let balance = DutyBalance(due: due, paid: paid)
      paragraphs.append([DutyLine(wording.paid(paid, balance, isExemptionClaimed: isExemptionClaimed))])
    }
    return paragraphs
  }

  /// A sentence for each source that is not, or not wholly, verified.
  public func reservations(in language: FindingCatalogue.Language) -> [String] {
    unverified.map(language.wording.unverified)
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

extension FindingCatalogue.Language {
  fileprivate var wording: any DutyWording {
    switch self {
    case .azerbaijani: AzerbaijaniDutyWording()
    case .english: EnglishDutyWording()
    }
  }
}
