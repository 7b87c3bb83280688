import Foundation

/// The command `openssl`, as another implementation that ours is compared with.
package enum OpenSSLCommand {
  /// Whether it can be run.
  package static let isInstalled = (try? run(["version"]).succeeded) ?? false

  package struct Outcome: Sendable {
    package let succeeded: Bool
    /// What it wrote to both outputs.
    package let text: String
  }

  package static func run(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(succeeded: process.terminationStatus == 0, text: text)
  }
}
