/// What the duty of one act depends on.
public struct DutyBasis: Sendable, Hashable {
  public let act: String
  /// More than one where the values of several claims add up.
  public let claimValues: [Money]
  /// Nil where the filer is not known; then nothing is refused on that account.
  public let filer: PartyIdentity.Kind?
  /// The day whose tariff holds: that of arrival.
  public let day: LocalDay
  public let discountGround: String?
  public let exemptionGround: String?

  public init(
    act: String, claimValues: [Money], filer: PartyIdentity.Kind? = nil, day: LocalDay,
    discountGround: String? = nil, exemptionGround: String? = nil
  ) {
    self.act = act
    self.claimValues = claimValues
    self.filer = filer
    self.day = day
    self.discountGround = discountGround
    self.exemptionGround = exemptionGround
  }

  public init(
    act: String, claimValue: Money? = nil, filer: PartyIdentity.Kind? = nil, day: LocalDay,
    discountGround: String? = nil, exemptionGround: String? = nil
  ) {
    self.init(
      act: act, claimValues: claimValue.map { [$0] } ?? [], filer: filer, day: day, discountGround: discountGround,
      exemptionGround: exemptionGround)
  }

  /// The sum; nil where there is no value.
  public var claimValue: Money? { claimValues.isEmpty ? nil : claimValues.reduce(.zero, +) }
}
