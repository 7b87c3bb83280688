package import Filing

/// What a proven request asks of a cabinet. Whether it can be done depends on what was done before.
package struct CabinetOrder: Sendable {
  package enum Action: Sendable {
    case open(StatedContact)
    case change(StatedContact)
    case close
    case renew
    case grant(Power)
    /// By its number.
    case revoke(String)
  }

  package struct Power: Sendable {
    package let number: String
    package let representative: PartyNumber
    package let representativeName: String
    package let scope: PowerScope
    package let validity: ClosedRange<LocalDay>

    package init(
      number: String, representative: PartyNumber, representativeName: String, scope: PowerScope,
      validity: ClosedRange<LocalDay>
    ) {
      self.number = number
      self.representative = representative
      self.representativeName = representativeName
      self.scope = scope
      self.validity = validity
    }
  }

  package let owner: PartyNumber
  package let holder: String
  package let messageID: String
  package let contentHash: ContentHash
  package let certificate: ContentHash
  package let action: Action
  /// How the sender is told what came of it; graded.
  package let finding: @Sendable (CabinetOutcome) -> Finding

  package init(
    owner: PartyNumber, holder: String, messageID: String, contentHash: ContentHash, certificate: ContentHash,
    action: Action, finding: @escaping @Sendable (CabinetOutcome) -> Finding
  ) {
    self.owner = owner
    self.holder = holder
    self.messageID = messageID
    self.contentHash = contentHash
    self.certificate = certificate
    self.action = action
    self.finding = finding
  }
}

/// What came of a request.
package enum CabinetOutcome: Sendable {
  case opened(userName: String)
  case changed(userName: String)
  case closed(userName: String)
  case renewed(userName: String)
  case powerRecorded(CabinetOrder.Power)
  case powerRevoked(number: String)
  /// The same request was carried out before.
  case repeated
  /// Another request was carried out under its message id.
  case messageIDUsed
  case alreadyOpen(userName: String)
  case notOpen
  case certificateKnown(userName: String)
  case powerNumberUsed(String)
  case powerUnknown(String)
}

/// A change of a cabinet that was decided, and is written with its item.
struct CabinetChange {
  let order: CabinetOrder
  /// Nil for the first event of a cabinet.
  let cabinet: Cabinet?
  let userName: String
  let preferences: CabinetPreferences
  let isOpen: Bool
  /// Of a power that is revoked.
  var power: Int64?
}
