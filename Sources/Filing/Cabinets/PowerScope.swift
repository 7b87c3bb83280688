/// What a power of attorney is for. A list that is empty sets no limit.
public struct PowerScope: Sendable, Hashable {
  public var courts: Set<CourtCode>
  public var procedures: Set<String>
  /// Case numbers as courts write them.
  public var cases: Set<String>

  public init(courts: Set<CourtCode> = [], procedures: Set<String> = [], cases: Set<String> = []) {
    self.courts = courts
    self.procedures = procedures
    self.cases = cases
  }

  /// A power for named cases opens no new one: a filing without a case number is not covered by it.
  public func covers(court: CourtCode, procedure: String?, caseNumber: String?) -> Bool {
    (courts.isEmpty || courts.contains(court))
      && (procedures.isEmpty || procedure.map(procedures.contains) ?? false)
      && (cases.isEmpty || caseNumber.map(cases.contains) ?? false)
  }
}
