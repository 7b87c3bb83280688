package import FilingStore

/// What a person sees of a party's data is recorded before it is shown: who, what, why, and when.
extension ClerkDesk {
  /// A cabinet with what lies in it.
  package struct CabinetView: Sendable {
    package let cabinet: Cabinet
    package let powers: [PowerOnRecord]
    package let cases: [RegisterQueries.PartyCase]
    /// What its holder is to pay, the newest first.
    package let owed: [RegisterQueries.OwedFiling]
    /// The newest first.
    package let placements: [PlacementPage]
  }

  /// How much of a cabinet is shown at a time.
  private static let portion = 50

  /// Nil where there is no such cabinet; nothing is recorded then.
  package func show(cabinet userName: String, by statement: ClerkStatement) throws -> CabinetView? {
    guard let cabinet = try queries.cabinet(named: userName) else { return nil }
    try store.commit {
      try $0.recordAccess(to: "cabinet \(userName)", of: [cabinet.owner], by: statement, at: clock.now())
    }
    return CabinetView(
      cabinet: cabinet, powers: try queries.powers(of: cabinet.id),
      cases: try queries.cases(of: cabinet.owner, limit: Self.portion),
      owed: try queries.owed(by: cabinet.owner, limit: Self.portion),
      placements: try queries.placements(in: cabinet.id, limit: Self.portion))
  }

  /// A dispatch with its addressees; nil where the item is none.
  package func show(dispatch item: ItemReference, by statement: ClerkStatement) throws -> DispatchPage? {
    guard let dispatch = try queries.dispatch(item) else { return nil }
    let addressees = Set(dispatch.addressees.map(\.number))
    try store.commit {
      try $0.recordAccess(to: "dispatch \(item)", of: addressees, by: statement, at: clock.now())
    }
    return dispatch
  }
}
