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
        let (item, statement) = (item, try statement.statement())
        try options.report(try await options.atDesk { try await $0.accept(item, by: statement) }, on: item)
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
        let (item, statement) = (item, try statement.statement())
        try options.report(try await options.atDesk { try await $0.refuse(item, by: statement) }, on: item)
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

  /// Says what became of a clerk's decision, and ends the program accordingly.
  fileprivate func report(_ answer: ClerkDesk.Answer, on item: ItemReference) throws {
    switch answer {
    case .done(let outcome):
      if json { return print(try text(of: item)) }
      guard let entry = outcome.entry else { return print("\(item) is rejected. The sender is told.") }
      let overridden = outcome.findings.first { $0.code == .clerkAccepted }?.arguments.first { $0.name == "codes" }
      print(
        "\(item) is registered as \(entry.number)\(overridden.map { ", in spite of \($0.value)" } ?? "")."
          + " The sender is told.")
    case .kept(let findings):
      let reasons = findings.map(FindingReport.text).joined(separator: "\n")
      throw Failure(
        message: """
          \(item) cannot be accepted, and is still held:
          \(reasons)
          To refuse it: court-intake held refuse \(item) --root \(root) --person NAME --reason TEXT
          """, code: .findings)
    case .heldAnew(let outcome):
      let codes = outcome.findings.filter(\.isOverridable).map(\.code.rawValue).joined(separator: ", ")
      throw Failure(
        message: """
          \(item) is not accepted: judged anew, it is held for more than you have seen (\(codes)).
          Look again: court-intake held show \(item) --root \(root)
          """, code: .findings)
    case .notHeld(let page):
      let number = page.outcome.entry.map { " as \($0.number)" } ?? ""
      throw Failure(
        message: "\(item) is not held: it is \(page.outcome.state.rawValue)\(number). Nothing was changed.",
        code: .data)
    case .unknown: throw Self.unknown(item)
    }
  }

  static func unknown(_ item: ItemReference) -> Failure {
    Failure(message: "There is no item \(item) in this register.", code: .data)
  }
}
