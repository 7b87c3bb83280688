import Filing
package import FilingStore
import Foundation
package import Intake

/// What became of a document of a stack.
package enum StackFate: Sendable {
  /// A person must look at it.
  case open
  /// A person said that it goes nowhere.
  case setAside
  /// It lies in the channel, or the intake is at work on it.
  case sent
  /// The intake has decided, or waits for something.
  case decided(ItemOutcome)

  /// Whether the register has it, whoever brought it there.
  package var number: RegistrationNumber? {
    guard case .decided(let outcome) = self else { return nil }
    return outcome.entry?.number ?? (outcome.state == .duplicate ? outcome.precedent?.number : nil)
  }

  package var isRefused: Bool {
    guard case .decided(let outcome) = self else { return false }
    switch outcome.state {
    case .rejected, .conflict, .quarantined: return true
    case .registered, .duplicate, .deferred, .held, .recorded: return false
    }
  }

  /// Whether the person at the scanner has nothing to wait for or to do any more.
  package var isSettled: Bool { if case .setAside = self { true } else { number != nil } }

  /// Whether a clerk must decide here.
  package var isOpen: Bool { if case .open = self { true } else { isRefused } }
}

/// A stack with what became of each of its documents.
package struct StackView: Sendable {
  package let id: ULID
  package let manifest: StackManifest
  package let isDone: Bool
  /// Nil before the first round has seen it.
  package private(set) var record: StackRecord?
  package private(set) var fates: [String: StackFate] = [:]
  /// Decisions that no round has carried out yet.
  package let waitingDecisions: [StackDecision]
  package let decisionCount: Int

  package init(_ stack: StoredStack, _ queries: RegisterQueries) throws {
    (id, manifest, isDone) = (stack.id, stack.manifest, stack.isDone)
    let decisions = try stack.stackDecisions()
    decisionCount = decisions.count
    record = try stack.record()
    waitingDecisions = Array(decisions.dropFirst(record?.carriedOut ?? 0))
    try lookUp(queries)
  }

  /// Asks the register; packages that have arrived are remembered in the record.
  private mutating func lookUp(_ queries: RegisterQueries) throws {
    guard var record else { return }
    let missing = record.documents.compactMap(\.sent).filter { $0.package == nil }
    // The earliest; nil is before all.
    let after = missing.contains { $0.after == nil } ? nil : missing.compactMap(\.after).min()
    let found = try queries.packages(
      named: Set(missing.map(\.messageID)), in: manifest.channel, after: after.map { PackageID($0) })
    for index in record.documents.indices {
      let document = record.documents[index]
      guard let sent = document.sent else {
        fates[document.found.id] = document.found.isSetAside ? .setAside : .open
        continue
      }
      if sent.package == nil { record.documents[index].sent?.package = found[sent.messageID]?.value }
      let outcome = try record.documents[index].sent?.package.flatMap { try queries.outcomes(of: PackageID($0)).first }
      fates[document.found.id] = outcome.map { .decided($0) } ?? .sent
    }
    self.record = record
  }

  /// Nothing is open, and no decision waits.
  package var isSettled: Bool {
    guard let record else { return false }
    return waitingDecisions.isEmpty && record.documents.allSatisfy { fates[$0.found.id]?.isSettled ?? false }
  }

  /// How many documents a clerk must decide about.
  package var openCount: Int { fates.values.count { $0.isOpen } }

  /// The documents as the decisions that wait will make them; for checking the next one.
  package func documents(after decision: StackDecision) throws(DecisionObstacle) -> [FoundDocument] {
    guard let record else { return [] }
    var found = record.documents.map(\.found)
    let closed = record.closed(fates)
    for waiting in waitingDecisions { try? found.carryOut(waiting, sent: closed) }
    try found.carryOut(decision, sent: closed)
    return found
  }
}
