import Foundation

/// Reads on a thread of its own, while what was read is taken in on this one: of the two, the slower is waited for and not both.
struct ReadAhead<Part: Sendable, Outcome: Sendable>: Sendable {
  /// Hands every part to the body, and ends with what that throws.
  let read: @Sendable (_ body: (Part) throws -> Void) throws -> Outcome

  /// - Throws: What `read` throws, and what `take` throws, at once. Nothing is read any more when it returns.
  func run(_ take: (Part) throws -> Void) throws -> Outcome {
    let handover = Handover<Part, Outcome>()
    let thread = Thread { [read] in handover.fill(from: read) }
    thread.name = "read-ahead"
    thread.stackSize = 1 << 20
    thread.start()
    defer { handover.abandon() }
    while true {
      switch try handover.next() {
      case .parts(let batch): for part in batch { try take(part) }
      case .end(let outcome): return outcome
      }
    }
  }
}

/// Parts on their way from one thread to the other, so few that memory stays flat.
///
/// Sendable by hand: the condition guards them.
private final class Handover<Part: Sendable, Outcome: Sendable>: @unchecked Sendable {
  enum Piece {
    case parts([Part])
    case end(Outcome)
  }

  private struct Abandoned: Error {}

  private let condition = NSCondition()
  private var batches: [[Part]] = []
  private var end: Result<Outcome, any Error>?
  private var isAbandoned = false
  private let batchSize = 128
  private let mostBatches = 4

  // MARK: The thread that reads

  func fill(from read: (_ body: (Part) throws -> Void) throws -> Outcome) {
    let result = Result<Outcome, any Error> {
      var batch: [Part] = []
      let outcome = try read { part in
        batch.append(part)
        guard batch.count == batchSize else { return }
        try hand(batch)
        batch.removeAll(keepingCapacity: true)
      }
      try hand(batch)
      return outcome
    }
    condition.lock()
    end = result
    condition.broadcast()
    condition.unlock()
  }

  private func hand(_ batch: [Part]) throws {
    condition.lock()
    defer { condition.unlock() }
    while batches.count == mostBatches, !isAbandoned { condition.wait() }
    if isAbandoned { throw Abandoned() }
    batches.append(batch)
    condition.broadcast()
  }

  // MARK: The thread that takes

  /// The next parts in their order, and what came of it when there are no more.
  func next() throws -> Piece {
    condition.lock()
    defer { condition.unlock() }
    while batches.isEmpty {
      if let end { return .end(try end.get()) }
      condition.wait()
    }
    condition.broadcast()
    return .parts(batches.removeFirst())
  }

  /// Waits until nothing is read any more.
  func abandon() {
    condition.lock()
    defer { condition.unlock() }
    isAbandoned = true
    condition.broadcast()
    while end == nil { condition.wait() }
  }
}
