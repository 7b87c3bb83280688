extension Rule {
  /// "Pay online" records the first six digits of the card (ISO/IEC 7812-1), never more.
  static let cardBIN = Rule("card-bin") { item in
    (item.submission?.fee?.payments ?? []).compactMap { payment in
      guard let bin = payment.cardBIN else {
        guard payment.channel?.value == "online" else { return nil }
        return Finding(.cardBINMissing, at: payment.location)
      }
      let isWellFormed =
        bin.value.utf8.count == 6
        && bin.value.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return isWellFormed ? nil : Finding(.cardBINMalformed, at: bin.location, ["value": bin.value])
    }
  }
}
