import Filing
import FilingStore

/// How long an item may wait for the world. Afterwards a clerk must decide about it: it is held, and never refused for that.
struct DeferralTerm {
  let term: Duration
  let queries: RegisterQueries

  /// The decisions as they are to be registered: an item that would be deferred once more after its term is held.
  func apply(to decided: [Decided], at now: Instant) throws -> [DecidedPackage] {
    try decided.map { decision in
      let package = decision.package
      // At its first decision nothing has waited yet.
      guard package.package.itemCount != nil else { return package }
      let items = try package.items.map { item in
        guard case .defer = item.decision,
          let since = try queries.deferred(ItemReference(package.package.id, item.ordinal)),
          since <= now.before(term)
        else { return item }
        return item.held(
          because: Finding(
            .deferralExpired,
            ["since": CourtCalendar.baku.localDay(of: since).description, "term": DurationText.text(of: term)]))
      }
      return DecidedPackage(package: package.package, kind: package.kind, items: items)
    }
  }
}
