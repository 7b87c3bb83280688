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
        let (entry, statement) = (entry, try statement.statement())
        try options.report(try await options.atDesk { try $0.release(entry, by: statement) }, on: entry)
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
        let (entry, statement) = (entry, try statement.statement())
        try options.report(try await options.atDesk { try $0.discard(entry, by: statement) }, on: entry)
      }
    }
  }
}

extension OperatorOptions {
  fileprivate func quarantine(includingHandled: Bool) throws -> (QuarantineReport, [QuarantinePage]) {
    let root = try Root.open(at: root)
    let report = QuarantineReport(
      kept: try root.quarantine.entries().map(\.name.fileName.escaped), at: WallClock.system.now())
    return (report, try root.quarantinePages(in: try queries(), includingHandled: includingHandled))
  }

  fileprivate static func noEntry(_ entry: PackageID) -> Failure {
    Failure(message: "There is no entry \(entry.value) in this quarantine.", code: .data)
  }

  fileprivate func report(_ answer: ClerkDesk.QuarantineAnswer, on entry: PackageID) throws {
    switch answer {
    case .released, .discarded:
      if json {
        let (report, pages) = try quarantine(includingHandled: true)
        return pages.filter { $0.package.id == entry }.forEach { print(report.json($0).line) }
      }
      if case .released(let package) = answer {
        print(
          "\(entry.value) has arrived anew as package \(package.id.value), \(ListTime.zoned(package.arrivedAt)).\n"
            + "To judge it now: court-intake run --once --root \(root)")
      } else {
        print("\(entry.value) is marked as dealt with. Its octets stay; `quarantine list --all` shows it.")
      }
    case .handled(let action):
      throw Failure(
        message: "\(entry.value) was dealt with before. Nothing was changed.\n"
          + ClerkReport.lines(action).joined(separator: "\n"), code: .data)
    case .notStored:
      throw Failure(
        message: """
          \(entry.value) cannot be released: its octets were never taken in, and lie in quarantine/ alone.
          To have them judged, copy what is a package of them into the inbox, and discard the entry. \
          Where they lie: court-intake quarantine show \(entry.value) --root \(root)
          """, code: .data)
    case .unknown: throw Self.noEntry(entry)
    }
  }
}
