import Synchronization

/// Messages from any thread to one task that waits for them, or for a time.
package final class Mailbox<Message: Sendable>: Sendable {
  private struct State {
    var messages: [Message] = []
    var waiter: CheckedContinuation<Void, Never>?
    /// Tells a timer that its waiter is gone.
    var waits = 0

    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
      defer { waiter = nil }
      return waiter
    }
  }

  private let state = Mutex(State())

  package init() {}

  package func post(_ message: Message) {
    let waiter = state.withLock { state in
      state.messages.append(message)
      return state.takeWaiter()
    }
    waiter?.resume()
  }

  /// Everything that was posted; when there is nothing, waits for it until the deadline.
  package func next(until deadline: SuspendingClock.Instant) async -> [Message] {
    if let messages = take() { return messages }
    guard deadline > .now else { return [] }
    let number = state.withLock { state in
      state.waits += 1
      return state.waits
    }
    let timer = Task { [self] in
      try await Task.sleep(until: deadline, clock: .suspending)
      state.withLock { $0.waits == number ? $0.takeWaiter() : nil }?.resume()
    }
    await withCheckedContinuation { continuation in
      let isLate = state.withLock { state in
        guard state.messages.isEmpty, deadline > .now else { return true }
        state.waiter = continuation
        return false
      }
      if isLate { continuation.resume() }
    }
    timer.cancel()
    return take() ?? []
  }

  private func take() -> [Message]? {
    state.withLock { state in
      guard !state.messages.isEmpty else { return nil }
      defer { state.messages = [] }
      return state.messages
    }
  }
}
