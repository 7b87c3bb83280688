import FilingStore
import Glibc
import Synchronization

/// What a program did with the notices that it was given.
struct HandOverResult: Sendable {
  struct Failure: Sendable {
    let notice: IntentID
    /// In a row, this one included.
    let attempts: Int
    let reason: String
  }

  let recipient: String
  var handedOver: [IntentID] = []
  /// What came after it was not tried.
  var failure: Failure?
}

/// Gives a recipient's program its notices, one after the other, until it fails. It blocks its thread.
struct HandOverJob: Sendable {
  let recipient: String
  let due: [OwedHandOver]
  let program: HandOverPrograms.Program
  let store: ByteStore
  let spool: HandOverSpool
  let stop: StopSwitch

  func run() -> HandOverResult {
    var result = HandOverResult(recipient: recipient)
    for owed in due {
      do throws(FileFailure) {
        let notice = owed.notice
        let path = try spool.put(store.octets(of: notice), under: notice.fileName)
        defer { spool.remove(notice.fileName) }
        let run = ProgramRun(
          program.arguments + [path, NoticePage.id(named: notice.fileName)], timeLimit: program.timeLimit, until: stop)
        switch run.ending {
        case .exited(0): result.handedOver.append(notice.intent)
        // It was not the program's fault, so that nothing is held against it.
        case .stopped: return result
        default:
          let place = spool.keep(run.output, of: recipient)
          result.failure = failure(owed, "\(run.ending.reason(program))\(place.map { "; it wrote \($0)" } ?? "")")
        }
      } catch {
        result.failure = failure(owed, "\(error)")
      }
      if result.failure != nil { return result }
    }
    spool.forget(outputOf: recipient)
    return result
  }

  private func failure(_ owed: OwedHandOver, _ reason: String) -> HandOverResult.Failure {
    HandOverResult.Failure(notice: owed.notice.intent, attempts: owed.attempts + 1, reason: reason)
  }
}

extension ProgramRun.Ending {
  fileprivate func reason(_ program: HandOverPrograms.Program) -> String {
    let name = program.arguments.first ?? ""
    return switch self {
    case .exited(let status): "\(name) ended with \(status)"
    case .killed(let signal): "\(name) was ended by signal \(signal)"
    case .tookTooLong: "\(name) took longer than \(DurationText.text(of: program.timeLimit))"
    case .stopped: "\(name) was stopped"
    case .notStarted(let code): "\(name) cannot be run: \(String(cString: strerror(code)))"
    }
  }
}

/// What programs did and nobody has noted yet.
final class HandOverResults: Sendable {
  private let results = Mutex<[HandOverResult]>([])

  func post(_ result: HandOverResult) { results.withLock { $0.append(result) } }

  func take() -> [HandOverResult] {
    results.withLock { results in
      defer { results = [] }
      return results
    }
  }
}
