import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what is registered, what waits, and how the last run went.")

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Flag(help: "As one JSON object.")
  var json = false

  func run() async throws {
    try await reporting {
      let root = try Root.open(at: root)
      let queries = try RegisterQueries(path: root.registerPath)
      let counts = try queries.stateCounts()
      let undecided = try queries.undecidedPackageCount()
      let undelivered = try queries.undeliveredNoticeCount()
      let last = try queries.lastRun()
      let quarantine = try root.quarantine.entries().count
      let inbox = try root.channelLabels().map { label in
        let look = try root.channel(label).look()
        return (label.text, look.drops.count, look.passedOver.count + look.forbidden.count)
      }
      if json {
        let states = ItemState.allCases.map { ($0.rawValue.lowercased(), JSONValue(counts[state: $0])) }
        let object: JSONValue = .object(
          [("received", JSONValue(counts.received))] + states + [
            ("addsUp", .bool(counts.addsUp)), ("undecidedPackages", JSONValue(undecided)),
            ("undeliveredNotices", JSONValue(undelivered)), ("quarantineEntries", JSONValue(quarantine)),
            (
              "inbox",
              .array(inbox.map { ["channel": .string($0), "drops": JSONValue($1), "leftAlone": JSONValue($2)] })
            ),
            ("lastRunStarted", JSONValue(last?.startedAt.description)),
            ("lastRunFinished", JSONValue(last?.finishedAt?.description)),
          ])
        return print(object.line)
      }
      var table = TextTable([("Items", nil), ("", nil)])
      for state in ItemState.allCases { table.add([state.rawValue, String(counts[state: state])]) }
      table.add(["received", String(counts.received) + (counts.addsUp ? "" : "  DOES NOT ADD UP")])
      print(table.text)
      print("\nPackages accepted and not decided: \(undecided)")
      print("Notices not delivered: \(undelivered)")
      print("Entries in quarantine/: \(quarantine)")
      var channels = TextTable([("Inbox", nil), ("Drops", nil), ("Left alone", nil)])
      for (name, drops, left) in inbox { channels.add([name, String(drops), String(left)]) }
      print("\n\(channels.text)\n")
      print(Self.text(of: last))
    }
  }

  private static func text(of run: RunRecord?) -> String {
    guard let run else { return "There was no run yet." }
    let start = CourtCalendar.baku.local(of: run.startedAt)
    guard let finishedAt = run.finishedAt, let totals = run.totals else {
      return "The last run began \(start) and has not finished: it works still, or was stopped. The next one recovers."
    }
    let end = CourtCalendar.baku.local(of: finishedAt)
    return "The last run: \(start) to \(end) (Asia/Baku), \(totals.received) items, "
      + "\(totals[state: .registered]) registered."
  }
}
