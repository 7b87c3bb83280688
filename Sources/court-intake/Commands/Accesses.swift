import ArgumentParser
import Filing
import FilingStore
import Intake

struct Accesses: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access", abstract: "Who looked at parties' data, and why.", subcommands: [List.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists who looked at what, the latest first. This look is recorded too.")

    @Option(help: ArgumentHelp("Only what this person looked at.", valueName: "name"))
    var of: String?

    @Option(
      help: ArgumentHelp("Only looks at the data of this FİN or VÖEN.", valueName: "number"), transform: party)
    var participant: PartyNumber?

    @Option(
      help: ArgumentHelp("Only from this day on (Asia/Baku), such as 2026-05-04.", valueName: "day"), transform: day)
    var since: LocalDay?

    @Option(help: ArgumentHelp("Only those before this one: the next page.", valueName: "number"))
    var before: Int64?

    @Option(help: "At most so many.")
    var limit = 100

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func validate() throws { try PageLimit.check(limit) }

    func run() async throws {
      try await reporting {
        let question = AccessQuestion(
          person: of, participant: participant?.key, since: since?.description, before: before, limit: limit)
        try await options.ask(.listAccesses(question, person: access.person, reason: access.reason))
      }
    }

    private static func party(_ text: String) throws -> PartyNumber {
      let text = text.uppercased()
      if let number = PersonalNumber(text) { return .person(number) }
      if let number = TaxNumber(text) { return .organisation(number) }
      throw ValidationError("Write a FİN, such as 5TEST01, or a VÖEN, such as 1234567891.")
    }

    private static func day(_ text: String) throws -> LocalDay {
      guard let day = LocalDay(text) else { throw ValidationError("Write a day, such as 2026-05-04.") }
      return day
    }
  }
}

/// What is asked of the access log, as it goes to the service.
struct AccessQuestion: Codable, Sendable {
  let person: String?
  let participant: String?
  let since: String?
  let before: Int64?
  let limit: Int

  var filter: AccessFilter {
    AccessFilter(
      person: person, participant: participant.flatMap { PartyNumber(key: $0) },
      since: since.flatMap { LocalDay($0) }.map { CourtCalendar.baku.start(of: $0) })
  }
}
