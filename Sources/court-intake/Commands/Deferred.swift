import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Deferred: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Filings that wait for the world: a revocation source, a bank statement.",
    discussion: """
      Each is looked at again by the first run after its time. `retry` makes it due now; also one that is held because it was \
      deferred longer than deferralTerm (DEFERRAL_EXPIRED).
      """,
    subcommands: [List.self, Show.self, Retry.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists what is deferred, the oldest first: why, how often it was looked at, and when next.")

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let items = try options.queries().waitingItems(.deferred)
        let now = WallClock.system.now()
        if options.json { return items.forEach { print(ItemReport.json($0, at: now).line) } }
        guard let first = items.first else { return print("Nothing is deferred.") }
        print("\(ItemReport.deferred(items, at: now))\n\n\(options.hint("deferred retry \(first.reference)"))")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one item, and why it waits.")

    @Argument(help: "The item as the list names it, such as 42.1.")
    var item: ItemReference

    @OptionGroup var options: OperatorOptions

    func run() async throws { try await reporting { print(try options.text(of: item)) } }
  }

  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes items due now: the next run looks at them.")

    @Argument(help: "The item as the list names it, such as 42.1, or `all`.")
    var item: String

    @OptionGroup var options: OperatorOptions

    func validate() throws {
      if item != "all", ItemReference(item) == nil {
        throw ValidationError("\"\(item)\" is no item. Write it as 42.1, or `all`.")
      }
    }

    func run() async throws {
      try await reporting {
        try await options.ask(.retryItems(item == "all" ? nil : item))
      }
    }
  }
}
