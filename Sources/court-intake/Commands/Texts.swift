import ArgumentParser
import FilingStore
import Glibc
import Intake
import ScanInspection
import ScanTexts

struct Texts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the texts of registered documents, and searches them.", subcommands: [Make.self, Search.self],
    defaultSubcommand: Make.self)

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes the text of registered PDF, TIFF and JPEG documents, to be searched.",
      discussion: """
        From the file where it has text, else by tesseract, page by page, the newest documents first. It works beside the \
        service at the lowest priority, changes nothing that is registered, and ends when nothing is left; stopped at any \
        time, it goes on from there. The texts lie in derived/ of the root, which may be deleted and is made anew.
        It ends with 69 when documents were left because tesseract, or a language of it, is missing.
        """)

    @Option(help: "At most so many documents.")
    var limit: Int?

    @Option(
      help: ArgumentHelp("What pages are written in, as tesseract calls it: aze+rus is both.", valueName: "codes"))
    var languages = "aze"

    @Flag(help: "Throw away what was made, and begin anew.")
    var rebuild = false

    @OptionGroup var options: OperatorOptions

    func validate() throws {
      guard limit ?? 1 > 0 else { throw ValidationError("--limit is a number from 1 on.") }
      guard languages.wholeMatch(of: /[a-z_]+(\+[a-z_]+)*/) != nil else {
        throw ValidationError("Write languages as tesseract calls them, such as aze or aze+rus.")
      }
    }

    func run() async throws {
      try await reporting {
        // Whatever else the computer does comes first; programs that it starts are alike.
        _ = nice(19)
        let root = try Root.open(at: options.root)
        let queries = try options.queries()
        guard let lock = try TextLock.acquire(root) else {
          throw Failure(
            message: "Another court-intake makes texts in \(options.root). Nothing was done; it goes on by itself.",
            code: .temporary)
        }
        if rebuild { try lock.removeTexts(of: root) }
        let reader = try TextReader(languages: languages)
        let job = TextJob(
          root, queries: queries, store: try TextStore(path: root.textsPath), reader: reader, lock: lock)
        let summary = try job.run(limit: limit)
        print(options.json ? TextReport.json(summary).line : TextReport.text(summary))
        if summary.left > 0, let missing = reader.missing {
          throw Failure(message: "\(summary.left) documents were not read: \(missing)", code: .unavailable)
        }
      }
    }
  }

  struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Finds pages of registered documents by their words.",
      discussion: """
        All words must stand on one page. They are understood as `court-intake search` understands them. What is sealed is not \
        shown. Each search is recorded with name and reason.
        """)

    @Argument(help: "What to look for.")
    var words: [String]

    @Option(help: "At most so many pages.")
    var limit = 50

    @OptionGroup var access: AccessOptions
    @OptionGroup var options: OperatorOptions

    func validate() throws { try PageLimit.check(limit) }

    func run() async throws {
      try await reporting {
        try await options.ask(
          .searchTexts(
            words: words.joined(separator: " "), limit: limit, person: access.person, reason: access.reason))
      }
    }
  }
}
