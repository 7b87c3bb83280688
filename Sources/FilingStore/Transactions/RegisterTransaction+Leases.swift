import Filing
import Foundation
import GRDB

extension RegisterTransaction {
  /// Notes copies, before they get the names under which they are taken.
  package mutating func grant(_ leases: [Lease]) throws {
    for lease in leases {
      try change(
        "INSERT INTO lease (claim, channel, name, size, modified, sha256) VALUES (?, ?, ?, ?, ?, ?)",
        [lease.claim, lease.channel, Data(lease.name), lease.size, lease.modified, lease.hash.data])
    }
  }

  /// Forgets copies whose originals are gone, or that never got their names.
  package mutating func end(_ leases: [Lease]) throws {
    for lease in leases { try change("DELETE FROM lease WHERE claim = ?", [lease.claim]) }
  }
}
