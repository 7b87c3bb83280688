import GRDB

/// Every form the register's schema ever had, in order. Append only: a step that has shipped never changes.
///
/// A step that makes no table anew checks foreign keys at each change (`.immediate`): otherwise all rows of the register are
/// gone through at its end, which with ten million entries takes half an hour a step.
enum Migrations {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 packages, items, register, outbox") { database in
      for statement in PackageSchema.statements + RegisterSchema.statements + OutboxSchema.statements {
        try database.execute(sql: statement)
      }
    }
    migrator.registerMigration("2 clerk actions") { database in
      for statement in ClerkSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("3 reports: arrivals, states, failures of the world") { database in
      for statement in ReportSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("4 outbox relay") { database in
      for statement in RelaySchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("5 leases: drops on other file systems") { database in
      for statement in LeaseSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("6 payments: statements and the ledger") { database in
      try LedgerSchema.admitRecording(database)
      for statement in LedgerSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("9 cabinets and circulation") { database in
      for statement in CabinetSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("10 payments: references of a movement") { database in
      for statement in LedgerSchema.referencesByMovement { try database.execute(sql: statement) }
    }
    migrator.registerMigration("11 transparency log") { database in
      for statement in LogSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("14 relations between entries") { database in
      for statement in RelationSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("13 views: words, cases, what is owed, whose data was shown") { database in
      for statement in ViewSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("15 payments: reversals that come before them") { database in
      for statement in LedgerSchema.lateReversals { try database.execute(sql: statement) }
    }
    migrator.registerMigration("17 corrections of entries by clerks") { database in
      for statement in CorrectionSchema.statements { try database.execute(sql: statement) }
    }
    migrator.registerMigration("18 octets of notices in packs", foreignKeyChecks: .immediate) { database in
      for statement in OutboxSchema.packedNotices { try database.execute(sql: statement) }
    }
    migrator.registerMigration("19 waiting items by their time", foreignKeyChecks: .immediate) { database in
      for statement in PackageSchema.waitingByTime { try database.execute(sql: statement) }
    }
    return migrator
  }()

  /// Triggers under which rows of a table are only ever added.
  static func appendOnly(_ table: String) -> String {
    """
    CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
    \(neverDeleted(table))
    """
  }

  /// A trigger under which rows of a table stay for ever.
  static func neverDeleted(_ table: String) -> String {
    """
    CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, 'rows of \(table) are never deleted'); END;
    """
  }
}
