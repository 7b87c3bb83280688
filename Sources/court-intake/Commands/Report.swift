import ArgumentParser
import Filing
import FilingStore
import Glibc
import Intake
import XMLSignature

struct Report: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what happened in a night or any other time: text, JSON, or a page.",
    discussion: """
      Without a time it tells of everything since yesterday 18:00 (Asia/Baku). What it says of items is how they stand
      now. A run leaves the report of its day in the root's folder reports/ by itself.
      """)

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Option(
    help: ArgumentHelp(
      "From when: a day (its beginning) or a time, in Asia/Baku unless it names its zone.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Until when: a day (its end) or a time; now without it.", valueName: "time"))
  var until: String?

  @Flag(help: "The last night: from yesterday 18:00 to today 08:00.")
  var night = false

  @Flag(help: "As one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Write a page that needs nothing but a browser.", valueName: "file"), completion: .file())
  var html: String?

  @Option(help: "Language of the text and the page: az or en.")
  var language: ReportLanguage = .english

  func validate() throws {
    if night, since != nil || until != nil { throw ValidationError("--night goes with neither --since nor --until.") }
    for (text, option) in [(since, "--since"), (until, "--until")] {
      guard let text, ReportSpan.moment(text) == nil else { continue }
      throw ValidationError(
        "\(option) \"\(text)\" is no time. Write 2026-05-04, 2026-05-04T18:00, or with a zone 2026-05-04T14:00:00Z.")
    }
  }

  func run() async throws {
    try await reporting {
      let now = WallClock.system.now()
      let span = span(at: now)
      guard span.start < span.end else {
        throw Failure(message: "The time that is asked for ends before it begins.", code: ExitCode(64))
      }
      let root = try Root.open(at: root)
      let queries = try RegisterQueries(path: root.registerPath)
      let account = try NightAccount(of: span, root: root, queries: queries, at: now, for: .person)
      let sheet = Sheet(of: account, in: language)
      if let html { try OutputFile.write(sheet, to: html) }
      if json {
        print(NightObject(of: account).value.line)
      } else if html == nil {
        print(SheetText(of: sheet, isColoured: isatty(STDOUT_FILENO) == 1).text)
      }
    }
  }

  private func span(at now: Instant) -> ReportSpan {
    if night { return .lastNight(at: now) }
    let usual = ReportSpan.sinceYesterdayEvening(at: now)
    return ReportSpan(
      from: since.flatMap { ReportSpan.moment($0) } ?? usual.start,
      until: until.flatMap { ReportSpan.moment($0, endsDay: true) } ?? usual.end)
  }
}
