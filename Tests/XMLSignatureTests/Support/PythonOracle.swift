import Foundation
import Testing

/// A script of `Tests/Oracles`, run with the interpreter that COURT_INTAKE_PYTHON names.
enum PythonOracle {
  /// Why the oracles cannot run; nil when they can.
  static let missing: String? = {
    guard run("/usr/bin/env", ["xmlsec1", "--version"]) == 0 else { return "xmlsec1 is not installed" }
    guard run("/usr/bin/env", [python, "-c", "import lxml, signxml, cryptography"]) == 0 else {
      return
        "\(python) has no lxml, signxml and cryptography (Tests/requirements.txt); COURT_INTAKE_PYTHON may name one that has"
    }
    return nil
  }()

  private static let python = ProcessInfo.processInfo.environment["COURT_INTAKE_PYTHON"] ?? "python3"

  static func run(_ script: String, _ arguments: [String]) throws {
    let path = Corpora.packageRoot.appending(path: "Tests/Oracles/\(script)").path
    try #require(run("/usr/bin/env", [python, path] + arguments) == 0, "\(script) failed")
  }

  private static func run(_ program: String, _ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return -1
    }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
