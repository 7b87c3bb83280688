import CIntakeSystem
import Dispatch
import Foundation
import Glibc

/// The socket under `state/` through which other processes of the operator ask a running service for something; the folder's
/// mode says who may.
///
/// One request a connection: a line. One answer: everything until the end.
package final class ControlSocket: Sendable {
  /// Answers a request, from any thread, once.
  package typealias Answer = @Sendable (String) -> Void

  private let root: Root
  private let listener: Int32
  private let ended = DispatchSemaphore(value: 0)

  private static let name = FileName(known: "control")
  /// In octets; a decision's name and reason have room.
  private static let longestRequest = 8192
  /// In seconds; who connects and says nothing must not keep others waiting.
  private static let patience = 5

  /// - Parameters:
  ///   - root: Locked by this process, so that a socket that lies there is nobody's any more.
  ///   - serve: Called for each request from a thread of the socket.
  /// - Throws: ``FileFailure``.
  package init(_ root: Root, serve: @escaping @Sendable (_ request: String, _ answer: @escaping Answer) -> Void)
    throws(FileFailure)
  {
    self.root = root
    try root.state.remove(Self.name)
    listener = Self.open()
    guard listener >= 0 else { throw root.state.failure("socket", Self.name) }
    guard Self.withAddress(of: root, { bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0 else {
      let code = errno
      close(listener)
      throw root.state.failure("bind", Self.name, code: code)
    }
    let thread = Thread { [listener, ended] in
      Self.accept(from: listener, serve)
      ended.signal()
    }
    thread.name = "control"
    thread.start()
  }

  /// Takes no more requests; those that were taken are answered still.
  package func stop() {
    // Left behind, it would be in nobody's way.
    _ = try? root.state.remove(Self.name)
    shutdown(listener, Int32(SHUT_RDWR))
    ended.wait()
  }

  deinit { close(listener) }

  /// Asks the service that works on a root, and waits for its answer; nil when none listens.
  /// - Throws: ``FileFailure``.
  package static func ask(_ request: String, of root: Root) throws(FileFailure) -> String? {
    let connection = open()
    guard connection >= 0 else { throw root.state.failure("socket", name) }
    defer { close(connection) }
    guard withAddress(of: root, { connect(connection, $0, $1) }) == 0 else {
      switch errno {
      case ENOENT, ECONNREFUSED: return nil
      default: throw root.state.failure("connect", name)
      }
    }
    write(request + "\n", to: connection)
    guard let answer = read(from: connection, until: { _ in false }, atMost: .max) else {
      let code = errno
      // It was killed before it had read the question.
      if code == ECONNRESET { return nil }
      throw root.state.failure("read", name, code: code)
    }
    // A service that ended before it answered says nothing.
    return answer.isEmpty ? nil : answer
  }

  private static func open() -> Int32 {
    socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  }

  /// A path below the folder that is held: those of sockets may have no more than 107 octets.
  private static func withAddress<Result>(
    of root: Root, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    UnixSocketAddress.with("/proc/self/fd/\(root.state.number)/control", body)
  }

  private static func accept(
    from listener: Int32, _ serve: @escaping @Sendable (String, @escaping Answer) -> Void
  ) {
    while true {
      let connection = intake_accept(listener)
      guard connection >= 0 else {
        if [EINTR, ECONNABORTED].contains(-connection) { continue }
        return
      }
      var time = timeval(tv_sec: patience, tv_usec: 0)
      setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
      let newline = UInt8(ascii: "\n")
      guard let request = read(from: connection, until: { $0.contains(newline) }, atMost: longestRequest),
        request.hasSuffix("\n")
      else {
        close(connection)
        continue
      }
      serve(String(request.dropLast())) { answer in
        write(answer, to: connection)
        close(connection)
      }
    }
  }

  private static func read(from connection: Int32, until isDone: ([UInt8]) -> Bool, atMost limit: Int) -> String? {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while octets.count < limit, !isDone(octets) {
      let count = recv(connection, &buffer, min(buffer.count, limit - octets.count), 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      octets += buffer[..<count]
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// That who asked has gone is no reason to stop.
  private static func write(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
