extension ItemUnderReview {
  /// The duty of the arrival day for the act that the filer declares; nil where none is declared, or where the claim
  /// value cannot be read as an amount in manat.
  public var duty: DutyOutcome? {
    guard let submission, let fee = submission.fee, let act = fee.act else { return nil }
    let outcome = reference.tariffs.assess(
      DutyBasis(
        act: act.value, claimValue: submission.claimValue?.manat, filer: submission.filingParticipant?.identity.kind,
        day: arrivalDay, discountGround: fee.discount?.ground?.value,
        exemptionGround: fee.exemption.map { $0.ground?.value ?? "" }))
    // A claim value that cannot be read is not missing; it has a finding of its own.
    if case .notAssessable(.claimValueMissing) = outcome, submission.claimValue != nil { return nil }
    return outcome
  }

  /// Whether the declared act is one for the document's type; true where the type is unknown.
  var isDutyActFitting: Bool {
    guard let submission, let act = submission.fee?.act,
      let type = submission.documentType.flatMap({ DocumentTypes.type(for: $0.value) })
    else { return true }
    return type.dutyActs.contains(act.value)
  }
}

extension StatedAmount {
  /// The exact amount; nil unless it is well-formed and in manat, the only currency in which duties are paid.
  public var manat: Money? {
    guard currency?.value == Money.currencyCode else { return nil }
    return Money(decimal: decimal.value)
  }
}
