import Filing
import FilingStore
import TransparencyLog

/// The register by itself: its file, its schema, its rows, its chain.
struct RegisterCheck {
  let root: Root
  let log: ObservationLog

  /// The register, to be compared with what lies on the disk; nil when there is none, or none that can be relied on.
  private func open() throws -> RegisterQueries? {
    let isUntouched = try isUntouched()
    if isUntouched, try !hasWriteAheadLog() { return nil }
    do {
      let queries = try RegisterQueries(path: root.registerPath)
      guard try queries.isUpToDate() else {
        if !isUntouched { log.report(.registerOutdated, at: Self.path) }
        return nil
      }
      let faults = try queries.databaseFaults()
      report(faults)
      return faults.isEmpty ? queries : nil
    } catch StoreOpeningError.absent {
      log.report(.registerMissing, at: Self.path)
    } catch StoreOpeningError.notARegister {
      if !isUntouched { log.report(.registerDamaged, at: Self.path, "not a register") }
    } catch let failure as StoreFailure where failure.isDamage {
      log.report(.registerDamaged, at: Self.path, failure.message)
    } catch let failure as StoreFailure where failure.waitsForRollback && isUntouched {
      // A kill while the register was made; once it has its log, no change leaves such a journal.
    }
    return nil
  }

  /// Compares with the register; what cannot be read of it is damage.
  ///
  /// - Returns: Whether there is one that can be relied on.
  func withRegister(_ check: (RegisterQueries) throws -> Void) throws -> Bool {
    guard let queries = try open() else { return false }
    do {
      try check(queries)
    } catch let violation as InvariantViolation {
      // A value that its type refuses: our code wrote it never, whatever wrote it.
      log.report(.rowUnreadable, at: Self.path, violation.message)
    } catch let failure as StoreFailure where failure.isDamage {
      log.report(.registerDamaged, at: Self.path, failure.message)
    }
    return true
  }

  /// - Parameter kept: Heads of the log that others kept.
  /// - Returns: The head of the log as its rows give it.
  @discardableResult
  func checkRows(of queries: RegisterQueries, against kept: [TreeHead] = []) throws -> TreeHead {
    report(try queries.schemaFaults())
    report(try queries.rowFaults())
    let chain = try queries.verifyChain { ContentHash(sha256Of: $0) }
    switch chain.fault {
    case nil: break
    case .altered(let number): log.report(.chainBroken, at: "entry \(number)", "its hash is another one")
    case .unlinked(let number): log.report(.chainBroken, at: "entry \(number)", "does not follow the entry before it")
    case .missing(let number): log.report(.chainBroken, at: "entry \(number)", "entries before it are missing")
    }
    let verification = try queries.verifyLog(against: kept)
    for fault in verification.faults { log.report(.logBroken, at: fault.place, fault.detail) }
    return verification.head
  }

  private static let path = "state/register.db"

  /// Nothing was ever taken in or told: before the first run, or while it makes the register, which a kill may stop
  /// anywhere.
  private func isUntouched() throws(FileFailure) -> Bool {
    guard try root.store.packs.names(limit: 1).isEmpty, try root.quarantine.directory.names(limit: 1).isEmpty,
      try root.outbox.directory.names(limit: 1).isEmpty
    else { return false }
    // Beside `packs` and `tmp`.
    return try root.store.directory.names(limit: 3).count <= 2
  }

  /// https://sqlite.org/fileformat2.html#file_format_version_numbers: before it has one, only a writer can open it.
  private func hasWriteAheadLog() throws(FileFailure) -> Bool {
    try root.state.presentFile(FileName(known: "register.db"))?.read(at: 18, count: 2) == [2, 2]
  }

  private func report(_ faults: [RegisterFault]) {
    for fault in faults {
      let place = fault.kind == .damagedDatabase || fault.kind == .journalMode ? Self.path : fault.row
      log.report(ObservationCode(fault.kind), at: place, fault.detail)
    }
  }
}

extension ObservationCode {
  init(_ kind: RegisterFault.Kind) {
    self =
      switch kind {
      case .damagedDatabase: .registerDamaged
      case .journalMode: .registerJournal
      case .schema: .registerSchema
      case .danglingReference: .rowReference
      case .numberGap: .numberGap
      case .counter: .counterWrong
      case .itemCount: .itemCount
      case .entryAndItem: .entryAndItem
      case .businessKey: .businessKey
      case .acceptanceEvent: .acceptanceEvent
      case .decisionEvent: .decisionEvent
      case .missingIntent: .noticeNotPromised
      case .correction: .correction
      case .searchText: .searchText
      case .staleView: .staleView
      }
  }
}
