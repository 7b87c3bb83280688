import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Held: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Filings that a clerk must decide.",
    discussion: """
      A filing is held where each finding that keeps it back may be overridden by a clerk. What a clerk decides is
      recorded for ever with name, reason and time, and the sender is told.
      """,
    subcommands: [List.self, Show.self, Accept.self, Refuse.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists what is held, the oldest first.")

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let items = try options.queries().waitingItems(.held)
        let now = WallClock.system.now()
        if options.json { return items.forEach { print(ItemReport.json($0, at: now).line) } }
        guard let first = items.first else { return print("Nothing is held.") }
        print("\(ItemReport.held(items, at: now))\n\n\(options.hint("held show \(first.reference)"))")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one item with everything to decide by.")

    @Argument(help: "The item as the list names it, such as 42.1.")
    var item: ItemReference

    @OptionGroup var options: OperatorOptions

    func run() async throws { try await reporting { print(try options.text(of: item)) } }
  }

  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Registers a held item against the findings that it is held for.",
      discussion: """
        The package is judged again from its stored octets, as of its arrival. What may not be overridden, or stands
        against it by now (a duplicate, a used payment), keeps it from being registered: the exit code is 1 then, and
        nothing is changed. If there is more to override than the item was held for, it is held anew, with all of it.
        """)

    @Argument(help: "The item as the list names it, such as 42.1.")
    var item: ItemReference

    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(.accept(item: item.description, person: statement.person, reason: statement.reason))
      }
    }
  }

  struct Refuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rejects a held item; the sender is told the reason.")

    @Argument(help: "The item as the list names it, such as 42.1.")
    var item: ItemReference

    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(.refuse(item: item.description, person: statement.person, reason: statement.reason))
      }
    }
  }
}

extension OperatorOptions {
  /// An item in full, whatever its state.
  func text(of item: ItemReference) throws -> String {
    guard let page = try queries().item(item) else { throw Self.unknown(item) }
    return json ? ItemReport.json(page, at: WallClock.system.now()).line : ItemReport.text(page, root: root)
  }

  static func unknown(_ item: ItemReference) -> Failure {
    Failure(message: "There is no item \(item) in this register.", code: .data)
  }
}
