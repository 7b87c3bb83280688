import ArgumentParser
import FilingStore
import Glibc
import Intake
import ScanInspection
import XMLSignature

/// The exit codes that scripts rely on (DESIGN.md §7, after sysexits.h).
extension ExitCode {
  /// Findings block (`check`, `verify`, `run --strict`, `held accept`), or no duty can be told (`assess`).
  static let findings = ExitCode(1)
  static let usage = ExitCode(64)
  static let data = ExitCode(65)
  /// A service that is needed is away.
  static let unavailable = ExitCode(69)
  static let internalFault = ExitCode(70)
  static let cannotCreate = ExitCode(73)
  static let inputOutput = ExitCode(74)
  /// Locked: try again.
  static let temporary = ExitCode(75)
  static let configuration = ExitCode(78)
}

/// Ends the program with a message on the standard error stream: what happened, where, and what to do.
struct Failure: Error {
  let message: String
  let code: ExitCode
}

extension Failure {
  /// What is said of an error of the libraries, and how the program ends; nil for one that is not theirs.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as ConfigurationDefects: self.init(message: "\(failure)", code: .configuration)
    case is FileFailure, is ScanFailure, is SourceFailure:
      self.init(
        message: "court-intake: \(error). Nothing was lost; mend the cause and run it again.", code: .inputOutput)
    case let failure as StoreFailure:
      self.init(
        message: "court-intake: \(failure). Nothing was lost; the next run goes on from there.",
        code: failure.isLocked ? .temporary : .inputOutput)
    case let failure as TextStoreFailure:
      self.init(
        message:
          "court-intake: \(failure). Nothing is lost with it: mend the cause, or make it anew with texts make --rebuild.",
        code: failure.isLocked ? .temporary : .inputOutput)
    case let defect as StackDefect:
      self.init(message: "court-intake: \(defect). See: court-intake fsck", code: .inputOutput)
    case let failure as StoreOpeningError: self.init(message: "court-intake: \(failure)", code: .inputOutput)
    case let violation as InvariantViolation:
      self.init(
        message: "court-intake: \(violation). This is our mistake: please report it. Nothing was changed.",
        code: .internalFault)
    case let defect as BackupDefect:
      let code: ExitCode =
        switch defect {
        case .notEmpty, .insideRoot: .cannotCreate
        default: .data
        }
      self.init(message: "court-intake: \(defect)", code: code)
    default: return nil
    }
  }
}

extension AsyncParsableCommand {
  /// Runs the body and turns what it throws into a message and an exit code.
  func reporting(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch {
      guard let failure = Failure(error) else { throw error }
      StandardError.write(failure.message)
      throw failure.code
    }
  }
}

/// Lines for people and for logs; results go to the standard output stream.
enum StandardError {
  static func write(_ line: String) { put(line + "\n") }

  /// Without a line end, for a progress bar. That nobody reads it is no reason to stop.
  static func put(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
