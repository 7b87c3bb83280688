extension Rule {
  /// A power of attorney names somebody, ends on a day that lies ahead, and is for courts, procedures and cases that there are.
  static let statedPowers = Rule("stated-powers") { item in
    guard case .cabinetRequest(let request) = item.content, case .grantPower(let power) = request.action else {
      return []
    }
    return namelessness(of: power) + term(of: power, on: item.arrivalDay) + scope(of: power, in: item.reference)
  }

  private static func namelessness(of power: StatedPower) -> [Finding] {
    switch power.representative.kind {
    case .person where power.representative.fin == nil:
      [Finding(.schemaElementMissing, at: power.location, ["element": "Person", "expected": "FIN"])]
    case .organisation where power.representative.voen == nil:
      [Finding(.schemaElementMissing, at: power.location, ["element": "Organisation", "expected": "VOEN"])]
    default: []
    }
  }

  private static func term(of power: StatedPower, on today: LocalDay) -> [Finding] {
    let stated = [("ValidFrom", power.validFrom), ("ValidUntil", power.validUntil)]
    let invalid = stated.compactMap { element, day -> Finding? in
      guard let day, LocalDay(day.value) == nil else { return nil }
      return Finding(.schemaValueInvalid, at: day.location, ["element": element, "value": day.value])
    }
    guard invalid.isEmpty, let until = power.validUntil, let last = LocalDay(until.value) else { return invalid }
    let first = power.validFrom.flatMap { LocalDay($0.value) }
    guard last < max(first ?? today, today) else { return [] }
    return [Finding(.powerTermInvalid, at: until.location, ["until": until.value])]
  }

  private static func scope(of power: StatedPower, in reference: ReferenceData) -> [Finding] {
    power.courts.filter { CourtCode($0.value).flatMap { reference.courts[$0] } == nil }
      .map { Finding(.courtUnknown, at: $0.location, ["court": $0.value]) }
      + power.procedures.filter { Procedures.procedure(for: $0.value) == nil }
      .map { Finding(.procedureUnknown, at: $0.location, ["value": $0.value]) }
      + power.cases.filter { CaseNumber($0.value) == nil }
      .map { Finding(.caseNumberMalformed, at: $0.location, ["value": $0.value]) }
  }
}
