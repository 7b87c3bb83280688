import Filing
package import FilingStore

extension ClerkDesk {
  /// What became of a decision on a package in quarantine.
  package enum QuarantineAnswer: Sendable {
    /// It arrives anew, as this package.
    case released(PackageRecord)
    case discarded
    /// It was dealt with before; nothing was changed.
    case handled(ClerkAction)
    /// None of its octets were taken in: only what lies in the quarantine is left of it.
    case notStored
    /// It is no package in quarantine.
    case unknown
  }

  /// Gives a package back to the intake, as if it came now: the next run judges it, with all its attempts before it.
  /// What it was before stays as it is, for nothing that was decided is decided otherwise afterwards.
  package func release(_ id: PackageID, by statement: ClerkStatement) throws -> QuarantineAnswer {
    guard let page = try store.queries.quarantinePage(of: id), page.isQuarantined else { return .unknown }
    if let earlier = page.actions.first(where: { $0.kind == .release }) { return .handled(earlier) }
    guard !page.files.isEmpty else { return .notStored }
    let now = clock.now()
    let arrival = AcceptedPackage(again: page.package, files: page.files, at: now)
    return .released(try store.commit { try $0.release(id, as: arrival, by: statement) })
  }

  /// Takes a package off the list. Its octets, and what lies in the quarantine, stay: they are evidence.
  package func discard(_ id: PackageID, by statement: ClerkStatement) throws -> QuarantineAnswer {
    let pages = try root.quarantinePages(in: store.queries, includingHandled: true)
    guard let page = pages.first(where: { $0.package.id == id }) else { return .unknown }
    if let earlier = page.actions.first { return .handled(earlier) }
    try store.commit { try $0.discard(id, by: statement, at: clock.now()) }
    return .discarded
  }
}

extension Root {
  /// Packages in quarantine, and those of which something lies in the quarantine's folder.
  package func quarantinePages(
    in queries: RegisterQueries, includingHandled: Bool
  ) throws -> [QuarantinePage] {
    try queries.quarantine(keptClaims: quarantine.entries().map(\.name.fileName.escaped)).filter {
      includingHandled || !$0.isHandled
    }
  }
}

extension AcceptedPackage {
  /// The same octets under a new claim: they lie in the store already.
  fileprivate init(again package: PackageRecord, files: [FilingStore.StoredFile], at instant: Instant) {
    var ids = ULIDSource()
    let id = ids.next(milliseconds: instant.milliseconds)
    self.init(
      channel: package.channel, originalName: package.originalName, form: package.form, arrivedAt: instant,
      size: package.size, hash: package.hash, claim: "\(id)\(package.claim.dropFirst(ULID.length))", files: files)
  }
}
