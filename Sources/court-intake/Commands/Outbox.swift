import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Outbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Notices: what was told to whom, and whether it stands in the recipient's outbox.",
    discussion: """
      A notice is named by its number, by the id that stands in it (N-000000042-registered), or by a registration number,
      which names the confirmations of that registration.
      """,
    subcommands: [List.self, Show.self, Retry.self, Reissue.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the latest notices, the newest last.")

    @Flag(help: "Only those that are not delivered.")
    var undelivered = false

    @Option(help: "At most so many.")
    var limit = 100

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let pages = try options.queries().notices(onlyUndelivered: undelivered, limit: limit)
        let now = WallClock.system.now()
        if options.json { return pages.forEach { print(OutboxReport.json($0, at: now).line) } }
        let unserved = OutboxReport.unserved(try options.queries().recipientStandings(countsAll: false), at: now)
        if let unserved { print("\(unserved)\n") }
        guard let last = pages.last else { return print(undelivered ? "Every notice is delivered." : "No notices.") }
        let command = undelivered ? "retry" : "show"
        print(
          "\(OutboxReport.list(pages, at: now))\n\n\(options.hint("outbox \(command) \(last.intent.id.value)"))")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows where a notice stands.")

    @Argument(help: "The notice.")
    var notice: NoticeReference

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let now = WallClock.system.now()
        for page in try options.pages(notice) {
          print(options.json ? OutboxReport.json(page, at: now).line : OutboxReport.text(page, root: options.root))
        }
      }
    }
  }

  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delivers a notice that is owed now, whatever its recipient waits for.",
      discussion: "One that is delivered and that the recipient's program has not taken is given to the program anew.")

    @Argument(help: "The notice.")
    var notice: NoticeReference

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let pages = try options.pages(notice)
        // Of a registration's confirmations, those that are owed.
        let owed = pages.count == 1 ? pages : pages.filter { $0.deliveredAt == nil }
        try await options.ask(.retryNotices((owed.isEmpty ? pages : owed).map(\.intent.id.value)))
      }
    }
  }

  struct Reissue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delivers a notice once more: the same octets under the same name.",
      discussion: "Where the recipient still has it in `new`, that one is left as it is.")

    @Argument(help: "The notice.")
    var notice: NoticeReference

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        // A confirmation that went out again before is still one.
        var told: Set<String> = []
        let pages = try options.pages(notice).filter { told.insert($0.intent.recipient).inserted }
        try await options.ask(.reissue(pages.map(\.intent.id.value)))
      }
    }
  }
}

/// How people name a notice.
enum NoticeReference: ExpressibleByArgument {
  case intent(IntentID)
  case registration(RegistrationNumber)

  init?(argument: String) {
    if let number = RegistrationNumber(argument) {
      self = .registration(number)
      return
    }
    // As it stands in the notice: N-000000042-registered.
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
    let digits = parts.count == 3 && parts[0] == "N" && NoticeKind(rawValue: String(parts[2])) != nil ? parts[1] : nil
    guard let id = IntentID(digits: digits ?? argument[...]) else { return nil }
    self = .intent(id)
  }
}

extension OperatorOptions {
  fileprivate func pages(_ notice: NoticeReference) throws -> [NoticePage] {
    let queries = try queries()
    let pages =
      switch notice {
      case .intent(let id): try queries.notice(id).map { [$0] } ?? []
      case .registration(let number): try queries.notices(of: number)
      }
    guard !pages.isEmpty else { throw Failure(message: "There is no such notice in this register.", code: .data) }
    return pages
  }
}
