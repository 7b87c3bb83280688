import Foundation

/// Threads of our own for work that burns the processor or blocks: the cooperative pool has one thread a core, and
/// verification on it would starve the writer. They end with the executor, which its owner keeps until its work is done.
package final class ThreadExecutor: TaskExecutor {
  private let queue = JobQueue()

  package init(threads: Int, name: String) {
    precondition(threads > 0, "an executor without threads runs nothing")
    for number in 0..<threads {
      let thread = Thread { [queue, unowned self] in
        while let job = queue.next() { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
      }
      thread.name = "\(name)-\(number)"
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  deinit { queue.close() }

  package func enqueue(_ job: consuming ExecutorJob) { queue.append(UnownedJob(job)) }
}

/// Jobs in the order in which they came, handed to whichever thread waits.
///
/// Sendable by hand: the condition guards the jobs.
private final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var taken = 0
  private var isClosed = false

  func append(_ job: UnownedJob) {
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  /// Lets the threads that wait, and those that come back for more, end.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for a job; nil when there will be none.
  func next() -> UnownedJob? {
    condition.lock()
    defer { condition.unlock() }
    while taken == jobs.count {
      if isClosed { return nil }
      condition.wait()
    }
    let job = jobs[taken]
    taken += 1
    if taken == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      taken = 0
    }
    return job
  }
}
