import BankStatements
import Filing
import FilingStore
import Glibc
import XMLSignature

/// The octets of a message. One that is proven is read once, inside the transaction that enters it: only its end says whether it
/// counts.
struct StatementMessage: Sendable {
  private let source: ByteSource
  private let portal: PortalReader?

  init(_ statement: StatementPackage) { (source, portal) = (statement.source, statement.portal) }

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
      return try portal.map { try $0.read(octets, take) } ?? StatementReader().read(octets, take)
    } catch let failure as StatementReadFailure {
      throw FileFailure("read", "a statement", code: failure.code)
    }
  }

  /// The message's own, for which its beginning is read; nil where none is found.
  /// - Throws: ``FileFailure`` when it cannot be read.
  func messageID() throws -> String? {
    struct Found: Error { let messageID: String? }
    do {
      _ = try read { event in
        if case .statement(let statement) = event { throw Found(messageID: statement.messageID) }
      }
      return nil
    } catch let found as Found {
      return found.messageID
    }
  }

  /// Reads all of it and keeps none of its entries.
  /// - Throws: ``FileFailure`` when it cannot be read.
  func survey() throws -> StatementSurvey { try survey { _ in } }

  private func survey(_ take: (LedgerMessage.Part) throws -> Void) throws -> StatementSurvey {
    var survey = StatementSurvey()
    survey.reading = try read { event in
      switch event {
      case .statement(let statement):
        survey.note(statement)
        try take(.statement(LedgerStatement(statement)))
      case .entry(let entry): for movement in LedgerMovement.all(of: entry) { try take(.movement(movement)) }
      }
    }
    return survey
  }

  /// For the ledger, which takes it in while it is read, and keeps it only if it is judged to count.
  func ledgerMessage(
    signedBy signer: String, judge: @escaping @Sendable (StatementSurvey) -> LedgerMessage.Judgement
  ) -> LedgerMessage {
    let reading = ReadAhead<LedgerMessage.Part, LedgerMessage.Judgement> { judge(try survey($0)) }
    return LedgerMessage(signer: signer) { try reading.run($0) }
  }
}

/// What can be said of a message without its entries.
struct StatementSurvey {
  var messageID: String?
  /// Each once, in their order.
  var accounts: [String] = []
  var reading: StatementReading?

  mutating func note(_ statement: StatementIdentity) {
    messageID = messageID ?? statement.messageID
    if !accounts.contains(statement.account.number) { accounts.append(statement.account.number) }
  }

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
