import Filing
import FilingStore
import Intake
import XMLSignature

/// A root's condition for scripts.
enum StatusReport {
  static func json(of condition: RootCondition) -> JSONValue {
    let waiting = condition.waiting
    let last = condition.runs.first
    return .object(
      JSONValue.fields(of: condition.counts ?? StateCounts()) + [
        ("undecidedPackages", JSONValue(waiting[.undecided].count)),
        ("undeliveredNotices", JSONValue(waiting[.undelivered].count)),
        ("quarantineEntries", JSONValue(condition.kept)),
        ("concerns", .array(condition.concerns.map { $0.json(root: condition.root) })),
        ("waiting", waiting.json), ("recipients", .array(condition.recipients.map(\.json))),
        ("inbox", .array(condition.inboxes.map(json))),
        ("atWork", condition.isAtWork.map { .bool($0) } ?? .null),
        ("lastRunStarted", JSONValue(last?.startedAt.description)),
        ("lastRunFinished", JSONValue(last?.finishedAt?.description)),
        ("runs", .array(condition.runs.map { $0.json(in: condition) })),
        ("failures", .array(condition.failures.map(\.json))), ("disk", json(condition)),
        ("checks", condition.checks.map(json) ?? .null),
      ])
  }

  private static func json(_ inbox: InboxSurvey) -> JSONValue {
    [
      "channel": .string(inbox.channel), "drops": JSONValue(inbox.drops),
      "leftAlone": JSONValue(inbox.passedOver + inbox.forbidden),
      "leftAloneForLong": .array(
        inbox.leftAlone.map {
          ["name": .string($0.name), "reason": .string($0.reason.rawValue), "since": .string($0.since.description)]
        }),
    ]
  }

  private static func json(_ checks: ContentChecks) -> JSONValue {
    let reason: String? = if case .away(let reason) = checks.virusScanner { reason } else { nil }
    return [
      "missingPrograms": .array(
        checks.missingPrograms.map { ["program": .string($0.name), "package": .string($0.debianPackage)] }),
      "virusScanner": checks.virusScanner == .notConfigured
        ? .null : ["answers": .bool(reason == nil), "reason": JSONValue(reason)],
    ]
  }

  private static func json(_ condition: RootCondition) -> JSONValue {
    let disk = condition.disk
    return [
      "free": JSONValue(disk.free), "size": JSONValue(disk.size), "level": .string(disk.level.rawValue),
      "freeInodes": disk.inodes.map { JSONValue($0.free) } ?? .null,
      "inodes": disk.inodes.map { JSONValue($0.count) } ?? .null, "inodeLevel": .string(disk.inodeLevel.rawValue),
      "state": condition.stateSize.map { JSONValue($0) } ?? .null,
    ]
  }
}
