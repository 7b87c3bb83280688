/// The data that an operator edits and rules consult: courts, issuer profiles, tariffs, code lists.
public struct ReferenceData: Sendable {
  public let courts: CourtDirectory
  public let issuerProfiles: [IssuerProfile]
  public let tariffs: TariffSchedule
  public let severities: SeverityPolicy
  /// First digits of the cards that are accepted; none: any.
  public let cardPrefixes: [String]
  /// What banks and portals take for themselves from a payer.
  public let serviceFees: Set<Money>

  public init(
    courts: CourtDirectory, issuerProfiles: [IssuerProfile], tariffs: TariffSchedule,
    severities: SeverityPolicy = SeverityPolicy(), cardPrefixes: [String] = [],
    serviceFees: Set<Money> = []
  ) {
    self.courts = courts
    self.issuerProfiles = issuerProfiles
    self.tariffs = tariffs
    self.severities = severities
    self.cardPrefixes = cardPrefixes
    self.serviceFees = serviceFees
  }
}
