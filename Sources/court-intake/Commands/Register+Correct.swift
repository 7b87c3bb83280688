import ArgumentParser
import Filing
import FilingStore
import Intake

extension Register {
  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Corrects an entry; what was registered stays, and stays provable.",
      discussion: """
        What is shown from then on is the entry with its corrections. Each is recorded for ever with name, reason and time, is \
        a leaf of the log, and is told to everyone who was told of the registration.
        """)

    @Argument(help: "Registration number, such as 103/2026/000001.")
    var number: String

    @Option(help: "What is corrected: \(EntryField.allCases.map(\.rawValue).joined(separator: ", ")).")
    var field: EntryField

    @Option(help: "Which participant, from 1, in the order of `register show`.")
    var participant: Int?

    @Option(help: "Which document, from 1, in the order of `register show`.")
    var document: Int?

    @Option(help: "What is to stand there.")
    var value: String

    @OptionGroup var statement: StatementOptions
    @OptionGroup var options: OperatorOptions

    private var request: CorrectionRequest {
      CorrectionRequest(
        numberText: number, field: field.rawValue, participant: participant, document: document, text: value)
    }

    func validate() throws {
      do { try request.check() } catch let failure as Failure { throw ValidationError(failure.message) }
    }

    func run() async throws {
      try await reporting {
        try await options.ask(.correct(request, person: statement.person, reason: statement.reason))
      }
    }
  }
}

extension EntryField: ExpressibleByArgument {}

/// What a clerk wants corrected, as it goes to the service.
struct CorrectionRequest: Codable, Sendable {
  let numberText: String
  let field: String
  /// Of participant and document one at most, from 1.
  let participant: Int?
  let document: Int?
  let text: String

  /// - Throws: ``Failure``: it can be no correction of any entry.
  func check() throws { _ = (try number, try value) }

  var number: RegistrationNumber {
    get throws {
      guard let number = RegistrationNumber(numberText) else {
        throw Self.wrong(
          "\"\(TextTable.visible(numberText))\" is not a registration number. Write it as 103/2026/000001.")
      }
      return number
    }
  }

  var value: CorrectedValue {
    get throws {
      do { return try CorrectedValue(text, at: place) } catch let defect as CorrectedValue.Defect {
        throw Self.wrong(Self.words(for: defect))
      }
    }
  }

  private var place: EntryPlace {
    get throws {
      guard let field = EntryField(rawValue: field) else { throw Self.wrong("There is no field \(field).") }
      let parts = [EntryField.Part.participant: participant, .document: document]
      guard parts.allSatisfy({ $0.key == field.part || $0.value == nil }) else {
        throw Self.wrong("--participant and --document go with what is theirs.")
      }
      guard let kind = field.part else { return EntryPlace(field) }
      guard case let part?? = parts[kind], part > 0 else {
        throw Self.wrong("Say whose it is: --\(kind.rawValue) 1 is the first that `register show` names.")
      }
      return EntryPlace(field, part: part - 1)
    }
  }

  private static func wrong(_ message: String) -> Failure { Failure(message: message, code: ExitCode(64)) }

  private static func words(for defect: CorrectedValue.Defect) -> String {
    switch defect {
    case .notPlain(.empty): "Say what is to stand there: --value TEXT."
    case .notPlain(.tooLong(let limit)): "Write at most \(limit) characters."
    case .notPlain(.notPlain): "Write the value in one line, without control characters and card numbers."
    case .noDay: "The value is a day, such as 2026-05-04."
    case .noCaseNumber: "The value is a case number, such as 2(103)-4336/2026."
    case .unknownType:
      "There is no such document type. They are: \(DocumentTypes.all.map(\.code).joined(separator: ", "))."
    case .unknownAccess:
      "There is no such access. It is: \(DocumentAccess.allCases.map(\.rawValue).joined(separator: ", "))."
    case .unknownRole(let known): "There is no such role. They are: \(known.joined(separator: ", "))."
    }
  }
}
