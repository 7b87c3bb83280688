import ScanBatches
import XMLSignature

/// What a run did with scanned stacks; nothing where there is nothing to say.
struct StackRoundReport {
  private let account: StackRounds.Account

  init?(_ account: StackRounds.Account) {
    let isQuiet =
      account.taken + account.sent + account.open + account.unsettled + account.leftAlone.count
      + account.failures.count == 0
    guard !isQuiet else { return nil }
    self.account = account
  }

  var text: String {
    var lines = ["Scans: stacks taken \(account.taken), documents sealed and sent \(account.sent)."]
    if account.open > 0 {
      lines.append("Documents that wait for a clerk: \(account.open). See: court-intake stacks list")
    }
    if account.unsettled > 0 {
      lines.append(
        "Stacks that somebody may still be scanning: \(account.unsettled). The next run looks again; a file named done.txt in "
          + "the stack's folder says that it is complete.")
    }
    for (channel, stack, obstacle) in account.leftAlone {
      let name = stack.isEmpty ? "files in scans/\(channel)" : "scans/\(channel)/\(stack)"
      lines.append("Left alone: \(name): \(StackReport.text(obstacle))")
    }
    lines += account.failures.map { "Tried again later: \($0)" }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    [
      "scans": [
        "taken": JSONValue(account.taken), "sent": JSONValue(account.sent), "open": JSONValue(account.open),
        "unsettled": JSONValue(account.unsettled),
        "leftAlone": .array(
          account.leftAlone.map { channel, stack, obstacle in
            ["channel": .string(channel), "stack": .string(stack), "reason": .string(obstacle.rawValue)]
          }), "failures": .array(account.failures.map { .string($0) }),
      ]
    ]
  }
}
