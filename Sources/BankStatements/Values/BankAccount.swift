import Filing

/// By what a bank names an account (`AccountIdentification4Choice`).
package enum BankAccount: Sendable, Hashable, CustomStringConvertible {
  /// `Id/IBAN`, in capitals and without spaces.
  case iban(String)
  /// `Id/Othr/Id`, as it stands.
  case other(String)

  /// An account as a portal writes it: an IBAN where its check digits are right, otherwise another number.
  package init(written text: String) {
    let iban = BankAccount(iban: text)
    self = iban.hasRightCheckDigits ? iban : .other(text)
  }

  init(iban text: String) {
    // Nearly all stand as they should.
    let isPlain = text.utf8.allSatisfy { octet in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }
    self = .iban(isPlain ? text : text.filter { $0 != " " }.uppercased())
  }

  package var text: String {
    switch self {
    case .iban(let text), .other(let text): text
    }
  }

  package var description: String { text }

  /// Whether it is an IBAN whose form and check digits are right (ISO 13616).
  package var hasRightCheckDigits: Bool {
    guard case .iban(let text) = self, (15...34).contains(text.utf8.count),
      text.utf8.prefix(2).allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return false }
    return CheckDigits.areRight(in: text)
  }
}
