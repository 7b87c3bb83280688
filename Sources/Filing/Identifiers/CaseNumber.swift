/// A court's case number such as `2(103)-4336/2022`: kind of proceedings, court, sequence, year.
public struct CaseNumber: Sendable, Hashable {
  public let kind: Int
  public let court: CourtCode
  public let sequence: Int
  public let year: Int

  /// Nil unless the whole text has the form `kind(court)-sequence/year`, without spaces or leading zeros in kind and sequence.
  public init?(_ text: String) {
    guard
      let match = text.wholeMatch(of: /([1-9])\(([0-9]{3})\)-([1-9][0-9]{0,7})\/((?:19|20)[0-9]{2})/),
      let kind = Int(match.1), let court = CourtCode(String(match.2)),
      let sequence = Int(match.3), let year = Int(match.4)
    else { return nil }
    (self.kind, self.court, self.sequence, self.year) = (kind, court, sequence, year)
  }

  public var text: String { "\(kind)(\(court.text))-\(sequence)/\(year)" }
}
