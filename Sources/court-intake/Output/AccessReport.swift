import FilingStore
import Intake
import XMLSignature

/// Looks at parties' data for people and programs.
enum AccessReport {
  static func text(_ accesses: [RegisterQueries.Access]) -> String {
    guard !accesses.isEmpty else { return "Nobody looked." }
    var table = TextTable([("No.", nil), ("When (Asia/Baku)", nil), ("Who", 28), ("At what", 40), ("Why", 40)])
    for access in accesses {
      table.add([
        "\(access.id)", ListTime.local(access.at), access.statement.person, access.what, access.statement.reason,
      ])
    }
    return table.text
  }

  static func json(_ access: RegisterQueries.Access) -> JSONValue {
    [
      "id": JSONValue(access.id), "at": .string(access.at.description), "person": .string(access.statement.person),
      "what": .string(access.what), "reason": .string(access.statement.reason),
    ]
  }
}
