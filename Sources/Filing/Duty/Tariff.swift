/// The rates of the state duty that hold from one day until another, in manat.
public struct Tariff: Sendable {
  public let period: TariffPeriod
  public let lines: [TariffLine]
  public let rounding: TariffRule<Rounding>
  public let severalClaims: TariffRule<SeveralClaims>
  private let linesByAct: [String: TariffLine]

  public var effectiveFrom: LocalDay { period.from }
  public var effectiveUntil: LocalDay? { period.until }

  /// Fails on a tariff by which no exact duty could be told: see ``TariffDefect``.
  public init(
    effectiveFrom: LocalDay, effectiveUntil: LocalDay? = nil, source: BilingualText? = nil,
    rounding: TariffRule<Rounding> = .standard, severalClaims: TariffRule<SeveralClaims> = .standard,
    lines: [TariffLine]
  ) throws(TariffDefect) {
    if let effectiveUntil, effectiveUntil <= effectiveFrom {
      throw .endsBeforeItBegins(from: effectiveFrom, until: effectiveUntil)
    }
    var linesByAct: [String: TariffLine] = [:]
    for line in lines where linesByAct.updateValue(line, forKey: line.act) != nil { throw .actRepeated(line.act) }
    for line in lines { try Self.check(line, among: linesByAct) }
    period = TariffPeriod(from: effectiveFrom, until: effectiveUntil, source: source)
    self.lines = lines
    self.rounding = rounding
    self.severalClaims = severalClaims
    self.linesByAct = linesByAct
  }

  public func line(for act: String) -> TariffLine? { linesByAct[act] }

  /// Whether the act's duty follows from the value of what is claimed; false where there is no line for it.
  public func dependsOnClaimValue(_ act: String) -> Bool {
    switch line(for: act)?.formula {
    case .brackets: true
    case .share(_, let base, _): dependsOnClaimValue(base)
    case .fixed, nil: false
    }
  }

  /// The acts that the duty of a document may be for, given whether it states a claim value.
  public func acts(for document: DocumentType, hasClaimValue: Bool) -> [String] {
    let fitting = document.dutyActs.filter { dependsOnClaimValue($0) == hasClaimValue }
    // A court order has a value too, on which its duty does not depend.
    return fitting.isEmpty ? document.dutyActs : fitting
  }

  private static func check(_ line: TariffLine, among lines: [String: TariffLine]) throws(TariffDefect) {
    var amounts = [line.minimum, line.cap].compactMap(\.self)
    switch line.formula {
    case .fixed(let amount): amounts.append(amount)
    case .brackets(let brackets):
      try checkRanges(of: brackets, act: line.act)
      amounts += brackets.flatMap { [$0.base, $0.over] }
    case .share(_, let base, _):
      // One step only: a share of a share would hide the base from whoever reads the assessment.
      guard let other = lines[base] else { throw .baseActUnknown(act: line.act, base: base) }
      if case .share = other.formula { throw .baseActIsShare(act: line.act, base: base) }
    }
    guard amounts.allSatisfy({ $0 >= .zero }) else { throw .amountNegative(act: line.act) }
    if case .brackets(let brackets) = line.formula { try checkEdges(of: brackets, line) }
    if let minimum = line.minimum, let cap = line.cap, minimum > cap { throw .minimumAboveCap(act: line.act) }
  }

  /// Every claim value is in exactly one bracket, and not below its threshold.
  private static func checkRanges(of brackets: [TariffBracket], act: String) throws(TariffDefect) {
    guard let last = brackets.last, last.upTo == nil else { throw .bracketsWithoutEnd(act: act) }
    var lower = Money.zero
    for bracket in brackets.dropLast() {
      guard let upper = bracket.upTo, upper > lower else { throw .bracketsNotAscending(act: act) }
      guard bracket.over <= lower else { throw .thresholdAboveBracket(act: act) }
      lower = upper
    }
    guard last.over <= lower else { throw .thresholdAboveBracket(act: act) }
  }

  /// At the edge of two brackets both give the same duty, unless the line says that the law has it jump. It never falls:
  /// whoever claimed more would pay less.
  private static func checkEdges(of brackets: [TariffBracket], _ line: TariffLine) throws(TariffDefect) {
    for (below, above) in zip(brackets, brackets.dropFirst()) {
      guard let edge = below.upTo else { continue }
      let (lower, upper) = (below.amount(for: edge), above.amount(for: edge))
      if upper < lower { throw .dutyFalls(act: line.act, at: edge) }
      if upper > lower, !line.mayJump { throw .dutyJumps(act: line.act, at: edge) }
    }
  }
}

/// When a tariff holds, and by which law.
public struct TariffPeriod: Sendable, Hashable {
  public let from: LocalDay
  /// The first day on which the tariff no longer holds; nil while it has no end.
  public let until: LocalDay?
  /// The law as it was worded then.
  public let source: BilingualText?
}
