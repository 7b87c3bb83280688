import Filing

extension TariffLine {
  private static let keys: Set<String> = [
    "act", "article", "amount", "brackets", "jumps", "percent", "ofAct", "base", "minimum", "cap", "rounding",
    "naturalPersonsOnly", "subject", "discounts", "citation", "mark",
  ]
  /// Another act would be a line that no filing ever uses.
  private static let acts = DutyActs.all.map(\.code).sorted()

  static func read(_ value: YAMLValue) -> TariffLine? {
    guard let section = value.section(keys: keys) else { return nil }
    let act = section.required("act")?.choice(among: acts)
    let article = section.requiredText("article")
    let formula = formula(section)
    let minimum = section.optional("minimum")?.amount
    let cap = section.optional("cap")?.amount
    let rounding = section.optional("rounding").flatMap { TariffRule<Rounding>.read($0) }
    let mayJump = section.flag("jumps")
    let isForNaturalPersonsOnly = section.flag("naturalPersonsOnly")
    let subject = section.optional("subject")?.bilingualText
    let discounts = (section.optional("discounts").flatMap(\.list) ?? []).compactMap { TariffDiscount.read($0) }
    let citation = section.required("citation")?.bilingualText
    let mark = section.required("mark")?.choice(of: TariffMark.self)
    guard let act, let article, let formula, let citation, let mark else { return nil }
    return TariffLine(
      act: act, article: article, formula: formula, minimum: minimum, cap: cap, rounding: rounding, mayJump: mayJump,
      isForNaturalPersonsOnly: isForNaturalPersonsOnly, subject: subject, discounts: discounts, citation: citation,
      mark: mark)
  }

  private static func formula(_ section: YAMLSection) -> Formula? {
    let (percent, act) = (section.optional("percent"), section.optional("ofAct"))
    let base = section.optional("base").map { TariffRule<ShareBase>.read($0) }
    switch (section.optional("amount"), section.optional("brackets"), percent, act) {
    case (let amount?, nil, nil, nil) where base == nil: return amount.amount.map(Formula.fixed)
    case (nil, let brackets?, nil, nil) where base == nil:
      guard let list = brackets.list else { return nil }
      let read = list.compactMap { TariffBracket.read($0) }
      return read.count == list.count ? .brackets(read) : nil
    case (nil, nil, let percent?, let act?):
      guard let percentage = percent.percentage, let act = act.text, let base = base ?? .standard else { return nil }
      return .share(percentage, ofAct: act, on: base)
    default:
      section.report(.formulaAmbiguous)
      return nil
    }
  }
}

extension TariffBracket {
  fileprivate static func read(_ value: YAMLValue) -> TariffBracket? {
    guard let section = value.section(keys: ["article", "upTo", "amount", "percent", "ofPartOver"]) else { return nil }
    let article = section.requiredText("article")
    let upTo = section.optional("upTo")?.amount
    let base = section.required("amount")?.amount
    let rate = section.optional("percent")?.percentage
    let over = section.optional("ofPartOver")?.amount
    // One without the other would be read as a share of the whole value, or be without effect.
    if section.optional("percent") != nil { _ = section.required("ofPartOver") }
    if section.optional("ofPartOver") != nil { _ = section.required("percent") }
    guard let article, let base else { return nil }
    return TariffBracket(article: article, upTo: upTo, base: base, rate: rate, over: over ?? .zero)
  }
}

extension TariffDiscount {
  fileprivate static func read(_ value: YAMLValue) -> TariffDiscount? {
    guard
      let section = value.section(keys: [
        "ground", "percent", "effectiveFrom", "naturalPersonsOnly", "oncePerPerson", "citation", "mark",
      ])
    else { return nil }
    let ground = section.requiredText("ground")
    let rate = section.required("percent")?.percentage
    let effectiveFrom = section.optional("effectiveFrom")?.read(as: .day) { LocalDay($0) }
    let isForNaturalPersonsOnly = section.flag("naturalPersonsOnly")
    let citation = section.required("citation")?.bilingualText
    let mark = section.optional("mark").map { $0.choice(of: TariffMark.self) } ?? .verified
    guard let ground, let rate, let citation, let mark else { return nil }
    return TariffDiscount(
      ground: ground, rate: rate, effectiveFrom: effectiveFrom, isForNaturalPersonsOnly: isForNaturalPersonsOnly,
      isOncePerPerson: section.flag("oncePerPerson"), citation: citation, mark: mark)
  }
}

extension YAMLValue {
  fileprivate var amount: Money? { read(as: .amount) { Money(decimal: $0) } }
  fileprivate var percentage: Percentage? { read(as: .percentage) { Percentage(decimal: $0) } }
}
