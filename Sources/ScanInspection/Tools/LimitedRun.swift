import CIntakeSystem
import Glibc

/// One run of a program over octets that nobody trusts: within limits, in a folder that it may fill as it likes.
///
/// It blocks its thread. Whatever the program started is gone when it returns.
package struct LimitedRun: Sendable {
  package enum Ending: Sendable, Hashable {
    case exited(Int32)
    case killed(signal: Int32)
    case tookTooLong
    case wroteTooMuch
  }

  package let ending: Ending
  package let output: [UInt8]
  /// What it wrote to the error stream, line by line.
  package internal(set) var errors: [String]

  private static let longestErrors = 64 << 10

  /// - Parameter arguments: The program's full path, and what comes after it.
  package init(_ arguments: [String], in folder: String, limits: ChildLimits) throws(ScanFailure) {
    let outputs = try Pipe()
    let errors = try Pipe()
    // No variable of ours: programs behave alike everywhere, and learn nothing.
    // Threads count as processes, of which it may have none more.
    let environment = [
      "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(folder)", "TMPDIR=\(folder)", "OMP_THREAD_LIMIT=1",
    ]
    var kernel = limits.ofKernel
    let process = Self.withCStrings(arguments) { arguments in
      Self.withCStrings(environment) { environment in
        intake_start_limited(arguments[0], arguments, environment, folder, outputs.end, errors.end, &kernel)
      }
    }
    guard process > 0 else { throw ScanFailure("start \(arguments[0])", code: -process) }
    outputs.closeEnd()
    errors.closeEnd()
    var said = Said(outputs: outputs, errors: errors, limit: limits.output)
    ending = try Self.watch(process, saying: &said, for: limits.time)
    output = said.output
    self.errors = String(decoding: said.complaint.prefix(Self.longestErrors), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  private static func watch(
    _ process: Int32, saying said: inout Said, for time: Duration
  ) throws(ScanFailure) -> Ending {
    let descriptor = intake_open_process(process)
    defer { if descriptor >= 0 { close(descriptor) } }
    let deadline = SuspendingClock.now.advanced(by: time)
    var cut: Ending?
    var failure: Int32 = descriptor < 0 ? -descriptor : 0
    while cut == nil, failure == 0 {
      var polled = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), said.outputs.polled, said.errors.polled,
      ]
      let left = SuspendingClock.now.duration(to: deadline) / .milliseconds(1)
      let count = poll(&polled, 3, Int32(min(max(left.rounded(.up), 0), 3_600_000)))
      if count < 0, errno != EINTR { failure = errno }
      if count == 0, SuspendingClock.now >= deadline { cut = .tookTooLong }
      guard count > 0 else { continue }
      if polled[1].revents != 0 { said.hearOutput() }
      if polled[2].revents != 0 { said.hearErrors() }
      if said.isTooLong { cut = .wroteTooMuch }
      // What it said last is still in the pipes.
      if polled[0].revents != 0, polled[1].revents == 0, polled[2].revents == 0 { break }
    }
    // Before the process is reaped, its number and that of its group are its own.
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard failure == 0 else { throw ScanFailure("watch a program", code: failure) }
    let signal = status & 0x7f
    return cut ?? (signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal))
  }

  /// What a program has said so far.
  private struct Said {
    let outputs: Pipe
    let errors: Pipe
    let limit: Int
    var output: [UInt8] = []
    var complaint: [UInt8] = []

    var isTooLong: Bool { output.count > limit || complaint.count > limit }

    mutating func hearOutput() { outputs.read(into: &output) }
    mutating func hearErrors() { errors.read(into: &complaint) }
  }

  private final class Pipe {
    /// The child's end.
    private(set) var end: Int32
    private var own: Int32

    init() throws(ScanFailure) {
      var ends: [Int32] = [-1, -1]
      let made = intake_pipe(&ends)
      guard made == 0 else { throw ScanFailure("make a pipe", code: -made) }
      (own, end) = (ends[0], ends[1])
    }

    deinit {
      closeEnd()
      if own >= 0 { close(own) }
    }

    /// Negative descriptors are passed over by the kernel.
    var polled: pollfd { pollfd(fd: own, events: Int16(POLLIN), revents: 0) }

    func closeEnd() {
      if end >= 0 { close(end) }
      end = -1
    }

    func read(into octets: inout [UInt8]) {
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = Glibc.read(own, &buffer, buffer.count)
      if count > 0 { octets += buffer[..<count] }
      guard count == 0 || count < 0 && errno != EINTR else { return }
      close(own)
      own = -1
    }
  }
}
