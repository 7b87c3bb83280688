package import Filing

/// That a representative files for somebody. Whether a power of attorney on record covers it, the register alone knows.
package struct AuthorityClaim: Sendable {
  package let principal: PartyNumber
  /// Every number that the representative's certificate proves.
  package let representatives: [PartyNumber]
  package let court: CourtCode
  package let procedure: String?
  package let caseNumber: String?
  /// The day of arrival.
  package let day: LocalDay
  /// What is decided where a power covers it.
  package let decision: DecidedItem.Decision
  /// What is said in place of the finding that no power is on record; graded.
  package let finding: @Sendable (PowerStanding) -> Finding

  package init(
    principal: PartyNumber, representatives: [PartyNumber], court: CourtCode, procedure: String?, caseNumber: String?,
    day: LocalDay, decision: DecidedItem.Decision, finding: @escaping @Sendable (PowerStanding) -> Finding
  ) {
    self.principal = principal
    self.representatives = representatives
    self.court = court
    self.procedure = procedure
    self.caseNumber = caseNumber
    self.day = day
    self.decision = decision
    self.finding = finding
  }
}

/// How a power of attorney on record stands to a filing.
package enum PowerStanding: Sendable {
  case covering(PowerOnRecord)
  case notCovering(PowerOnRecord)
  case expired(PowerOnRecord)
  case revoked(PowerOnRecord)
}

extension RegisterTransaction {
  /// The item as it is decided with the powers on record; unchanged where there are none.
  func examineAuthority(of item: DecidedItem) throws -> DecidedItem {
    guard let claim = item.authority, let standing = try standing(of: claim) else { return item }
    return item.deciding(by: standing)
  }

  /// A power that covers the filing, or else the latest that was given to this representative.
  private func standing(of claim: AuthorityClaim) throws -> PowerStanding? {
    let reader = EntryReader(database: database)
    guard let principal = try reader.cabinet(of: claim.principal) else { return nil }
    let powers = try claim.representatives.flatMap {
      try reader.powers("p.representative = ? AND p.principal = ?", [$0.key, principal.id.value])
    }
    let standings = powers.sorted { $0.id < $1.id }.map { standing(of: $0, to: claim) }
    return standings.last { if case .covering = $0 { true } else { false } } ?? standings.last
  }

  private func standing(of power: PowerOnRecord, to claim: AuthorityClaim) -> PowerStanding {
    if power.isRevoked { return .revoked(power) }
    if claim.day > power.validity.upperBound { return .expired(power) }
    let covers =
      claim.day >= power.validity.lowerBound
      && power.scope.covers(court: claim.court, procedure: claim.procedure, caseNumber: claim.caseNumber)
    return covers ? .covering(power) : .notCovering(power)
  }
}
