import ArgumentParser
import FilingStore
import Intake

/// What every operator command takes.
struct OperatorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Flag(help: "One JSON object a line.")
  var json = false

  /// Reads beside a run that may be at work.
  func queries() throws -> RegisterQueries { try RegisterQueries(path: try Root.open(at: root).registerPath) }

  /// Has the desk do something, here or in the service that is at work, and prints what it did.
  func ask(_ task: DeskRequest.Task) async throws {
    print(try await DeskRequest(task: task, root: root, isJSON: json).perform())
  }

  /// How the commands of a list's last column are typed in full.
  func hint(_ example: String) -> String { "Type it as: court-intake \(example) --root \(root)" }
}

/// Who decides, and why.
struct StatementOptions: ParsableArguments {
  @Option(help: "Who decides. It is recorded for ever.")
  var person: String

  @Option(help: "Why. It is recorded for ever; of a held filing the sender is told.")
  var reason: String

  func validate() throws { _ = try Self.statement(of: person, because: reason) }

  static func statement(of person: String, because reason: String) throws -> ClerkStatement {
    do {
      return try ClerkStatement(person: person, reason: reason)
    } catch {
      switch error {
      case .empty: throw ValidationError("Say who decides and why: --person NAME --reason TEXT.")
      case .tooLong(let limit): throw ValidationError("Write at most \(limit) characters.")
      case .notPlain:
        throw ValidationError("Write name and reason in one line each, without control characters and card numbers.")
      }
    }
  }
}

/// How much of a list is shown at a time.
enum PageLimit {
  static func check(_ limit: Int) throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 1000.") }
  }
}

/// Who looks at a party's data, and why.
struct AccessOptions: ParsableArguments {
  @Option(help: "Who looks. It is recorded for ever.")
  var person: String

  @Option(help: "Why. It is recorded for ever.")
  var reason: String

  func validate() throws { _ = try StatementOptions.statement(of: person, because: reason) }
}

extension ItemReference: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension StoreID<PackageRecord> {
  /// An entry of the quarantine as its list names it.
  static func entry(_ text: String) throws -> PackageID {
    guard let id = PackageID(digits: text) else {
      throw ValidationError(
        "\"\(text)\" is no entry of the quarantine. Write its number as `quarantine list` shows it.")
    }
    return id
  }
}
