import GRDB

/// For programs of the court's own that put packages into a channel and want to know what became of them.
extension RegisterQueries {
  /// The packages that arrived under these names in a channel.
  ///
  /// - Parameter last: Only packages after it are gone through, so that the question costs what came since.
  package func packages(
    named names: Set<String>, in channel: String, after last: PackageID?
  ) throws -> [String: PackageID] {
    guard !names.isEmpty else { return [:] }
    return try answer { reader in
      let statement = try reader.database.cachedStatement(
        sql: "SELECT original_name, id FROM package WHERE id > ? AND channel = ? ORDER BY id")
      var found: [String: PackageID] = [:]
      let rows = try Row.fetchCursor(statement, arguments: [last?.value ?? 0, channel])
      while let row = try rows.next() {
        let name: String = row[0]
        if names.contains(name), found[name] == nil { found[name] = PackageID(row[1] as Int64) }
      }
      return found
    }
  }
}
