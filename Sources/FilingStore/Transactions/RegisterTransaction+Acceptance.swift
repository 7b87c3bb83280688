import Filing
import GRDB

extension RegisterTransaction {
  /// Takes packages in, in this order; the commit is their legal arrival. Their octets must be durable already.
  ///
  /// - Parameter openedAtOnce: The caller goes on to open the octets, so the first attempt is counted with the
  ///   acceptance and needs no transaction of its own.
  package mutating func accept(_ packages: [AcceptedPackage], openedAtOnce: Bool) throws -> [PackageRecord] {
    var records: [PackageRecord] = []
    for package in packages {
      let attempts = openedAtOnce ? 1 : 0
      let id = PackageID(
        try insert(
          """
          INSERT INTO package (channel, original_name, form, arrived_at, size, sha256, claim, attempts)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            package.channel, package.originalName, package.form.rawValue, package.arrivedAt.milliseconds,
            package.size, package.hash.data, package.claim, attempts,
          ]))
      for file in package.files { try insert(file, of: id) }
      let record = PackageRecord(
        id: id, channel: package.channel, originalName: package.originalName, form: package.form, kind: nil,
        arrivedAt: package.arrivedAt, size: package.size, hash: package.hash, claim: package.claim,
        attempts: attempts, itemCount: nil)
      _ = try recordEvent(
        .accepted, package: id, hash: record.hash, item: nil, at: record.arrivedAt, matter: .arrival(of: record))
      records.append(record)
    }
    return records
  }

  /// Counts an attempt before the octets are opened, so that a package that crashes us is found out.
  ///
  /// - Returns: How many attempts each package has now had.
  package mutating func recordAttempt(_ packages: [PackageID]) throws -> [PackageID: Int] {
    var attempts: [PackageID: Int] = [:]
    for package in packages {
      let statement = try database.cachedStatement(
        sql: "UPDATE package SET attempts = attempts + 1 WHERE id = ? RETURNING attempts")
      guard let count = try Int.fetchOne(statement, arguments: [package.value])
      else { throw InvariantViolation(message: "package \(package.value) is not known") }
      attempts[package] = count
    }
    return attempts
  }

  /// Takes an attempt back, because the world failed and not the package. Whether its count became durable may not be known
  /// when a disk fails.
  package mutating func returnAttempt(_ packages: [PackageID]) throws {
    for package in packages {
      try change("UPDATE package SET attempts = max(attempts - 1, 0) WHERE id = ?", [package.value])
    }
  }

  private func insert(_ file: StoredFile, of package: PackageID) throws {
    let place: (segment: Int64?, offset: Int64?) =
      switch file.place {
      case .segment(let segment, let offset): (segment, offset)
      case .object: (nil, nil)
      }
    try change(
      "INSERT INTO package_file (package, name, size, sha256, segment, segment_offset) VALUES (?, ?, ?, ?, ?, ?)",
      [package.value, file.name, file.size, file.hash.data, place.segment, place.offset])
  }
}
