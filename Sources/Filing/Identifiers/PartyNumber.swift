/// The number by which a party is known for ever: a person's FİN or an organisation's VÖEN.
public enum PartyNumber: Sendable, Hashable {
  case person(PersonalNumber)
  case organisation(TaxNumber)

  /// As business keys and cabinets name it, such as `FIN:5ABC123`.
  public var key: String {
    switch self {
    case .person(let number): "FIN:\(number.text)"
    case .organisation(let number): "VOEN:\(number.text)"
    }
  }

  public init?(key: String) {
    let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "FIN":
      guard let number = PersonalNumber(parts[1]) else { return nil }
      self = .person(number)
    case "VOEN":
      guard let number = TaxNumber(parts[1]) else { return nil }
      self = .organisation(number)
    default: return nil
    }
  }

  /// For people.
  public var label: String {
    switch self {
    case .person(let number): "FİN \(number.text)"
    case .organisation(let number): "VÖEN \(number.text)"
    }
  }
}

extension PartyIdentity {
  /// The number that is stated, if it has the form of one.
  public var number: PartyNumber? {
    switch kind {
    case .person: fin.flatMap { PersonalNumber($0.value) }.map(PartyNumber.person)
    case .organisation: voen.flatMap { TaxNumber($0.value) }.map(PartyNumber.organisation)
    }
  }
}

extension SignerIdentity {
  /// Every number that the certificate proves.
  public var numbers: [PartyNumber] {
    [fin.map(PartyNumber.person), voen.map(PartyNumber.organisation)].compactMap(\.self)
  }
}
