import Filing
package import FilingStore
import Foundation
package import Intake

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
  /// Whether packages have arrived that the stack's own record does not know yet.
  private(set) var hasArrivals = false

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
      if sent.package == nil, let arrived = found[sent.messageID] {
        record.documents[index].sent?.package = arrived.value
        hasArrivals = true
      }
      let outcome = try record.documents[index].sent?.package.flatMap { try queries.outcomes(of: PackageID($0)).first }
      fates[document.found.id] = outcome.map { .decided($0) } ?? .sent
    }
    self.record = record
  }

  /// Whether its pages must be looked at: for the first time, because somebody decided, or because whoever did so last was
  /// stopped before all was sent.
  var needsPlan: Bool {
    guard let record, waitingDecisions.isEmpty else { return true }
    return record.documents.contains { $0.sent.map { !$0.isInChannel && $0.package == nil } ?? false }
  }

  /// Nothing is open, and no decision waits.
  package var isSettled: Bool {
    guard let record else { return false }
    return waitingDecisions.isEmpty && record.documents.allSatisfy { fates[$0.found.id]?.isSettled ?? false }
  }

  /// How many documents a clerk must decide about.
  package var openCount: Int { fates.values.count { $0.isOpen } }

  /// Whether a decision can be carried out after those that wait.
  package func check(_ decision: StackDecision) throws(DecisionObstacle) {
    guard let record else { return }
    var found = record.documents.map(\.found)
    let closed = record.closed(fates)
    for waiting in waitingDecisions { try? found.carryOut(waiting, sent: closed) }
    try found.carryOut(decision, sent: closed)
  }
}
