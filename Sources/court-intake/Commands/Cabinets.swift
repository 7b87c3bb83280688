import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Cabinets: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cabinet",
    abstract: "Electronic cabinets of participants.",
    discussion: """
      Holders open, change and close their cabinets by signed requests of their own. An operator only looks, and each look at \
      a party's data is recorded with name and reason.
      """,
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists cabinets by their user names, which tell nothing of their holders.")

    @Option(help: "At most so many.")
    var limit = 100

    @Option(help: ArgumentHelp("Only those that were opened after this one.", valueName: "user name"))
    var after: String?

    @OptionGroup var options: OperatorOptions

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit is a number from 1 on.") }
    }

    func run() async throws {
      try await reporting {
        let queries = try options.queries()
        let last = try after.map { userName in
          guard let cabinet = try queries.cabinet(named: userName) else {
            throw Failure(message: "There is no cabinet \"\(TextTable.visible(userName))\".", code: .data)
          }
          return cabinet.id
        }
        let cabinets = try queries.cabinets(after: last, limit: limit)
        if options.json { return cabinets.forEach { print(CabinetReport.json($0).line) } }
        guard let first = cabinets.first else { return print("No cabinet has been opened.") }
        let hint = options.hint("cabinet show \(first.userName) --person NAME --reason TEXT")
        print("\(CabinetReport.table(cabinets))\n\n\(hint)")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a cabinet: holder, powers of attorney, cases, and what was placed in it.")

    @Argument(help: ArgumentHelp("The cabinet.", valueName: "user name"))
    var userName: String

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try await options.ask(.showCabinet(userName: userName, person: access.person, reason: access.reason))
      }
    }
  }
}
