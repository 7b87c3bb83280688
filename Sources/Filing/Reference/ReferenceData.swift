/// The data that an operator edits and rules consult: courts, issuer profiles, tariffs, code lists.
public struct ReferenceData: Sendable {
  public let courts: CourtDirectory
  public let issuerProfiles: [IssuerProfile]
  public let tariffs: TariffSchedule
  public let severities: SeverityPolicy
  /// First digits of the cards that are accepted; none: any.
  public let cardPrefixes: [String]

  public init(
    courts: CourtDirectory, issuerProfiles: [IssuerProfile], tariffs: TariffSchedule,
    severities: SeverityPolicy = SeverityPolicy(), cardPrefixes: [String] = []
  ) {
    self.courts = courts
    self.issuerProfiles = issuerProfiles
    self.tariffs = tariffs
    self.severities = severities
    self.cardPrefixes = cardPrefixes
  }
}
