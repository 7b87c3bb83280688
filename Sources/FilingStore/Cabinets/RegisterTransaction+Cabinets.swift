import Filing
import GRDB

extension RegisterTransaction {
  /// Decides on a request, by how the cabinet stands now.
  func rule(on item: DecidedItem, asking order: CabinetOrder) throws -> Ruling {
    let cabinet = try EntryReader(database: database).cabinet(of: order.owner)
    func ruling(_ state: ItemState, _ outcome: CabinetOutcome, _ change: CabinetChange? = nil) -> Ruling {
      var ruling = Ruling(state, findings: item.findings + [order.finding(outcome)])
      ruling.cabinet = change
      return ruling
    }
    if let cabinet, let known = try contentHash(of: order.messageID, in: cabinet.id) {
      return known == order.contentHash ? ruling(.recorded, .repeated) : ruling(.rejected, .messageIDUsed)
    }
    if case .open(let contact) = order.action {
      if let cabinet, cabinet.isOpen { return ruling(.rejected, .alreadyOpen(userName: cabinet.userName)) }
      let userName = try cabinet?.userName ?? freeUserName()
      let preferences = contact.applied(to: cabinet?.preferences ?? CabinetPreferences())
      return ruling(
        .recorded, .opened(userName: userName),
        CabinetChange(
          order: order, cabinet: cabinet, userName: userName, preferences: preferences, isOpen: true))
    }
    guard let cabinet, cabinet.isOpen else { return ruling(.rejected, .notOpen) }
    let userName = cabinet.userName
    var change = CabinetChange(
      order: order, cabinet: cabinet, userName: userName, preferences: cabinet.preferences, isOpen: true)
    switch order.action {
    case .open: preconditionFailure("decided above")
    case .change(let contact):
      change = CabinetChange(
        order: order, cabinet: cabinet, userName: userName, preferences: contact.applied(to: cabinet.preferences),
        isOpen: true)
      return ruling(.recorded, .changed(userName: userName), change)
    case .close:
      change = CabinetChange(
        order: order, cabinet: cabinet, userName: userName, preferences: cabinet.preferences, isOpen: false)
      return ruling(.recorded, .closed(userName: userName), change)
    case .renew:
      guard cabinet.certificate != order.certificate else {
        return ruling(.rejected, .certificateKnown(userName: userName))
      }
      return ruling(.recorded, .renewed(userName: userName), change)
    case .grant(let power):
      guard try self.power(numbered: power.number, of: cabinet.id) == nil else {
        return ruling(.rejected, .powerNumberUsed(power.number))
      }
      return ruling(.recorded, .powerRecorded(power), change)
    case .revoke(let number):
      guard let power = try self.power(numbered: number, of: cabinet.id), !power.isRevoked else {
        return ruling(.rejected, .powerUnknown(number))
      }
      change.power = power.id
      return ruling(.recorded, .powerRevoked(number: number), change)
    }
  }

  /// - Returns: The cabinet as it stands now.
  func write(_ change: CabinetChange, item: ItemID, event: Int64, at instant: Instant) throws -> Cabinet {
    let order = change.order
    let id =
      try change.cabinet?.id
      ?? CabinetID(
        insert(
          "INSERT INTO cabinet (owner, user_name, opened_at) VALUES (?, ?, ?)",
          [order.owner.key, change.userName, instant.milliseconds]))
    // Only a renewal changes the certificate on record; other requests may be signed with any that proves the number.
    let isNewCertificate =
      switch order.action {
      case .open, .renew: true
      case .change, .close, .grant, .revoke: false
      }
    let certificate = isNewCertificate ? order.certificate : change.cabinet?.certificate ?? order.certificate
    let recorded = try insert(
      """
      INSERT INTO cabinet_event (cabinet, item, event, at, action, message_id, content_sha256, certificate, is_open,
        holder, address, email, phone, notices, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.value, item.value, event, instant.milliseconds, order.action.name, order.messageID, order.contentHash.data,
        certificate.data, change.isOpen ? 1 : 0, order.holder, change.preferences.address, change.preferences.email,
        change.preferences.phone, change.preferences.notices.rawValue, change.preferences.language.rawValue,
      ])
    if case .grant(let power) = order.action { try write(power, of: id, granted: recorded) }
    if let power = change.power { try writeRevocation(of: power, by: recorded) }
    return try decoded(try EntryReader(database: database).cabinet(of: order.owner), "cabinet")
  }

  private func writeRevocation(of power: Int64, by event: Int64) throws {
    try change("INSERT INTO power_revocation (power, revoked) VALUES (?, ?)", [power, event])
  }

  private func write(_ power: CabinetOrder.Power, of principal: CabinetID, granted event: Int64) throws {
    func lines(_ values: some Sequence<String>) -> String { values.sorted().joined(separator: "\n") }
    try change(
      """
      INSERT INTO power_of_attorney (principal, number, granted, representative, representative_name, courts, procedures,
        cases, valid_from, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        principal.value, power.number, event, power.representative.key, power.representativeName,
        lines(power.scope.courts.map(\.text)), lines(power.scope.procedures), lines(power.scope.cases),
        power.validity.lowerBound.description, power.validity.upperBound.description,
      ])
  }

  private func freeUserName() throws -> String {
    while true {
      let name = UserName.byChance()
      let isTaken = try Int.fetchOne(database, sql: "SELECT 1 FROM cabinet WHERE user_name = ?", arguments: [name])
      if isTaken == nil { return name }
    }
  }

  private func contentHash(of messageID: String, in cabinet: CabinetID) throws -> ContentHash? {
    try Row.fetchOne(
      database, sql: "SELECT content_sha256 FROM cabinet_event WHERE cabinet = ? AND message_id = ?",
      arguments: [cabinet.value, messageID]
    ).map { try $0.contentHash(0) }
  }

  private func power(numbered number: String, of principal: CabinetID) throws -> PowerOnRecord? {
    try EntryReader(database: database).powers("p.principal = ? AND p.number = ?", [principal.value, number]).first
  }
}

extension CabinetOrder.Action {
  fileprivate var name: String {
    switch self {
    case .open: "open"
    case .change: "change"
    case .close: "close"
    case .renew: "renew"
    case .grant: "grant"
    case .revoke: "revoke"
    }
  }
}
