import Filing
import FilingStore
import Foundation
import Intake
import ScanInspection

extension StackRounds {
  /// Looks into a stack as persons decided about it, and seals and sends what is good.
  mutating func carryOut(_ stack: StoredStack, _ policy: ScanPolicy, before view: StackView) async throws {
    let decisions = try stack.stackDecisions()
    let largest = settings.channels.first { $0.name == policy.channel.text }?.maximumDocumentSize
    let planner = BatchPlanner(
      policy, severities: settings.severities, largestFile: largest ?? 1 << 30, tools: tools, isStopping: isStopping)
    let plan = try planner.plan(stack.originals(under: root), decisions: decisions)
    var record = try record(of: plan, policy, carriedOut: decisions.count, before: view.record)
    // First what is about to be sent, so that whoever is stopped in between knows where to look for it.
    try stack.write(record)
    try await send(plan, of: stack, policy, noting: &record)
    try stack.write(record)
    let gallery = Gallery(inspector: ScanInspector(tools), files: plan.folder.files)
    try stack.write(pictures: gallery.pictures(for: record, keeping: stack.pictures()))
    withExtendedLifetime(plan) {}
  }

  /// - Parameter before: What was sent before under the same message id is not sent again.
  private func record(
    of plan: BatchPlan, _ policy: ScanPolicy, carriedOut: Int, before: StackRecord?
  ) throws -> StackRecord {
    var record = StackRecord(plan, carriedOut: carriedOut)
    let sent = Dictionary(
      (before?.documents ?? []).compactMap { $0.sent.map { ($0.messageID, $0) } }, uniquingKeysWith: { $1 })
    let last = try queries.lastPackage()?.value
    for (index, document) in plan.documents.enumerated() where document.isGood {
      let id = BatchSealer.messageID(of: document, policy)
      record.documents[index].sent =
        sent[id] ?? StackRecord.Sent(messageID: id, at: clock.now(), after: last, isInChannel: false, package: nil)
    }
    return record
  }

  private mutating func send(
    _ plan: BatchPlan, of stack: StoredStack, _ policy: ScanPolicy, noting record: inout StackRecord
  ) async throws {
    let scannedAt = Instant(milliseconds: stack.manifest.takenAt)
    var sealer: BatchSealer?
    for (index, document) in plan.documents.enumerated() {
      guard let sent = record.documents[index].sent, !sent.isInChannel else { continue }
      let arrived = try queries.packages(
        named: [sent.messageID], in: policy.channel.text, after: sent.after.map { PackageID($0) })
      if arrived.isEmpty {
        // Where nothing is to be sent, no seal is missed.
        let sealing = try sealer ?? BatchSealer(policy, identity: policy.seal.identity(rootPath: root.path), root: root)
        sealer = sealing
        if case .busy = try await sealing.send(document, scannedAt: scannedAt, at: clock.now().date) {
          throw StackObstacle("another program puts \(sent.messageID) into the channel")
        }
        account.sent += 1
      }
      record.documents[index].sent?.isInChannel = true
    }
  }
}
