import Filing
import FilingStore
import Glibc
import Logging

/// The file that a monitoring system reads, written from a thread of its own. That it cannot be written stops nothing.
final class MetricsFile {
  private let metrics: IntakeMetrics
  private let clock: WallClock
  private let logger: Logger
  private let thread = ThreadExecutor(threads: 1, name: "metrics")
  private var writing: Task<String?, Never>?
  /// Why the last one was not written; told once.
  private var problem: String?

  init(_ metrics: IntakeMetrics, clock: WallClock, logger: Logger) {
    self.metrics = metrics
    self.clock = clock
    self.logger = logger
  }

  /// Begins to write the file, when the time before has ended.
  ///
  /// - Parameter path: Below the root where it does not begin with `/`.
  func write(to path: String) async {
    await finish()
    writing = Task(executorPreference: thread) { [metrics, clock] in metrics.write(to: path, at: clock.now()) }
  }

  func finish() async {
    guard let writing else { return }
    let latest = await writing.value
    self.writing = nil
    if let latest, latest != problem {
      logger.warning("the metrics cannot be written", metadata: ["reason": "\(latest)"])
    }
    problem = latest
  }
}

extension IntakeMetrics {
  /// Replaces the file as a whole: nobody sees half of it.
  ///
  /// - Returns: Why it was not written.
  fileprivate func write(to path: String, at now: Instant) -> String? {
    do {
      try Self.put(text(at: now), at: path.hasPrefix("/") ? path : "\(root.path)/\(path)")
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// It may lie in another program's folder, so that it is opened by its path; and it need not last.
  private static func put(_ text: String, at path: String) throws(FileFailure) {
    // Hidden, and always the same: what a process that was killed leaves is written over by the next.
    let slash = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let temporary = "\(path[..<slash]).\(path[slash...]).tmp"
    let opened = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw FileFailure("create", temporary) }
    var text = text
    let written = text.withUTF8 { Glibc.write(opened, $0.baseAddress, $0.count) == $0.count }
    let code = errno
    close(opened)
    guard written, rename(temporary, path) == 0 else {
      let failure = FileFailure(written ? "rename" : "write", path, code: written ? errno : code)
      unlink(temporary)
      throw failure
    }
  }
}
