import ArgumentParser
import Filing
import FilingStore
import Foundation
import Intake
import ScanBatches
import XMLSignature

struct Stacks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stacks",
    abstract:
      "Scanned stacks that were taken off the scanners' shares, and what a clerk decides about their documents.",
    discussion: """
      A document that is certain and good is sealed and sent by itself. What is not waits here: a separator that was not read, a
      page that is missing, a file that does not open. What a clerk decides is carried out by the next round: in a moment where the
      service runs, else by run --once. Each decision is kept with name, reason and time, in the sealed package too.
      """,
    subcommands: [List.self, Show.self, Correct.self, Split.self, Join.self, SetAside.self, Retry.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the stacks of which something is open.")

    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        let (root, queries) = (try Root.open(at: options.root), try options.queries())
        let (stacks, defects) = try root.stacks().open()
        for defect in defects { StandardError.write("\(defect). See: court-intake fsck --root \(options.root)") }
        let views = try stacks.map { try StackView($0, queries) }
        if options.json { return views.forEach { print(StackReport.json($0).line) } }
        guard let first = views.first(where: { $0.openCount > 0 }) ?? views.first else {
          return print("Nothing of any scanned stack is open.")
        }
        print("\(StackReport.list(views))\n\n\(options.hint("stacks show --stack \(first.id.brief)"))")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what became of each document of a stack, and what to do.",
      discussion: "The same with pictures of the pages lies under results/ in the root, for a browser.")

    @OptionGroup var stack: StackArgument
    @OptionGroup var options: OperatorOptions

    @Option(help: "az or en.")
    var language = ReportLanguage.english

    func run() async throws {
      try await reporting {
        let (stored, root) = try stack.open(in: options)
        let view = try StackView(stored, options.queries())
        if options.json { return print(StackReport.json(view).line) }
        let sheet = StackSheet(view, root.path, language).sheet
        print(SheetText(of: sheet, isColoured: isatty(STDOUT_FILENO) == 1).text)
        for decision in view.waitingDecisions {
          print("\nDecided by \(decision.person), and carried out by the next round: \(decision.text)")
        }
      }
    }
  }

  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says that a document is one document, and of which case, kind, title or length.",
      discussion: """
        Without further options it says that the document is as it was found: its separator was doubled or the next one unread,
        and you looked at its pages.
        """)

    @Argument(help: "As `stacks show` names it.") var document: String
    @OptionGroup var stated: StatedOptions
    @Option(help: "Number of pages that it has to have, where the index says another one.") var pages: Int?
    @OptionGroup var stack: StackArgument
    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        var values = try stated.values
        values.pages = pages
        try stack.decide(.correct(document: document, values), by: statement, options)
      }
    }
  }

  struct Split: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes two documents of one: from a page on it is another one.",
      discussion: "The first part keeps its case. For three documents, split the second part again.")

    @Argument(help: "As `stacks show` names it.") var document: String
    @Option(
      help: ArgumentHelp("First page of the second document, or the unread separator sheet.", valueName: "file:page"))
    var at: String
    @Flag(help: "That page is a separator sheet, and of neither document.") var sheet = false
    @OptionGroup var stated: StatedOptions
    @OptionGroup var stack: StackArgument
    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        guard let page = PagePlace(at) else {
          throw Failure(
            message: "\"\(at)\" is no page. Write it as FILE:PAGE, such as stack.tif:7.", code: ExitCode(64))
        }
        let values = try stated.values
        guard values.caseNumber != nil else {
          throw Failure(message: "Say of which case the second document is: --case NUMBER.", code: ExitCode(64))
        }
        try stack.decide(.split(document: document, before: page, isSheet: sheet, rest: values), by: statement, options)
      }
    }
  }

  struct Join: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes one document of two: the pages of the second follow those of the first.")

    @Argument(help: "The document that stays.") var document: String
    @Argument(help: "The document whose pages follow.") var next: String
    @OptionGroup var stack: StackArgument
    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting { try stack.decide(.join(document: document, next: next), by: statement, options) }
    }
  }

  struct SetAside: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set-aside",
      abstract: "Says that a document goes nowhere: its paper is scanned anew, or was laid in by mistake.")

    @Argument(help: "As `stacks show` names it.") var document: String
    @OptionGroup var stack: StackArgument
    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting { try stack.decide(.setAside(document: document), by: statement, options) }
    }
  }
}

