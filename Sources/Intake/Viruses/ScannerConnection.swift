import Glibc

/// One exchange with a scanner that listens on this computer. All of it ends before a deadline: a scanner that hangs, or answers
/// octet by octet for ever, keeps nobody longer.
struct ScannerConnection: ~Copyable {
  private let descriptor: Int32
  private let deadline: SuspendingClock.Instant
  private let timeLimit: Duration

  private static let longestAnswer = 4096

  init(to path: String, within timeLimit: Duration) throws(ScannerAbsence) {
    self.timeLimit = timeLimit
    deadline = .now.advanced(by: timeLimit)
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .failed("socket", code: errno) }
    // While the scanner's queue is full, connecting waits; as long as sending may.
    var time = timeval(tv_sec: Int(timeLimit.milliseconds / 1000), tv_usec: Int(timeLimit.milliseconds % 1000 * 1000))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    let code = UnixSocketAddress.with(path) { connect(descriptor, $0, $1) == 0 ? 0 : errno }
    guard code == 0 else { throw code == EAGAIN ? .silent(timeLimit) : .failed("connect", code: code) }
    guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { throw .failed("fcntl", code: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: False where the other side answered, or ended, before it had taken all. What it said is still to be received.
  func send(_ octets: [UInt8]) throws(ScannerAbsence) -> Bool {
    var rest = octets[...]
    while !rest.isEmpty {
      if try wait(for: POLLIN | POLLOUT) & POLLIN != 0 { return false }
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if ![EAGAIN, EINTR].contains(errno) {
        return false
      }
    }
    return true
  }

  /// The answer up to its zero octet.
  func receive() throws(ScannerAbsence) -> [UInt8] {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1024)
    while octets.count <= Self.longestAnswer {
      _ = try wait(for: POLLIN)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, [EAGAIN, EINTR].contains(errno) { continue }
      guard count > 0 else { throw .cutOff }
      octets += buffer[..<count]
      guard let end = octets.firstIndex(of: 0) else { continue }
      guard end == octets.index(before: octets.endIndex) else { throw .garbled }
      return Array(octets[..<end])
    }
    throw .garbled
  }

  /// - Returns: Which of the events have come.
  private func wait(for events: Int32) throws(ScannerAbsence) -> Int32 {
    while true {
      let left = SuspendingClock.now.duration(to: deadline)
      guard left > .zero else { throw .silent(timeLimit) }
      var polled = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let count = poll(&polled, 1, Int32(left.milliseconds) + 1)
      if count > 0 { return Int32(polled.revents) }
      if count < 0, errno != EINTR { throw .failed("poll", code: errno) }
    }
  }
}

/// Why a scanner said nothing that counts.
enum ScannerAbsence: Error, Sendable, Hashable {
  /// Nobody listens, or may not be spoken to.
  case failed(String, code: Int32)
  /// No answer in time.
  case silent(Duration)
  /// It ended in the middle.
  case cutOff
  /// It said what cannot be understood.
  case garbled

  /// In English, and without the paths of this computer: senders read it.
  var reason: String {
    switch self {
    case .failed(let call, let code): "nobody can be reached (\(call): \(String(cString: strerror(code))))"
    case .silent(let limit): "no answer within \(DurationText.text(of: limit))"
    case .cutOff: "the connection ended before the answer"
    case .garbled: "the answer cannot be understood"
    }
  }
}
