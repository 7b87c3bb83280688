extension Rule {
  /// A filer may ask to pay later (möhlət). It is noted for the judge with what is then due: software does not decide it.
  static let deferral = Rule("deferral") { item in
    guard let fee = item.submission?.fee, let deferral = fee.deferral, case .assessed(let duty)? = item.duty else {
      return []
    }
    let open = DutyBalance(due: duty.due, paid: fee.sumOfPayments ?? .zero)
    guard case .short(let missing) = open else { return [] }
    return [
      Finding(
        .feeDeferralClaimed, at: deferral.ground?.location ?? deferral.location,
        ["ground": deferral.ground?.value ?? "", "due": missing.decimal])
    ]
  }
}
