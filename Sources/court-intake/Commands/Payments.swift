import ArgumentParser
import Filing
import FilingStore
import Glibc
import Intake
import XMLSignature

struct Payments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What banks' statements say: payments, what they pay for, and whether it adds up.",
    discussion: """
      Statements come in through a channel that takes them (kinds: [Statement]); treasury.yaml says whose count. These
      commands only read, beside whatever is at work.
      """,
    subcommands: [List.self, Show.self, Suggest.self, Report.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists payments that no filing has claimed, or with --short those that were taken back.",
      discussion: """
        A payment that is not claimed may belong to a filing that names another operation number, or a wrong one: compare \
        amount, day and payer with `held list` and `deferred list`. One that the bank took back after a filing was \
        registered on it is a debt of its filer.
        """)

    @OptionGroup var options: OperatorOptions

    @Flag(help: "Payments that were taken back after a filing was registered on them.")
    var short = false

    @Option(help: "How many at most.")
    var limit = 1000

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit is a number from 1 on.") }
    }

    func run() async throws {
      try await reporting {
        let queries = try options.queries()
        let payments = try short ? queries.shortPayments(limit: limit) : queries.openPayments(limit: limit)
        if options.json { return payments.forEach { print(PaymentReport.json($0).line) } }
        guard !payments.isEmpty else {
          return print(short ? "No payment was taken back from a filing." : "Every payment is claimed by a filing.")
        }
        print(PaymentReport.table(payments))
        if payments.count == limit { print("\nThese are the first \(limit); --limit shows more.") }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what came under an operation number or another reference.")

    @Argument(help: "As the receipt or the bank calls the payment.")
    var reference: String

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let payments = try options.queries().payments(under: reference)
        if options.json { return payments.forEach { print(PaymentReport.json($0).line) } }
        guard !payments.isEmpty else {
          throw Failure(
            message: """
              No statement tells of a payment under "\(TextTable.visible(reference))". If the statement of its day has come, \
              the number may be wrong: `payments list` shows what no filing has claimed.
              """, code: .findings)
        }
        print(payments.map(PaymentReport.text).joined(separator: "\n\n"))
      }
    }
  }

  struct Suggest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what a waiting filing says it was paid with, and which unclaimed payments that may be.",
      discussion: """
        For a person to compare: nothing is matched by amount and name. Where a filer wrote a wrong number, the filing is \
        refused with the right one as the reason, or accepted by a clerk.
        """)

    @Argument(help: "The item as the list names it, such as 42.1.")
    var item: ItemReference

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let root = try Root.open(at: options.root)
        let queries = try RegisterQueries(path: root.registerPath)
        guard let page = try queries.item(item) else { throw OperatorOptions.unknown(item) }
        guard let suggestions = try PaymentSuggestions(for: page, in: root, queries: queries) else {
          throw Failure(message: "\(item) is no submission, and states no payments.", code: .data)
        }
        if options.json { return suggestions.claims.forEach { print(PaymentReport.json($0).line) } }
        guard !suggestions.claims.isEmpty else { return print("\(item) names no payment.") }
        print(suggestions.claims.map(PaymentReport.text).joined(separator: "\n\n"))
      }
    }
  }

  struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reconciles duties and payments by day, court and account: text, JSON, CSV, or a page.",
      discussion: """
        Without days it tells of today and the 30 days before. It ends with 1 where the sums do not agree to the qəpik, \
        which no filing and no statement can cause.
        """)

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Option(help: ArgumentHelp("The first day, such as 2026-05-04, in Asia/Baku.", valueName: "day"))
    var since: String?

    @Option(help: ArgumentHelp("The last day; today without it.", valueName: "day"))
    var until: String?

    @Flag(help: "As one JSON object.")
    var json = false

    @Flag(help: "As CSV, a line for each day and account or court.")
    var csv = false

    @Option(
      help: ArgumentHelp("Write a page that needs nothing but a browser.", valueName: "file"), completion: .file())
    var html: String?

    @Option(help: "Language of the text and the page: az or en.")
    var language: ReportLanguage = .english

    private static let usualDays: Int64 = 30

    func validate() throws {
      for (text, option) in [(since, "--since"), (until, "--until")] {
        guard let text, LocalDay(text) == nil else { continue }
        throw ValidationError("\(option) \"\(text)\" is no day. Write 2026-05-04.")
      }
      if json, csv { throw ValidationError("--json goes without --csv.") }
    }

    func run() async throws {
      try await reporting {
        let now = WallClock.system.now()
        let usual = now.advanced(byMilliseconds: -Self.usualDays * 86_400_000)
        let first = since.flatMap { LocalDay($0) } ?? CourtCalendar.baku.localDay(of: usual)
        let last = until.flatMap { LocalDay($0) } ?? CourtCalendar.baku.localDay(of: now)
        guard first <= last, first.days(until: last) <= 3660 else {
          throw Failure(
            message: "The days that are asked for end before they begin, or are more than ten years.",
            code: .usage)
        }
        let queries = try RegisterQueries(path: try Root.open(at: root).registerPath)
        let account = try ReconciliationAccount(from: first, to: last, queries: queries)
        let sheet = Sheet(of: account, in: language)
        if let html { try OutputFile.write(sheet, to: html) }
        if json {
          print(account.object.line)
        } else if csv {
          print(account.table, terminator: "")
        } else if html == nil {
          print(SheetText(of: sheet, isColoured: isatty(STDOUT_FILENO) == 1).text)
        }
        if !account.addsUp { throw ExitCode.findings }
      }
    }
  }
}