extension Stacks {
  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Has a stack looked into again that was left alone because it stopped the program again and again.")

    @OptionGroup var stack: StackArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
      try await reporting {
        try stack.open(in: options).0.write(attempts: 0)
        print(
          options.json
            ? (["retried": .string(stack.id)] as JSONValue).line
            : "The next round looks into it: the service in a moment, else court-intake run --once --root \(options.root)"
        )
      }
    }
  }
}

/// Which stack is meant.
struct StackArgument: ParsableArguments {
  @Option(name: .customLong("stack"), help: "The stack, as `stacks list` shows it.")
  var id: String

  /// - Throws: ``Failure`` where none, or more than one, is meant.
  func open(in options: OperatorOptions) throws -> (StoredStack, Root) {
    let root = try Root.open(at: options.root)
    let stacks = try root.stacks()
    if let id = ULID(bytes: Array(id.uppercased().utf8)), let stack = try stacks.stack(id) { return (stack, root) }
    let found = try stacks.all().filter { "\($0)".hasSuffix(id.uppercased()) }
    guard id.count >= 4, let first = found.first, found.count == 1, let stack = try stacks.stack(first) else {
      throw Failure(
        message: found.count > 1 && id.count >= 4
          ? "\(found.count) stacks end in \(TextTable.visible(id)). Write more of the identifier."
          : "There is no stack \"\(TextTable.visible(id))\". See: court-intake stacks list --root \(options.root)",
        code: .data)
    }
    return (stack, root)
  }

  /// Keeps a decision, after looking whether it can be carried out.
  func decide(_ act: StackDecision.Act, by statement: StatementOptions, _ options: OperatorOptions) throws {
    let (stack, _) = try open(in: options)
    let view = try StackView(stack, options.queries())
    guard view.record != nil else {
      throw Failure(
        message: "The stack's pages are still being checked. Wait a moment where the service runs, else: "
          + "court-intake run --once --root \(options.root)", code: .temporary)
    }
    let decision = StackDecision(
      act, by: try ClerkStatement(person: statement.person, reason: statement.reason), at: WallClock.system.now())
    do throws(DecisionObstacle) {
      try view.check(decision)
    } catch {
      throw StackReport.failure(error)
    }
    guard try stack.add(JSONEncoder.sorted.encode(decision), after: view.decisionCount) else {
      throw Failure(
        message: "Somebody else decided about the stack at this moment. Look at it again: "
          + "court-intake stacks show --stack \(id) --root \(options.root)", code: .temporary)
    }
    print(
      options.json
        ? (["stack": .string("\(stack.id)"), "decided": .string(decision.text)] as JSONValue).line
        : "Kept: \(TextTable.visible(decision.text)). The service carries it out at its next round; without one: "
          + "court-intake run --once --root \(options.root)")
  }
}

/// What is said of a document.
struct StatedOptions: ParsableArguments {
  @Option(name: .customLong("case"), help: ArgumentHelp("Case number.", valueName: "number"))
  var caseNumber: String?

  @Option(help: ArgumentHelp("Kind of document: its code or its name.", valueName: "kind"))
  var kind: String?

  @Option(help: ArgumentHelp("Title; an empty one takes it away.", valueName: "text"))
  var title: String?

  var values: StackDecision.Statement {
    get throws {
      if let caseNumber, CaseNumber(caseNumber) == nil {
        throw Failure(
          message: "\"\(TextTable.visible(caseNumber))\" is no case number. It looks like 2(103)-417/2026.",
          code: ExitCode(64))
      }
      if let kind, DocumentTypes.type(written: kind) == nil {
        throw Failure(
          message: "\"\(TextTable.visible(kind))\" is no kind of document. Codes are: "
            + DocumentTypes.all.map(\.code).joined(separator: ", ") + ".", code: ExitCode(64))
      }
      return StackDecision.Statement(caseNumber: caseNumber, documentType: kind, title: title)
    }
  }
}
