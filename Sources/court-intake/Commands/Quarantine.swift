import ArgumentParser
import Filing
import FilingStore
import Intake

struct Quarantine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Packages that were set aside: nobody can say what they are, or they crashed the intake.",
    discussion: "Nothing that is kept is ever deleted: it is evidence. What was dealt with is listed with --all.",
    subcommands: [List.self, Show.self, Release.self, Discard.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists what waits in quarantine, the oldest first.")

    @Flag(help: "Also what was released or discarded.")
    var all = false

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let (report, pages) = try options.quarantine(includingHandled: all)
        if options.json { return pages.forEach { print(report.json($0).line) } }
        guard let first = pages.first else { return print("Nothing waits in quarantine.") }
        print("\(report.list(pages))\n\n\(options.hint("quarantine show \(first.package.id.value)"))")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows one entry: why it was set aside, and where its octets lie.")

    @Argument(help: "The entry's number in the list.", transform: PackageID.entry)
    var entry: PackageID

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let (report, pages) = try options.quarantine(includingHandled: true)
        guard let page = pages.first(where: { $0.package.id == entry }) else {
          throw OperatorOptions.noEntry(entry)
        }
        print(options.json ? report.json(page).line : report.text(page, root: options.root))
      }
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Gives a package back to the intake, as if it came now.",
      discussion: """
        Its stored octets arrive anew, with a new time of arrival and all attempts before them; the next run judges them.
        """)

    @Argument(help: "The entry's number in the list.", transform: PackageID.entry)
    var entry: PackageID

    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(.release(entry: entry.value, person: statement.person, reason: statement.reason))
      }
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Marks an entry as dealt with. Everything that is kept of it stays.")

    @Argument(help: "The entry's number in the list.", transform: PackageID.entry)
    var entry: PackageID

    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(.discard(entry: entry.value, person: statement.person, reason: statement.reason))
      }
    }
  }
}

extension OperatorOptions {
  fileprivate func quarantine(includingHandled: Bool) throws -> (QuarantineReport, [QuarantinePage]) {
    let root = try Root.open(at: root)
    return (
      try QuarantineReport(of: root, at: WallClock.system.now()),
      try root.quarantinePages(in: try queries(), includingHandled: includingHandled)
    )
  }

  static func noEntry(_ entry: PackageID) -> Failure {
    Failure(message: "There is no entry \(entry.value) in this quarantine.", code: .data)
  }
}
