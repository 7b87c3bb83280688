import Filing
import FilingStore
import XMLSignature

/// What a person decided, as commands print it.
enum ClerkReport {
  static func lines(_ action: ClerkAction) -> [String] {
    [
      "  clerk          \(action.kind.rawValue) by \(action.statement.person), \(ListTime.zoned(action.at))",
      "                 reason: \(action.statement.reason)",
    ] + (action.codes.isEmpty ? [] : ["                 overridden: \(codes(of: action))"])
      + (action.releasedAs.map { ["                 came anew as package \($0.value)"] } ?? [])
  }

  static func json(_ action: ClerkAction) -> JSONValue {
    [
      "action": .string(action.kind.rawValue), "person": .string(action.statement.person),
      "reason": .string(action.statement.reason), "codes": .array(action.codes.map { .string($0.rawValue) }),
      "at": .string(action.at.description), "releasedAs": action.releasedAs.map { JSONValue($0.value) } ?? nil,
    ]
  }

  static func codes(of action: ClerkAction) -> String { action.codes.map(\.rawValue).joined(separator: ", ") }
}
