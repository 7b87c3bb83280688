import ArgumentParser
import Filing
import FilingStore

struct Register: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows, corrects and proves the register.",
    discussion: "Whoever lists, shows or searches is shown parties' data, and is recorded with name and reason.",
    subcommands: [List.self, Show.self, Search.self, Correct.self, Verify.self, Export.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists entries in the order of registration.")

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

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func validate() throws {
      if let court, CourtCode(court) == nil {
        throw ValidationError("\"\(court)\" is not a court code of three digits.")
      }
      if let day, LocalDay(day) == nil { throw ValidationError("\"\(day)\" is not a day. Write it as 2026-05-04.") }
    }

    func run() async throws {
      try await reporting {
        let question = EntryQuestion(court: court, year: year, day: day, channel: channel, limit: limit)
        try await options.ask(.listEntries(question, person: access.person, reason: access.reason))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one entry with everything that is recorded of it.")

    @Argument(help: "Registration number, such as 103/2026/000001.")
    var number: String

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func validate() throws {
      guard RegistrationNumber(number) != nil else {
        throw ValidationError("\"\(number)\" is not a registration number. Write it as 103/2026/000001.")
      }
    }

    func run() async throws {
      try await reporting {
        try await options.ask(.showEntry(number: number, person: access.person, reason: access.reason))
      }
    }
  }

  struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Finds entries by number, message id, FİN, VÖEN, case number, or words of a name or title.")

    @Argument(help: "What to look for.")
    var text: String

    @Option(help: "At most so many.")
    var limit = 100

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(
          .search(words: text, before: nil, limit: limit, person: access.person, reason: access.reason))
      }
    }
  }
}

/// Which entries are listed, as it goes to the service.
struct EntryQuestion: Codable, Sendable {
  let court: String?
  let year: Int?
  let day: String?
  let channel: String?
  let limit: Int

  var filter: EntryFilter {
    EntryFilter(
      court: court.flatMap { CourtCode($0) }, year: year, day: day.flatMap { LocalDay($0) }, channel: channel)
  }
}
