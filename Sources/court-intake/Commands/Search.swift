import ArgumentParser
import Filing
import FilingStore

struct Search: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds entries by words of titles, names and numbers, the newest first.",
    discussion: """
      All words must be there. One with * after it is the beginning of a word; where no entry has all the words as they are \
      written, each may be a beginning, but for those with digits. Dotted and dotless i, ə and e, and other such letters find \
      each other. Each search is recorded with name and reason.
      """)

  @Argument(help: "What to look for.")
  var words: [String]

  @Option(help: "At most so many.")
  var limit = 50

  @Option(help: ArgumentHelp("Only those that were registered before this one: the next page.", valueName: "number"))
  var before: String?

  @OptionGroup var access: AccessOptions
  @OptionGroup var options: OperatorOptions

  func validate() throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 1000.") }
    if let before, RegistrationNumber(before) == nil {
      throw ValidationError("\"\(before)\" is not a registration number. Write it as 103/2026/000001.")
    }
  }

  func run() async throws {
    try await reporting {
      try await options.ask(
        .search(
          words: words.joined(separator: " "), before: before, limit: limit, person: access.person,
          reason: access.reason))
    }
  }
}
