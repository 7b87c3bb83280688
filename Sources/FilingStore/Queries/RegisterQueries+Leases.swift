import Foundation
import GRDB

extension RegisterQueries {
  /// Copies whose originals are not known to be gone, in the order in which they were made.
  package func leases() throws -> [Lease] {
    try answer { reader in
      try Row.fetchAll(
        reader.database, sql: "SELECT claim, channel, name, size, modified, sha256 FROM lease ORDER BY claim"
      ).map { row in
        Lease(
          claim: row[0], channel: row[1], name: Array(row[2] as Data), size: row[3], modified: row[4],
          hash: try row.contentHash(5))
      }
    }
  }
}
