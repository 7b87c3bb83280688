import BankStatements
import Filing
import FilingStore
import Glibc
import XMLSignature

/// The octets of a message, to be read as often as needed: once to judge it, and once more, inside the transaction, to enter it.
/// They are durable and do not change in between.
struct StatementMessage: Sendable {
  private let source: ByteSource

  init(_ source: ByteSource) { self.source = source }

  private func read(_ take: (StatementEvent) throws -> Void) throws -> StatementReading {
    let source = source
    let octets = StatementOctets { position, buffer throws(StatementReadFailure) in
      do throws(SourceFailure) {
        return try source.read(at: position, into: buffer)
      } catch {
        throw StatementReadFailure(code: error.code)
      }
    }
    do {
      return try StatementReader().read(octets, take)
    } catch let failure as StatementReadFailure {
      throw FileFailure("read", "a statement", code: failure.code)
    }
  }

  /// Reads all of it and keeps none of its entries.
  /// - Throws: ``FileFailure`` when it cannot be read.
  func survey() throws -> StatementSurvey {
    var survey = StatementSurvey()
    let reading = try read { event in
      guard case .statement(let statement) = event else { return }
      survey.messageID = survey.messageID ?? statement.messageID
      if !survey.accounts.contains(statement.account.number) { survey.accounts.append(statement.account.number) }
    }
    survey.reading = reading
    return survey
  }

  /// For the ledger. Only of a message that the survey found to be usable.
  func ledgerMessage(signedBy signer: String) -> LedgerMessage {
    LedgerMessage(signer: signer) { body in
      let reading = try read { event in
        switch event {
        case .statement(let statement): try body(.statement(LedgerStatement(statement)))
        case .entry(let entry): for movement in LedgerMovement.all(of: entry) { try body(.movement(movement)) }
        }
      }
      // What was judged was whole; what is read now is the same octets.
      guard reading.isUsable else { throw FileFailure("read", "a statement", code: EIO) }
    }
  }
}

/// What can be said of a message without its entries.
struct StatementSurvey {
  var messageID: String?
  /// Each once, in their order.
  var accounts: [String] = []
  var reading: StatementReading?

  /// What is wrong with it, in the words of its reader.
  func findings(file: String?, limit: Int) -> [Finding] {
    (reading?.defects ?? []).prefix(limit).map { defect in
      Finding(
        defect.reach == .message ? .statementMalformed : .statementEntryDefective,
        at: SourceLocation(file: file, line: defect.location.line, path: defect.location.path),
        ["detail": defect.text(in: .english).cause])
    }
  }
}
