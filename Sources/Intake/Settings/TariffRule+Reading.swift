import Filing

extension TariffRule {
  /// A rule under `rule`, with where it is written; other keys belong to the choice.
  static func read(
    _ value: YAMLValue, keys: Set<String> = [], _ choice: (YAMLSection) -> Choice?
  ) -> TariffRule? {
    guard let section = value.section(keys: keys.union(["rule", "citation", "mark"])) else { return nil }
    let choice = choice(section)
    let citation = section.required("citation")?.bilingualText
    let mark = section.required("mark")?.choice(of: TariffMark.self)
    guard let choice, let citation, let mark else { return nil }
    return TariffRule(choice, citation: citation, mark: mark)
  }
}

extension TariffRule<Rounding> {
  static func read(_ value: YAMLValue) -> TariffRule? {
    read(value, keys: ["to"]) { section in
      let method = section.required("rule")?.choice(of: Rounding.Method.self)
      let unit = section.required("to")?.read(as: .roundingUnit) { text in
        Money(decimal: text).flatMap { $0 > .zero && $0 <= Rounding.largestUnit ? $0 : nil }
      }
      guard let method, let unit else { return nil }
      return Rounding(method, to: unit)
    }
  }
}

extension TariffRule where Choice: CaseIterable & RawRepresentable<String> {
  static func read(_ value: YAMLValue) -> TariffRule? {
    read(value) { $0.required("rule")?.choice(of: Choice.self) }
  }
}

extension YAMLValue {
  /// One text for both languages, or one for each under `az` and `en`.
  var bilingualText: BilingualText? {
    guard case .mapping = node else {
      return read(as: .notEmpty) { $0.isEmpty ? nil : BilingualText($0) }
    }
    guard let section = section(keys: ["az", "en"]) else { return nil }
    let (azerbaijani, english) = (section.requiredText("az"), section.requiredText("en"))
    guard let azerbaijani, let english else { return nil }
    return BilingualText(az: azerbaijani, en: english)
  }
}
