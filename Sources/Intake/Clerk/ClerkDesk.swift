package import Filing
package import FilingStore
package import Logging

/// Where a person decides what the software must not, or asks it to look again. Like a run, it works on a root that its
/// caller has locked, and what it promised when it was stopped the next run delivers.
package final class ClerkDesk {
  package let root: Root
  let configuration: IntakeConfiguration
  let store: RegisterStore
  let clock: WallClock
  let calendar = CourtCalendar.baku
  let notices: NoticeDesk

  package init(
    root: Root, configuration: IntakeConfiguration, store: RegisterStore, clock: WallClock = .system, logger: Logger
  ) throws {
    self.root = root
    self.configuration = configuration
    self.store = store
    self.clock = clock
    notices = try NoticeDesk(
      root: root, configuration: configuration, store: store, clock: clock, logger: logger)
  }

  package var queries: RegisterQueries { store.queries }

  /// What became of a decision on a held item.
  package enum Answer: Sendable {
    case done(ItemOutcome)
    /// It cannot be accepted, because of these findings; nothing was changed.
    case kept([Finding])
    /// Something stands against it now that the clerk had not seen: it is held anew, with all its findings.
    case heldAnew(ItemOutcome)
    /// It is not held (any more); nothing was changed.
    case notHeld(ItemPage)
    case unknown
  }

  /// Registers a held item against the overridable findings that it is held for. Its package is judged again from its
  /// stored octets, as of its arrival, so that nothing is registered that is not proven now.
  ///
  /// - Throws: What the world throws. Nothing was changed then, or all of it and the notice is owed.
  package func accept(_ reference: ItemReference, by statement: ClerkStatement) async throws -> Answer {
    guard let page = try store.queries.item(reference) else { return .unknown }
    guard page.outcome.state == .held else { return .notHeld(page) }
    let acceptance = ClerkAcceptance(
      ordinal: reference.ordinal, codes: Set(page.outcome.findings.filter(\.isOverridable).map(\.code)),
      statement: statement)
    let package = try await judge(page.package, item: reference.ordinal, accepting: acceptance)
    let item = package.items[0]
    // Other settings may see no items where there were some: what stands against the package then stands here.
    guard item.ordinal == reference.ordinal else { return .kept(item.findings) }
    switch item.decision {
    case .register:
      let now = clock.now()
      let ruling = try store.commit {
        try $0.acceptHeld(
          package, by: statement, at: now, on: calendar.localDay(of: now), precedents: .standard,
          evidence: configuration.paymentEvidence, withoutCabinet: configuration.findingWithoutCabinet)
      }
      return try await tell(ruling, of: page.package, reference)
    case .hold:
      let anew = try await judge(page.package, item: reference.ordinal, accepting: nil)
      let now = clock.now()
      let registrations = try store.commit {
        try $0.register(
          [anew], at: now, on: calendar.localDay(of: now), precedents: .standard,
          evidence: configuration.paymentEvidence, withoutCabinet: configuration.findingWithoutCabinet)
      }
      try await notices.tell(registrations.map { ($0, page.package) })
      return .heldAnew(registrations[0].outcome)
    case .defer: return .kept(item.findings)
    case .reject, .quarantine, .record, .changeCabinet, .dispatch: return .kept(item.findings.filter(\.severity.blocks))
    }
  }

  /// Refuses a held item; the clerk's reason stands in the notice.
  package func refuse(_ reference: ItemReference, by statement: ClerkStatement) async throws -> Answer {
    guard let page = try store.queries.item(reference) else { return .unknown }
    guard page.outcome.state == .held else { return .notHeld(page) }
    let now = clock.now()
    let ruling = try store.commit {
      try $0.refuseHeld(
        reference, by: statement, finding: Finding(.clerkRefused, ["reason": statement.reason]),
        recipients: [page.package.channel], at: now, on: calendar.localDay(of: now))
    }
    return try await tell(ruling, of: page.package, reference)
  }

  /// The item alone as it is judged now; the package's first one where it is not found. No attempt is counted: where
  /// the package stops the program, a person is there to see it.
  private func judge(
    _ record: PackageRecord, item ordinal: Int, accepting acceptance: ClerkAcceptance?
  ) async throws -> DecidedPackage {
    let recalled = try PackageRecall(root: root, store: store).recall([record])
    let pipeline = Pipeline(configuration, calendar: calendar, clock: clock)
    let decided = try await pipeline.decide(on: recalled[0].received, accepting: acceptance).package
    let item = decided.items.first { $0.ordinal == ordinal } ?? decided.items[0]
    return DecidedPackage(package: record, kind: decided.kind, items: [item])
  }

  private func tell(
    _ ruling: ClerkRuling, of package: PackageRecord, _ reference: ItemReference
  ) async throws -> Answer {
    switch ruling {
    case .done(let registration):
      try await notices.tell([(registration, package)])
      return .done(registration.outcome)
    case .kept(let findings): return .kept(findings)
    case .notHeld:
      guard let page = try store.queries.item(reference) else { return .unknown }
      return .notHeld(page)
    }
  }
}
