/// A participant in the proceedings, as named by the sender.
public struct Participant: Sendable {
  public var id: Stated<String>?
  /// A code such as `claimant`, `respondent`, `third-party`; the schema lists them.
  public var role: Stated<String>?
  public var identity: PartyIdentity
  public let location: SourceLocation

  public init(id: Stated<String>?, role: Stated<String>?, identity: PartyIdentity, location: SourceLocation) {
    self.id = id
    self.role = role
    self.identity = identity
    self.location = location
  }
}

/// Names and numbers of a person or an organisation.
public struct PartyIdentity: Sendable {
  public enum Kind: Sendable { case person, organisation }

  public var kind: Kind
  public var fin: Stated<String>?
  public var voen: Stated<String>?
  /// Surname, given name and patronymic in this order, or the organisation's name.
  public var name: String

  public init(kind: Kind, fin: Stated<String>? = nil, voen: Stated<String>? = nil, name: String = "") {
    self.kind = kind
    self.fin = fin
    self.voen = voen
    self.name = name
  }
}

/// Someone who files for a participant, and the power of attorney that he or she relies on.
public struct Representative: Sendable {
  public var identity: PartyIdentity
  public var powerOfAttorney: PowerOfAttorney?
  public let location: SourceLocation

  public init(identity: PartyIdentity, powerOfAttorney: PowerOfAttorney?, location: SourceLocation) {
    self.identity = identity
    self.powerOfAttorney = powerOfAttorney
    self.location = location
  }
}

/// A power of attorney that the representative names. It proves nothing until it is found on record.
public struct PowerOfAttorney: Sendable {
  public var number: Stated<String>?
  public var issuedOn: Stated<String>?
  public var validUntil: Stated<String>?

  public init(number: Stated<String>?, issuedOn: Stated<String>?, validUntil: Stated<String>?) {
    self.number = number
    self.issuedOn = issuedOn
    self.validUntil = validUntil
  }
}
