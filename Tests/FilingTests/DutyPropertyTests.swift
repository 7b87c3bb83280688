import Filing
import TestSupport
import Testing

/// What holds of every duty, by every tariff that is one.
@Suite struct DutyPropertyTests {
  private static let day = TariffFixture.day("2026-03-10")

  private static func duty(_ act: String, _ value: Int64, by schedule: TariffSchedule) -> Int64? {
    schedule.assess(DutyBasis(act: act, claimValue: Money(minorUnits: value), day: day)).assessment?.duty.minorUnits
  }

  /// As likely small as large, up to what the schema admits.
  private static func value(_ generator: inout SeededGenerator) -> Int64 {
    Int64.random(in: 0...Int64(1) << Int64.random(in: 0...49, using: &generator), using: &generator)
  }

  @Test(arguments: ["valued-claim", "appeal-valued"])
  func whoeverClaimsMorePaysNoLess(act: String) throws {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<100_000).map { _ in Self.value(&generator) }.sorted()
    var least: Int64 = 0
    for value in values {
      let duty = try #require(Self.duty(act, value, by: TariffFixture.schedule))
      guard duty >= least else {
        Issue.record("\(act) costs \(duty) for \(value), and \(least) for less")
        return
      }
      least = duty
    }
    #expect(least == (act == "valued-claim" ? 5_000_000 : 2_500_000))
  }

  /// Each of 500 tariffs is asked for 200 values, of which some lie at its edges.
  @Test func dutiesRiseWithoutJumpsByEveryTariff() throws {
    var generator = SeededGenerator(seed: 2026)
    for number in 0..<500 {
      let tariff = RandomTariff(&generator)
      let schedule = try TariffSchedule([tariff.tariff()])
      let unit = tariff.rounding.unit.minorUnits
      var values = (0..<200 - 3 * tariff.edges.count).map { _ in Self.value(&generator) }
      for edge in tariff.edges {
        let (below, at, above) = (
          Self.duty("a", edge - 1, by: schedule), Self.duty("a", edge, by: schedule),
          Self.duty("a", edge + 1, by: schedule)
        )
        // A qəpik more of the claim is less than a qəpik of the duty, which rounding may make a whole unit.
        #expect(
          try #require(at) - #require(below) <= unit && #require(above) - #require(at) <= unit, "tariff \(number)")
        values += [edge - 1, edge, edge + 1]
      }
      var least: Int64 = 0
      for value in values.sorted() {
        let duty = try #require(Self.duty("a", value, by: schedule))
        #expect(duty >= least && duty >= 0 && duty % unit == 0, "tariff \(number), value \(value)")
        least = duty
      }
    }
  }

  @Test func aQepikTooMuchOrTooLittleAtAnEdgeIsSeen() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<500 {
      let tariff = RandomTariff(&generator)
      let bracket = Int.random(in: 1...tariff.edges.count, using: &generator)
      let edge = Money(minorUnits: tariff.edges[bracket - 1])
      #expect(throws: TariffDefect.dutyJumps(act: "a", at: edge)) { try tariff.tariff(adding: 1, to: bracket) }
      #expect(throws: TariffDefect.dutyFalls(act: "a", at: edge)) { try tariff.tariff(adding: -1, to: bracket) }
    }
  }

  @Test func severalClaimsCostNoLessThanTheirSumAndNothingIsLost() throws {
    var generator = SeededGenerator(seed: 112)
    for _ in 0..<10_000 {
      let values = (0..<Int.random(in: 1...5, using: &generator)).map { _ in Self.value(&generator) }
      let claims = values.map { DutyClaim(act: "valued-claim", value: Money(minorUnits: $0)) }
      let others = Int.random(in: 0...2, using: &generator)
      let mixed = claims + Array(repeating: DutyClaim(act: "non-valued-claim"), count: others)
      let duty = try TariffFixture.schedule.assess(mixed.shuffled(using: &generator), on: Self.day).get()
      let sum = try #require(Self.duty("valued-claim", values.reduce(0, +), by: TariffFixture.schedule))
      #expect(duty.due.minorUnits == sum + Int64(others) * 10_000)
      #expect(duty.parts.count == 1 + others)
    }
  }
}

/// Brackets that meet: each begins with what the one before ends with.
private struct RandomTariff {
  let edges: [Int64]
  let rates: [Int64]
  let rounding: Rounding

  init(_ generator: inout SeededGenerator) {
    let count = Int.random(in: 1...6, using: &generator)
    // Whole hundreds of manat and whole percentages, so that what a bracket begins with is whole qəpik.
    var edges: Set<Int64> = []
    while edges.count < count { edges.insert(10_000 * .random(in: 1...1_000_000, using: &generator)) }
    self.edges = edges.sorted()
    rates = (0...count).map { _ in .random(in: 0...20, using: &generator) }
    rounding = Rounding(
      Rounding.Method.allCases.randomElement(using: &generator) ?? .halfUp,
      to: Money(minorUnits: [1, 1, 5, 10, 100].randomElement(using: &generator) ?? 1))
  }

  /// - Parameters:
  ///   - error: Qəpik by which the bracket with this index, and all after it, cost more.
  func tariff(adding error: Int64 = 0, to index: Int = 0) throws(TariffDefect) -> Tariff {
    var (base, lower) = (Int64(3000), Int64(0))
    let brackets = rates.enumerated().map { position, rate in
      if position == index { base += error }
      let upper = position < edges.count ? edges[position] : nil
      let bracket = TariffBracket(
        article: "\(position)", upTo: upper.map { Money(minorUnits: $0) }, base: Money(minorUnits: base),
        rate: TariffFixture.percent("\(rate)"), over: Money(minorUnits: lower))
      if let upper { (base, lower) = (base + (upper - lower) * rate / 100, upper) }
      return bracket
    }
    let rule = TariffRule(rounding, citation: "law", mark: .verified)
    return try Tariff(
      effectiveFrom: TariffFixture.day("2021-01-01"), rounding: rule,
      lines: [TariffFixture.line("a", "1", .brackets(brackets))])
  }
}
