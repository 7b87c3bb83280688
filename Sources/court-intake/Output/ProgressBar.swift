import Glibc
import Intake
import Synchronization

/// Shows how far a run has come: a bar on a terminal, a plain line now and then elsewhere. On the error stream, so that
/// results can be piped.
final class ProgressBar: Sendable {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let isQuiet: Bool
  /// What is counted.
  private let unit: String
  private let lastShown = Mutex<(decided: Int, phase: RunProgress.Phase?)>((0, nil))
  private static let width = 30
  private static let plainStep = 1000

  init(isQuiet: Bool, unit: String = "packages") {
    self.isQuiet = isQuiet
    self.unit = unit
  }

  func show(_ progress: RunProgress) {
    guard !isQuiet else { return }
    if isTerminal { draw(progress) } else { tell(progress) }
  }

  private func draw(_ progress: RunProgress) {
    guard progress.phase != .finished else { return StandardError.put("\r\u{1B}[K") }
    let share = progress.found == 0 ? 0 : Double(progress.decided) / Double(progress.found)
    let full = Int(share * Double(Self.width))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
    StandardError.put("\r\u{1B}[K\(bar) \(progress.decided)/\(progress.found) \(progress.phase.rawValue)")
  }

  private func tell(_ progress: RunProgress) {
    let isWorthALine = lastShown.withLock { last in
      let isNew = last.phase != progress.phase || progress.decided >= last.decided + Self.plainStep
      if isNew { last = (progress.decided, progress.phase) }
      return isNew
    }
    guard isWorthALine else { return }
    StandardError.write("\(progress.phase.rawValue): \(progress.decided) of \(progress.found) \(unit)")
  }
}
