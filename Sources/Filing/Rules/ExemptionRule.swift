extension Rule {
  /// A claimed exemption names its ground, and is then noted for the judge: software does not decide it.
  static let exemption = Rule("exemption") { item in
    guard let exemption = item.submission?.fee?.exemption else { return [] }
    let ground = exemption.ground?.value ?? ""
    let code: FindingCode =
      ExemptionGrounds.isRecognised(ground) ? .feeExemptionClaimed : .feeExemptionWithoutGround
    return [Finding(code, at: exemption.ground?.location ?? exemption.location, ["ground": ground])]
  }
}
