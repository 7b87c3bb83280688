import Foundation
import GRDB
import Glibc

/// A root that `init` made, in a folder of its own, in which ``Filer`` is trusted.
final class ProgramRoot {
  /// Holds the root alone, so that what strays out of it shows.
  let surroundings: TemporaryFolder
  let path: String
  var program = Program()

  init() throws {
    surroundings = try TemporaryFolder()
    path = surroundings.path + "/root"
    guard try program.run(["init", path]).exitCode == 0 else { throw MissingValue() }
    try Filer.shared.get().anchor.write(toFile: "\(path)/trust/test.pem", atomically: false, encoding: .utf8)
    try """
    name: test
    issuer:
      - oid: 2.5.4.3
        pattern: \(Filer.issuerName)
    personalNumber:
      oid: 2.5.4.5
      pattern: "PNOAZ-{FIN}"
    """.write(toFile: "\(path)/issuers/test.yaml", atomically: false, encoding: .utf8)
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    // Nobody writes into these inboxes while they are looked at, and `kill -9` is not the package's fault.
    program.environment = ["COURT_INTAKE_SETTLE_TERM": "10ms", "COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE": "100"]
  }

  var inbox: String { "\(path)/inbox/integrators" }
  var claims: String { "\(path)/inbox/.claims/integrators" }
  var quarantine: String { "\(path)/quarantine" }

  static let run = ["run", "--once", "--json", "--root"]

  /// One run; an object for each item, then the totals.
  func run(_ options: [String] = [], within limit: Duration = .seconds(120)) throws -> Program.Result {
    try program.run(Self.run + [path] + options, within: limit)
  }

  /// What is shown to a person who says why.
  func look(_ arguments: [String]) throws -> Program.Result {
    try program.run(arguments + ["--root", path, "--person", "A. Clerk", "--reason", "Asked by the filer"])
  }

  /// Starts the service, and waits until it can be asked.
  func startService() throws -> RunningProgram {
    let service = try program.start(["run", "--root", path])
    // The socket is there when the service is; that the process goes on is asked for meanwhile.
    while !FileManager.default.fileExists(atPath: "\(path)/state/control") {
      guard !service.ends(within: .milliseconds(20)) else { throw MissingValue() }
    }
    return service
  }

  @discardableResult
  func stop(_ service: RunningProgram) throws -> Program.Result {
    service.send(SIGTERM)
    guard service.ends(within: .seconds(60)) else { throw MissingValue() }
    return try service.result()
  }

  func status() throws -> [String: Any] {
    try present(try program.run(["status", "--json", "--root", path]).objects.first)
  }

  /// An object for each observation, then the totals.
  func fsck(_ options: [String] = []) throws -> Program.Result {
    try program.run(["fsck", "--json", "--root", path] + options)
  }

  func put(_ name: String, _ octets: Data) throws { try octets.write(to: URL(filePath: "\(inbox)/\(name)")) }

  func put(_ name: String, _ text: String) throws { try put(name, Data(text.utf8)) }

  func putFolder(_ name: String, _ files: [String: Data]) throws {
    for (file, octets) in files {
      let url = URL(filePath: "\(inbox)/\(name)/\(file)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try octets.write(to: url)
    }
  }

  /// SQL as a bug or an intruder would run it: past triggers and references, which stand again afterwards.
  func intrude(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: "\(path)/state/register.db", configuration: configuration)
    try queue.write { database in
      let triggers = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
      try database.execute(sql: sql)
      for trigger in triggers { try database.execute(sql: trigger[1]) }
    }
    try queue.close()
  }

  /// The register, as any SQLite reader sees it.
  func register<Value>(_ question: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: "\(path)/state/register.db", configuration: configuration).read(question)
  }
}
