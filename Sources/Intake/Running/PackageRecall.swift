import Filing
import FilingStore

/// Brings packages back that were accepted earlier: their octets are read from where they were stored.
struct PackageRecall {
  let root: Root
  let store: RegisterStore

  struct Recalled {
    let received: Received
    /// Why it was put into quarantine unopened; nil for a package that is to be judged.
    let finding: Finding?
  }

  /// Packages with all that was known of them: what of a folder was not copied stands in the quarantine.
  func recall(_ records: [PackageRecord]) throws -> [Recalled] {
    guard !records.isEmpty else { return [] }
    let kept = Dictionary(
      try root.quarantine.entries().map { ($0.name.fileName.escaped, $0) }, uniquingKeysWith: { first, _ in first })
    return try records.map { record in
      // A package that was released from quarantine left there what it came with.
      let entry = try store.queries.claims(of: record.id).lazy.compactMap { kept[$0] }.first
      let files = try store.queries.files(of: record.id).map { ReceivedFile($0, in: root.store) }
      let isUnopened = record.form != .folder && files.isEmpty
      return Recalled(
        received: Received(
          record: record, files: files, defects: try entry.map { try root.quarantine.defects(of: $0) } ?? []),
        finding: isUnopened ? finding(for: entry) : nil)
    }
  }

  private func finding(for kept: Quarantined?) -> Finding {
    guard let kept, let kind = ForbiddenEntry.Kind(kept.kind, links: kept.links) else {
      return Finding(.packageIncomplete)
    }
    return Finding(forbidden: kind, name: kept.name)
  }
}

extension Finding {
  init(forbidden kind: ForbiddenEntry.Kind, name: ClaimName) {
    self.init(.packageEntryForbidden, ["name": name.original.escaped, "kind": kind.rawValue])
  }
}
