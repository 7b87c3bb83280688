import Filing

extension Tariff {
  static func read(_ octets: [UInt8], from source: String, log: DefectLog) -> LocatedTariff? {
    guard
      let file = YAMLFile.section(
        of: octets, from: source,
        keys: ["effectiveFrom", "effectiveUntil", "source", "currency", "rounding", "severalClaims", "lines"], log: log)
    else { return nil }
    let from = file.required("effectiveFrom")?.read(as: .day) { LocalDay($0) }
    let until = file.optional("effectiveUntil")?.read(as: .day) { LocalDay($0) }
    let law = file.required("source")?.bilingualText
    _ = file.optional("currency")?.choice(among: [Money.currencyCode])
    let rounding = file.optional("rounding").map { TariffRule<Rounding>.read($0) } ?? .standard
    let severalClaims = file.optional("severalClaims").map { TariffRule<SeveralClaims>.read($0) } ?? .standard
    let entries = file.required("lines")?.list ?? []
    let lines = entries.map { TariffLine.read($0) }
    let known = lines.compactMap(\.self)
    guard let from, let law, let rounding, let severalClaims, known.count == entries.count else { return nil }
    do throws(TariffDefect) {
      let tariff = try Tariff(
        effectiveFrom: from, effectiveUntil: until, source: law, rounding: rounding, severalClaims: severalClaims,
        lines: known)
      return LocatedTariff(tariff: tariff, place: file.optional("effectiveFrom")?.place ?? file.place)
    } catch {
      let entry = zip(entries, known).reversed().first { $0.1.act == error.act }?.0
      log.report(.tariff(error), at: entry?.place ?? file.place)
      return nil
    }
  }
}

/// A tariff with the place of its first day, where a schedule's defects are reported.
struct LocatedTariff {
  let tariff: Tariff
  let place: ConfigurationPlace

  /// All tariffs, one after another.
  static func schedule(_ tariffs: [LocatedTariff], log: DefectLog) -> TariffSchedule? {
    do throws(TariffDefect) {
      return try TariffSchedule(tariffs.map(\.tariff))
    } catch {
      let place = tariffs.last { $0.tariff.effectiveFrom == error.firstDayOfLaterTariff }?.place
      log.report(.tariff(error), at: place ?? ConfigurationPlace(source: "tariffs"))
      return nil
    }
  }
}

extension TariffDefect {
  /// The act whose line is defective.
  fileprivate var act: String? {
    switch self {
    case .actRepeated(let act), .bracketsWithoutEnd(let act), .bracketsNotAscending(let act),
      .thresholdAboveBracket(let act), .dutyJumps(let act, _), .dutyFalls(let act, _),
      .baseActUnknown(let act, _), .baseActIsShare(let act, _), .amountNegative(let act), .minimumAboveCap(let act):
      act
    case .empty, .endsBeforeItBegins, .gap, .overlap: nil
    }
  }

  fileprivate var firstDayOfLaterTariff: LocalDay? {
    switch self {
    case .gap(_, let until): until
    case .overlap(let day): day
    default: nil
    }
  }
}
