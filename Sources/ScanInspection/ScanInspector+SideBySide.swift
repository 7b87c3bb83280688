import Dispatch
import Foundation
import Synchronization

extension ScanInspector {
  /// A scan, and what is wanted of it.
  package struct Task: Sendable {
    package let scan: Scan
    package let readingCodes: Bool

    package init(_ scan: Scan, readingCodes: Bool) { (self.scan, self.readingCodes) = (scan, readingCodes) }
  }

  /// Inspects scans side by side, on threads of its own: each waits for its programs, which the cooperative pool must not.
  ///
  /// - Parameter count: How many at a time; as many as there are processors is fastest.
  /// - Returns: A report for each, in their order.
  /// - Throws: The first failure. What has begun comes to its end before, the rest does not begin.
  package func inspect(
    _ tasks: [Task], atOnce count: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws(ScanFailure) -> [ScanReport] {
    let line = InspectionLine(of: tasks.count)
    let threads = DispatchGroup()
    for _ in 0..<min(max(count, 1), tasks.count) {
      threads.enter()
      Thread.detachNewThread {
        while let index = line.next() {
          line.take(
            Result { () throws(ScanFailure) in
              guard !isStopping() else { throw ScanFailure("look into \(tasks[index].scan.name)", code: ECANCELED) }
              return try inspect(tasks[index].scan, readingCodes: tasks[index].readingCodes)
            }, of: index)
        }
        threads.leave()
      }
    }
    threads.wait()
    return try line.reports()
  }
}

/// Which scan is next, and what became of those before it.
private final class InspectionLine: Sendable {
  private struct State {
    var next = 0
    var reports: [ScanReport?]
    var failure: ScanFailure?
  }

  private let state: Mutex<State>

  init(of count: Int) { state = Mutex(State(reports: Array(repeating: nil, count: count))) }

  /// Nil when there is none left, or one has failed.
  func next() -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.next < state.reports.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func take(_ result: Result<ScanReport, ScanFailure>, of index: Int) {
    state.withLock { state in
      switch result {
      case .success(let report): state.reports[index] = report
      case .failure(let failure): state.failure = state.failure ?? failure
      }
    }
  }

  func reports() throws(ScanFailure) -> [ScanReport] {
    let (reports, failure) = state.withLock { ($0.reports, $0.failure) }
    if let failure { throw failure }
    return reports.compactMap(\.self)
  }
}
