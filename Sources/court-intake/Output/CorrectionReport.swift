import Filing
import FilingStore
import Intake
import XMLSignature

/// What became of a correction, and the corrections of an entry, as commands print them.
struct CorrectionReport {
  let root: String
  let isJSON: Bool

  /// - Throws: ``Failure`` for what was not done.
  func text(_ ruling: CorrectionRuling, on number: RegistrationNumber) throws -> String {
    switch ruling {
    case .done(let correction, let intents):
      if isJSON { return Self.json(correction).line }
      let told =
        intents.isEmpty
        ? "Nobody was told of the registration, and nobody is told of this."
        : "Who was told of the registration is told of this."
      return "\(number) is corrected: \(Self.change(correction)). \(told)"
    case .unknownEntry:
      throw Failure(message: "There is no entry \(number) in this register.", code: .data)
    case .unknownPart(let count):
      throw Failure(message: "\(number) has \(count) of them: say 1 to \(count). Nothing was changed.", code: .data)
    case .unchanged:
      throw Failure(message: "\(number) says that already. Nothing was changed.", code: .data)
    case .withdrawn(let withdrawal):
      throw Failure(
        message:
          "\(number) was withdrawn by its filer with \(withdrawal), and is not corrected any more. Nothing was changed.",
        code: .data)
    case .filedAfterRegistration(let day):
      throw Failure(
        message: "\(number) was registered on \(day): it was filed on that day or before. Nothing was changed.",
        code: .data)
    }
  }

  static func lines(_ corrections: [EntryCorrection]) -> [String] {
    corrections.flatMap { correction in
      [
        "  corrected      \(change(correction))",
        "                 by \(correction.statement.person), \(ListTime.zoned(correction.at)); reason: \(correction.statement.reason)",
      ]
    }
  }

  static func json(_ correction: EntryCorrection) -> JSONValue {
    [
      "number": .string(correction.number.description), "field": .string(correction.place.field.rawValue),
      "part": correction.place.part.map { JSONValue($0 + 1) } ?? nil, "was": JSONValue(correction.was),
      "value": .string(correction.value), "person": .string(correction.statement.person),
      "reason": .string(correction.statement.reason), "at": .string(correction.at.description),
    ]
  }

  private static func change(_ correction: EntryCorrection) -> String {
    let whose = correction.place.field.part.map { " of \($0.rawValue) \((correction.place.part ?? 0) + 1)" } ?? ""
    let was = correction.was.map { "\"\(TextTable.visible($0))\"" } ?? "nothing"
    return "\(correction.place.field.rawValue)\(whose) was \(was), is \"\(TextTable.visible(correction.value))\""
  }
}
