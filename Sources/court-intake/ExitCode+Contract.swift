import ArgumentParser
import FilingStore
import Glibc
import Intake
import XMLSignature

/// The exit codes that scripts rely on (DESIGN.md §7, after sysexits.h).
extension ExitCode {
  /// Findings block (`check`, `verify`, `run --strict`, `held accept`).
  static let findings = ExitCode(1)
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

extension AsyncParsableCommand {
  /// Runs the body and turns what it throws into a message and an exit code.
  func reporting(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let failure as Failure {
      StandardError.write(failure.message)
      throw failure.code
    } catch let failure as ConfigurationDefects {
      StandardError.write("\(failure)")
      throw ExitCode.configuration
    } catch let failure as FileFailure {
      StandardError.write("court-intake: \(failure). Nothing was lost; mend the cause and run it again.")
      throw ExitCode.inputOutput
    } catch let failure as SourceFailure {
      StandardError.write("court-intake: \(failure). Nothing was lost; mend the cause and run it again.")
      throw ExitCode.inputOutput
    } catch let failure as StoreFailure {
      StandardError.write("court-intake: \(failure). Nothing was lost; the next run goes on from there.")
      throw failure.isLocked ? ExitCode.temporary : ExitCode.inputOutput
    } catch let failure as StoreOpeningError {
      StandardError.write("court-intake: \(failure)")
      throw ExitCode.inputOutput
    } catch let violation as InvariantViolation {
      StandardError.write("court-intake: \(violation). This is our mistake: please report it. Nothing was changed.")
      throw ExitCode.internalFault
    } catch let failure as DeliveryFailure {
      StandardError.write("court-intake: a notice cannot be delivered: \(failure)")
      throw ExitCode.inputOutput
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
