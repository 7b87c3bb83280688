package import Filing
import GRDB

/// What a walk over the whole register found.
package struct ChainVerification: Sendable, Hashable {
  package enum Fault: Sendable, Hashable {
    /// The entry is not what its hash was taken over.
    case altered(RegistrationNumber)
    /// The entry does not name the entry before it.
    case unlinked(RegistrationNumber)
    /// Entries are missing before this one.
    case missing(before: RegistrationNumber)
  }

  /// Entries that were checked.
  package var entries = 0
  /// The first fault; nothing after it can be vouched for.
  package var fault: Fault?
  /// The hash of the last good entry, by which a copy of the register can be compared.
  package var end: ContentHash
}

extension RegisterQueries {
  /// Walks the register from its first entry and takes every hash again.
  package func verifyChain(digest: RegisterStore.Digest) throws -> ChainVerification {
    try answer { reader in
      var verification = ChainVerification(end: .startOfChain)
      let identifiers = try Int64.fetchCursor(reader.database, sql: "SELECT id FROM register_entry ORDER BY id")
      while let id = try identifiers.next() {
        let entry = try decoded(try reader.entry(EntryID(id)), "entry")
        if id != Int64(verification.entries + 1) {
          verification.fault = .missing(before: entry.number)
        } else if entry.previousHash != verification.end {
          verification.fault = .unlinked(entry.number)
        } else if digest(entry.canonicalOctets) != entry.hash {
          verification.fault = .altered(entry.number)
        }
        guard verification.fault == nil else { return verification }
        verification.entries += 1
        verification.end = entry.hash
      }
      return verification
    }
  }
}
