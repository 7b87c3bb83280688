import Foundation

/// A script of `Tests/Oracles`, run with the interpreter that TEST_PYTHON names: the other implementations that
/// ours is compared with.
package enum PythonOracle {
  package struct Failed: Error, CustomStringConvertible {
    package let script: String
    package let status: Int32

    package var description: String { "\(script) ended with \(status)" }
  }

  /// Why the oracles cannot run; nil when they can.
  package static let missing: String? = {
    guard start("/usr/bin/env", ["xmlsec1", "--version"]) == 0 else { return "xmlsec1 is not installed" }
    guard start("/usr/bin/env", [python, "-c", "import lxml, signxml, cryptography"]) == 0 else {
      return
        "\(python) has no lxml, signxml and cryptography (Tests/requirements.txt); TEST_PYTHON may name one that has"
    }
    return nil
  }()

  private static let python = ProcessInfo.processInfo.environment["TEST_PYTHON"] ?? "python3"
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Oracles")

  package static func run(_ script: String, _ arguments: [String]) throws {
    let status = start("/usr/bin/env", [python, folder.appending(path: script).path] + arguments)
    guard status == 0 else { throw Failed(script: script, status: status) }
  }

  private static func start(_ program: String, _ arguments: [String]) -> Int32 {
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
