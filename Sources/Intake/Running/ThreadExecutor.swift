import Foundation

/// Threads of our own for work that burns the processor or blocks: the cooperative pool has one thread a core, and
/// verification on it would starve the writer. The threads last as long as the process.
package final class ThreadExecutor: TaskExecutor {
  private let queue = JobQueue()

  package init(threads: Int, name: String) {
    precondition(threads > 0, "an executor without threads runs nothing")
    for number in 0..<threads {
      let thread = Thread { [queue, unowned self] in
        while true { queue.next().runSynchronously(on: self.asUnownedTaskExecutor()) }
      }
      thread.name = "\(name)-\(number)"
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  package func enqueue(_ job: consuming ExecutorJob) { queue.append(UnownedJob(job)) }
}

/// Jobs in the order in which they came, handed to whichever thread waits.
///
/// Sendable by hand: the condition guards the jobs.
private final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var taken = 0

  func append(_ job: UnownedJob) {
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  func next() -> UnownedJob {
    condition.lock()
    defer { condition.unlock() }
    while taken == jobs.count { condition.wait() }
    let job = jobs[taken]
    taken += 1
    if taken == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      taken = 0
    }
    return job
  }
}
