import CIntakeSystem
import Glibc

/// One run of a program that the operator named: without a shell, in a process group of its own, for a limited time.
///
/// It blocks its thread. Whatever the program started is gone when it returns, and its output never grows beyond a bound.
struct ProgramRun: Sendable {
  enum Ending: Sendable, Hashable {
    case exited(Int32)
    case killed(signal: Int32)
    case tookTooLong
    /// The service stops; the program was not allowed to finish.
    case stopped
    case notStarted(code: Int32)
  }

  let ending: Ending
  /// The first octets of what it wrote.
  let output: [UInt8]

  static let outputLimit = 4096
  /// Between the request to end and the end.
  private static let grace: Int32 = 2000

  init(_ arguments: [String], timeLimit: Duration, until stop: StopSwitch) {
    var ends: [Int32] = [-1, -1]
    let piped = intake_pipe(&ends)
    guard piped == 0 else {
      (ending, output) = (.notStarted(code: -piped), [])
      return
    }
    defer { close(ends[0]) }
    let process: pid_t
    switch Self.spawn(arguments, output: ends[1]) {
    case .success(let started): process = started
    case .failure(let failure):
      close(ends[1])
      (ending, output) = (.notStarted(code: failure.code), [])
      return
    }
    close(ends[1])
    (ending, output) = Self.watch(process, output: ends[0], timeLimit: timeLimit, until: stop)
  }

  private struct SpawnFailure: Error { let code: Int32 }

  private static func spawn(_ arguments: [String], output: Int32) -> Result<pid_t, SpawnFailure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The service ignores some signals and traps others; the program is to find them as they are by default.
    var (all, none) = (sigset_t(), sigset_t())
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    // The service's variables may hold secrets, and the manager's socket.
    let names: [String] = ["PATH", "HOME", "LANG", "TZ"]
    let environment = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
    var process: pid_t = 0
    let path = arguments[0]
    let code = withCStrings(arguments) { arguments in
      withCStrings(environment) { environment in
        posix_spawn(&process, path, &actions, &attributes, arguments, environment)
      }
    }
    return code == 0 ? .success(process) : .failure(SpawnFailure(code: code))
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  private static func watch(
    _ process: pid_t, output: Int32, timeLimit: Duration, until stop: StopSwitch
  ) -> (Ending, [UInt8]) {
    let descriptor = intake_open_process(process)
    var (written, ending) = ([UInt8](), descriptor < 0 ? Ending.notStarted(code: -descriptor) : nil)
    defer { if descriptor >= 0 { close(descriptor) } }
    let deadline = SuspendingClock.now.advanced(by: timeLimit)
    var isOpen = true
    while ending == nil {
      var polled = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0),
      ]
      let left = SuspendingClock.now.duration(to: deadline) / .milliseconds(1)
      let count = poll(&polled, 3, Int32(min(max(left.rounded(.up), 0), 3_600_000)))
      if count < 0, errno != EINTR { ending = .notStarted(code: errno) }
      if count == 0, SuspendingClock.now >= deadline { ending = .tookTooLong }
      if count > 0, polled[1].revents != 0 { ending = .stopped }
      if count > 0, polled[2].revents != 0 { isOpen = read(output, into: &written) }
      if count > 0, polled[0].revents != 0 { break }
    }
    if ending != nil {
      kill(-process, SIGTERM)
      if descriptor >= 0 {
        var ended = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&ended, 1, grace)
      }
    }
    // Before the process is reaped, its number and that of its group are its own.
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return (ending ?? (signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)), written)
  }

  /// - Returns: Whether there may be more.
  private static func read(_ descriptor: Int32, into written: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: outputLimit)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    written += buffer[..<min(count, outputLimit - written.count)]
    return true
  }
}

/// Turned once, it is seen by everyone who waits.
final class StopSwitch: Sendable {
  /// Readable at its end once the switch is turned.
  let descriptor: Int32
  private let held: Int32

  init() throws(FileFailure) {
    var ends: [Int32] = [-1, -1]
    let piped = intake_pipe(&ends)
    guard piped == 0 else { throw FileFailure("pipe", ".", code: -piped) }
    (descriptor, held) = (ends[0], ends[1])
  }

  func turn() { _ = write(held, "s", 1) }

  deinit {
    close(descriptor)
    close(held)
  }
}
