import Dispatch
import Foundation
import Glibc

/// The built `court-intake`, started as a process of its own, as scripts and people start it.
struct Program {
  /// What a process left when it ended.
  struct Result {
    let output: String
    let errors: String
    /// nil when a signal ended it.
    let exitCode: Int32?

    /// Every line of the output as a JSON object.
    var objects: [[String: Any]] {
      get throws {
        try output.split(separator: "\n").map { line in
          try present(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
      }
    }
  }

  /// It did not end in time: a hang.
  struct Hang: Error {
    let arguments: [String]
  }

  /// What TEST_PROGRAM names, such as a release build; else what stands beside the test bundle, where the build made both.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["TEST_PROGRAM"] { return named }
    let bundles = Bundle.allBundles.map(\.bundlePath) + CommandLine.arguments.prefix(1)
    let folders = bundles.map { URL(filePath: $0).deletingLastPathComponent() }
    let candidates = folders.flatMap { [$0, $0.deletingLastPathComponent()] }.map {
      $0.appending(path: "court-intake").path
    }
    guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
      preconditionFailure("court-intake stands in none of \(candidates)")
    }
    return found
  }()

  /// Settings of the environment that a test adds.
  var environment: [String: String] = [:]
  /// A command that starts the program, with its arguments: another user, less memory.
  var prefix: [String] = []
  var folder: String?

  /// Runs to the end.
  /// - Throws: ``Hang`` when the end does not come.
  func run(_ arguments: [String], within limit: Duration = .seconds(120)) throws -> Result {
    let running = try start(arguments)
    guard running.ends(within: limit) else {
      running.kill()
      throw Hang(arguments: arguments)
    }
    return try running.result()
  }

  func start(_ arguments: [String]) throws -> RunningProgram {
    try RunningProgram(prefix + [Self.path] + arguments, environment: environment, folder: folder)
  }
}

/// A started program. Its output goes to files, so that nothing waits for a reader.
final class RunningProgram {
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let outputs: (URL, URL)
  private var hasEnded = false

  init(_ command: [String], environment: [String: String], folder: String?) throws {
    let base = FileManager.default.temporaryDirectory.appending(path: "court-intake-output-\(UUID().uuidString)").path
    outputs = (URL(filePath: base + ".out"), URL(filePath: base + ".err"))
    for url in [outputs.0, outputs.1] { try Data().write(to: url) }
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = FileHandle.nullDevice
    let handles = try (FileHandle(forWritingTo: outputs.0), FileHandle(forWritingTo: outputs.1))
    (process.standardOutput, process.standardError) = handles
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
    // They are the child's now; the process object would hold them open as long as the tests run.
    try handles.0.close()
    try handles.1.close()
  }

  deinit {
    for url in [outputs.0, outputs.1] { try? FileManager.default.removeItem(at: url) }
  }

  /// Waits for the end, and says whether it came.
  func ends(within limit: Duration) -> Bool {
    if hasEnded { return true }
    let nanoseconds = limit.components.seconds * 1_000_000_000 + limit.components.attoseconds / 1_000_000_000
    hasEnded = ended.wait(timeout: .now() + .nanoseconds(Int(nanoseconds))) == .success
    return hasEnded
  }

  /// What its descriptors are, in order.
  func openFiles() throws -> [String] {
    let folder = "/proc/\(process.processIdentifier)/fd"
    // One that is closed meanwhile is not open.
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }.sorted()
  }

  /// The most that was in memory at a time, in octets.
  func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let line = try present(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try present(Int(line.split(separator: " ")[1])) << 10
  }

  func send(_ signal: Int32) { _ = Glibc.kill(process.processIdentifier, signal) }

  /// `kill -9`, and waits for the end; no instruction of the program runs after it.
  func kill() {
    _ = Glibc.kill(process.processIdentifier, SIGKILL)
    _ = ends(within: .seconds(60))
  }

  /// What it has written to the error stream so far.
  var errors: String {
    get throws { String(decoding: try Data(contentsOf: outputs.1), as: UTF8.self) }
  }

  func result() throws -> Program.Result {
    Program.Result(
      output: String(decoding: try Data(contentsOf: outputs.0), as: UTF8.self), errors: try errors,
      exitCode: process.terminationReason == .exit ? process.terminationStatus : nil)
  }
}

struct MissingValue: Error {}

/// The value, or a failed test.
func present<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw MissingValue() }
  return value
}
