/// What somebody asks for his or her own electronic cabinet, as it was stated. Whose cabinet it is, the certificate says.
public struct CabinetRequest: Sendable {
  public enum Action: Sendable {
    case open(StatedContact)
    /// What is not stated stays as it is.
    case change(StatedContact)
    case close
    /// The same holder signs with another certificate from now on.
    case renew
    case grantPower(StatedPower)
    /// By the number that its principal gave it.
    case revokePower(Stated<String>?)
  }

  public var id: Stated<String>?
  public var messageID: Stated<String>?
  public var destination = Destination()
  public var holder = PartyIdentity(kind: .person)
  /// Nil where the schema found none.
  public var action: Action?
  /// Texts that are not typed references.
  public var freeTexts: [Stated<String>] = []
  public let location: SourceLocation

  public init(location: SourceLocation) { self.location = location }
}

/// Contact data and preferences; only what is stated.
public struct StatedContact: Sendable {
  public var address: Stated<String>?
  public var email: Stated<String>?
  public var phone: Stated<String>?
  public var notices: Stated<String>?
  public var language: Stated<String>?

  public init() {}

  /// Lays what is stated over what held before.
  public func applied(to preferences: CabinetPreferences) -> CabinetPreferences {
    var changed = preferences
    changed.address = address?.value ?? changed.address
    changed.email = email?.value ?? changed.email
    changed.phone = phone?.value ?? changed.phone
    changed.notices = notices.flatMap { CabinetPreferences.Notices(rawValue: $0.value) } ?? changed.notices
    changed.language = language.flatMap { CabinetPreferences.Language(rawValue: $0.value) } ?? changed.language
    return changed
  }
}

/// A power of attorney as its principal states it.
public struct StatedPower: Sendable {
  public var number: Stated<String>?
  public var representative: PartyIdentity
  public var courts: [Stated<String>] = []
  public var procedures: [Stated<String>] = []
  public var cases: [Stated<String>] = []
  public var validFrom: Stated<String>?
  public var validUntil: Stated<String>?
  public let location: SourceLocation

  public init(representative: PartyIdentity, location: SourceLocation) {
    self.representative = representative
    self.location = location
  }

  public var scope: PowerScope {
    PowerScope(
      courts: Set(courts.compactMap { CourtCode($0.value) }), procedures: Set(procedures.map(\.value)),
      cases: Set(cases.map(\.value)))
  }
}
