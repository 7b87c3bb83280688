extension Rule {
  /// "Pay online" records the first six digits of the card (ISO/IEC 7812-1), never more.
  static let cardBIN = Rule("card-bin") { item in
    guard let fee = item.submission?.fee else { return [] }
    let stated = fee.payments.map { ($0.cardBIN, isNeeded: $0.channel?.value == "online", $0.location) }
    let asked = fee.payOnline.map { [($0.cardBIN, isNeeded: true, $0.location)] } ?? []
    return (stated + asked).compactMap { bin, isNeeded, location in
      guard let bin else { return isNeeded ? Finding(.cardBINMissing, at: location) : nil }
      guard CardNumber.isIssuerNumber(bin.value) else {
        return Finding(.cardBINMalformed, at: bin.location, ["value": bin.value])
      }
      let prefixes = item.reference.cardPrefixes
      guard !prefixes.isEmpty, !prefixes.contains(where: { bin.value.hasPrefix($0) }) else { return nil }
      return Finding(.cardBINUnknown, at: bin.location, ["value": bin.value])
    }
  }
}
