extension Rule {
  /// Each VÖEN that is stated has the form of one, and its last digit fits the kind of its holder.
  static let taxNumbers = Rule("tax-numbers") { item in
    item.statedParties.compactMap { party in
      guard let stated = party.voen else { return nil }
      guard let number = TaxNumber(stated.value) else {
        return Finding(.voenMalformed, at: stated.location, ["value": stated.value])
      }
      switch (party.kind, number.holder) {
      case (.person, .naturalPerson), (.organisation, .legalPerson): return nil
      // Private entrepreneurs do business under a name of their own; hence no more than a warning.
      case (.person, .legalPerson), (.organisation, .naturalPerson):
        return Finding(.voenKindMismatch, at: stated.location, ["value": stated.value])
      }
    }
  }
}
