import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Dispatches: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispatch",
    abstract: "Documents that courts serve through cabinets, and whom they have not reached.",
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the latest dispatches, the newest first.")

    @Flag(help: "Only those that have not reached everyone.")
    var notReached = false

    @Option(help: "At most so many.")
    var limit = 100

    @OptionGroup var options: OperatorOptions

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit is a number from 1 on.") }
    }

    func run() async throws {
      try await reporting {
        let latest = try options.queries().dispatches(limit: limit)
        let dispatches = notReached ? latest.filter { !$0.addressees.allSatisfy(\.isReached) } : latest
        if options.json { return dispatches.forEach { print(DispatchReport.summary($0).line) } }
        guard let first = dispatches.first else {
          return print(notReached ? "Every dispatch has reached everyone." : "Nothing was dispatched.")
        }
        let hint = options.hint("dispatch show \(first.item) --person NAME --reason TEXT")
        print("\(DispatchReport.table(dispatches))\n\n\(hint)")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a dispatch with its addressees and the evidence of its way to each.")

    @Argument(help: "The dispatch as the list names it, such as 42.1.")
    var item: ItemReference

    @Flag(help: "Only addressees who have not opened it: they are to be served otherwise.")
    var notReached = false

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(
          .showDispatch(
            item: item.description, onlyMissed: notReached, person: access.person, reason: access.reason))
      }
    }
  }
}
