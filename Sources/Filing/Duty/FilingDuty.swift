/// One claim of a filing, for which a duty is due.
public struct DutyClaim: Sendable, Hashable {
  public let act: String
  public let value: Money?

  public init(act: String, value: Money? = nil) {
    self.act = act
    self.value = value
  }
}

/// The duty of a filing with one claim or several.
public struct FilingDuty: Sendable, Hashable {
  /// One for each duty, in the order of the claims; never empty.
  public let parts: [DutyAssessment]
  /// How several claims were taken together.
  public let severalClaims: TariffRule<SeveralClaims>

  /// By the tariff and its discounts, without regard to a claimed exemption.
  public var duty: Money { parts.map(\.duty).reduce(.zero, +) }
  /// What must be paid with the filing.
  public var due: Money { parts.map(\.due).reduce(.zero, +) }
  public var period: TariffPeriod { parts[0].period }
  public var day: LocalDay { parts[0].basis.day }

  public var isExemptionClaimed: Bool { parts[0].basis.exemptionGround != nil }

  /// What is not found in a public source as it stands, each once.
  public var unverified: [UnverifiedSource] {
    var seen: Set<UnverifiedSource> = []
    let joining =
      parts.count > 1 && severalClaims.mark != .verified ? [UnverifiedSource.severalClaims(severalClaims)] : []
    return (parts.flatMap(\.unverified) + joining).filter { seen.insert($0).inserted }
  }
}

extension TariffSchedule {
  /// The duty of all claims of a filing, or everything that stands in its way.
  public func assess(
    _ claims: [DutyClaim], filer: PartyIdentity.Kind? = nil, on day: LocalDay, discountGround: String? = nil,
    exemptionGround: String? = nil
  ) -> Result<FilingDuty, DutyObstacles> {
    precondition(!claims.isEmpty, "A filing with a duty has a claim")
    guard let tariff = tariff(on: day) else {
      return .failure(DutyObstacles(claims.map { .rateUnknown(act: $0.act, day: day) }))
    }
    let outcomes = tariff.groups(of: claims).map { group in
      assess(
        DutyBasis(
          act: group.act, claimValues: group.values, filer: filer, day: day, discountGround: discountGround,
          exemptionGround: exemptionGround))
    }
    let obstacles = outcomes.compactMap { if case .notAssessable(let obstacle) = $0 { obstacle } else { nil } }
    guard obstacles.isEmpty else { return .failure(DutyObstacles(obstacles)) }
    return .success(
      FilingDuty(parts: outcomes.compactMap(\.assessment), severalClaims: tariff.severalClaims))
  }
}

/// Everything that keeps the duty of a filing from being told, each once.
public struct DutyObstacles: Error, Sendable, Hashable {
  /// Never empty.
  public let all: [DutyObstacle]

  init(_ obstacles: [DutyObstacle]) {
    var seen: Set<DutyObstacle> = []
    all = obstacles.filter { seen.insert($0).inserted }
  }
}

extension Tariff {
  /// Claims that bear one duty together.
  fileprivate func groups(of claims: [DutyClaim]) -> [(act: String, values: [Money])] {
    var groups: [(act: String, values: [Money])] = []
    for claim in claims {
      // A claim whose value is missing stays alone, so that the missing value is told.
      if let value = claim.value, severalClaims.choice == .sumOfValues, dependsOnClaimValue(claim.act),
        let index = groups.firstIndex(where: { $0.act == claim.act && !$0.values.isEmpty })
      {
        groups[index].values.append(value)
      } else {
        groups.append((claim.act, claim.value.map { [$0] } ?? []))
      }
    }
    return groups
  }
}
