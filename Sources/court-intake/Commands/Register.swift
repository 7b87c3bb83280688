import ArgumentParser
import Filing
import FilingStore
import Intake

struct Register: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows and proves the register.",
    subcommands: [List.self, Show.self, Search.self, Correct.self, Verify.self, Export.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists entries in the order of registration.")

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Option(help: "Only this court, such as 103.")
    var court: String?

    @Option(help: "Only this year.")
    var year: Int?

    @Option(help: "Only this day (Asia/Baku), such as 2026-05-04.")
    var day: String?

    @Option(help: "Only this channel.")
    var channel: String?

    @Option(help: "At most so many.")
    var limit = 1000

    @Flag(help: "One JSON object a line.")
    var json = false

    func validate() throws {
      if let court, CourtCode(court) == nil {
        throw ValidationError("\"\(court)\" is not a court code of three digits.")
      }
      if let day, LocalDay(day) == nil { throw ValidationError("\"\(day)\" is not a day. Write it as 2026-05-04.") }
    }

    func run() async throws {
      try await reporting {
        let filter = EntryFilter(
          court: court.flatMap { CourtCode($0) }, year: year, day: day.flatMap { LocalDay($0) }, channel: channel)
        print(EntryReport.list(try queries(root).entries(filter, limit: limit), json: json))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one entry with everything that is recorded of it.")

    @Argument(help: "Registration number, such as 103/2026/000001.")
    var number: String

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Flag(help: "As one JSON object.")
    var json = false

    func validate() throws {
      guard RegistrationNumber(number) != nil else {
        throw ValidationError("\"\(number)\" is not a registration number. Write it as 103/2026/000001.")
      }
    }

    func run() async throws {
      try await reporting {
        let queries = try queries(root)
        guard let number = RegistrationNumber(number), let entry = try queries.entry(numbered: number) else {
          throw Failure(message: "There is no entry \(self.number) in this register.", code: .data)
        }
        let clerk = try queries.clerkAction(on: entry)
        let later = try queries.relations(to: entry)
        let corrections = try queries.corrections(of: entry)
        print(
          json
            ? EntryReport.json(entry, corrections: corrections, clerk: clerk, later: later).line
            : EntryReport.text(entry, corrections: corrections, clerk: clerk, later: later))
      }
    }
  }

  struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Finds entries by number, message id, FİN, VÖEN, case number, or part of a name or title.")

    @Argument(help: "What to look for.")
    var text: String

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Option(help: "At most so many.")
    var limit = 100

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() async throws {
      try await reporting { print(EntryReport.list(try queries(root).search(text, limit: limit), json: json)) }
    }
  }
}

private func queries(_ root: String) throws -> RegisterQueries {
  try RegisterQueries(path: try Root.open(at: root).registerPath)
}
