extension Rule {
  /// Each FİN that is stated has the form of one: participants', representative's and payers'.
  static let personalNumbers = Rule("personal-numbers") { item in
    item.statedParties.compactMap(\.fin).filter { PersonalNumber($0.value) == nil }
      .map { Finding(.finMalformed, at: $0.location, ["value": $0.value]) }
  }
}
