/// The rules that an item is held to, in the order of their findings' importance to a reader.
public struct RuleSet: Sendable {
  /// Recorded with each decision: the same version, item and reference data give the same findings.
  public let version: String
  public let rules: [Rule]

  public init(version: String, rules: [Rule]) {
    self.version = version
    self.rules = rules
  }

  public func evaluate(_ item: ItemUnderReview) -> [Finding] { rules.flatMap { $0.evaluate(item) } }

  public static let standard = RuleSet(
    version: "2026.1",
    rules: [
      .signaturePresent, .signaturesPassed, .signatureCoverage,
      .destinationChannel, .destinationCourt,
      .filerKnown, .filerNumber, .signerIsFiler, .senderAllowed, .batchSeal,
      .cabinetHolder, .statedPowers, .dispatchOfCourt, .addresseeNumbers,
      .caseNumber, .procedureKnown, .documentTypeKnown,
      .personalNumbers, .taxNumbers, .calendarDays,
      .documentPresence, .documentNames, .documentSize, .documentHash, .documentMediaType, .documentReadable,
      .documentClean, .unlistedFiles,
      .dutyStated, .dutyAct, .exemption, .deferral, .amounts, .dutyAmount,
      .paymentReferences, .paymentDates, .payers, .cardBIN,
      .cardNumbers,
    ])
}
