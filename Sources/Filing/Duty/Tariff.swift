/// The rates of the state duty that hold from one day until another.
public struct Tariff: Sendable {
  public let effectiveFrom: LocalDay
  /// The first day on which the tariff no longer holds; nil while it has no end.
  public let effectiveUntil: LocalDay?
  public let lines: [TariffLine]
  private let linesByAct: [String: TariffLine]

  /// Fails on a tariff by which no exact duty could be told: see ``TariffDefect``.
  public init(
    effectiveFrom: LocalDay, effectiveUntil: LocalDay? = nil, lines: [TariffLine]
  ) throws(TariffDefect) {
    if let effectiveUntil, effectiveUntil <= effectiveFrom {
      throw .endsBeforeItBegins(from: effectiveFrom, until: effectiveUntil)
    }
    var linesByAct: [String: TariffLine] = [:]
    for line in lines where linesByAct.updateValue(line, forKey: line.act) != nil { throw .actRepeated(line.act) }
    for line in lines { try Self.check(line, among: linesByAct) }
    self.effectiveFrom = effectiveFrom
    self.effectiveUntil = effectiveUntil
    self.lines = lines
    self.linesByAct = linesByAct
  }

  public func line(for act: String) -> TariffLine? { linesByAct[act] }

  private static func check(_ line: TariffLine, among lines: [String: TariffLine]) throws(TariffDefect) {
    var amounts = [line.minimum, line.cap].compactMap(\.self)
    switch line.formula {
    case .fixed(let amount): amounts.append(amount)
    case .brackets(let brackets):
      guard let last = brackets.last, last.upTo == nil else { throw .bracketsWithoutEnd(act: line.act) }
      var lower = Money.zero
      for (index, bracket) in brackets.enumerated() {
        if index < brackets.count - 1 {
          guard let upper = bracket.upTo, upper > lower else { throw .bracketsNotAscending(act: line.act) }
          guard bracket.over <= lower else { throw .thresholdAboveBracket(act: line.act) }
          lower = upper
        } else if bracket.over > lower {
          throw .thresholdAboveBracket(act: line.act)
        }
        amounts += [bracket.base, bracket.over]
      }
    case .share(_, let base):
      // One step only: a share of a share would hide the base from whoever reads the assessment.
      guard let other = lines[base] else { throw .baseActUnknown(act: line.act, base: base) }
      if case .share = other.formula { throw .baseActIsShare(act: line.act, base: base) }
    }
    guard amounts.allSatisfy({ $0 >= .zero }) else { throw .amountNegative(act: line.act) }
    if let minimum = line.minimum, let cap = line.cap, minimum > cap { throw .minimumAboveCap(act: line.act) }
  }
}

/// Why values are not a tariff, or tariffs not a schedule.
public enum TariffDefect: Error, Sendable, Hashable {
  case empty
  case endsBeforeItBegins(from: LocalDay, until: LocalDay)
  case actRepeated(String)
  case bracketsWithoutEnd(act: String)
  case bracketsNotAscending(act: String)
  case thresholdAboveBracket(act: String)
  case baseActUnknown(act: String, base: String)
  case baseActIsShare(act: String, base: String)
  case amountNegative(act: String)
  case minimumAboveCap(act: String)
  /// No tariff holds on the days from the one until the other.
  case gap(from: LocalDay, until: LocalDay)
  /// Two tariffs hold on this day.
  case overlap(on: LocalDay)
}
