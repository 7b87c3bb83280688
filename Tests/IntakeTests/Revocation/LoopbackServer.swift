import Foundation
import Glibc
import Synchronization

/// A web server on the loopback address that answers as a test wants, well or badly.
final class LoopbackServer: Sendable {
  struct Request: Sendable {
    let method: String
    let path: String
    let headers: String
    let body: [UInt8]
  }

  enum Response: Sendable {
    case octets([UInt8], status: Int = 200)
    case redirect(to: String)
    /// Sends nothing, and keeps the connection open.
    case silence
    /// Sends one octet after the other, for ever.
    case drip
    /// Promises more than it sends, then ends.
    case cutOff
  }

  private let descriptor: Int32
  let port: UInt16
  private let requests = Mutex<[Request]>([])
  private let isOpen = Mutex(true)

  init(_ answer: @escaping @Sendable (Request) -> Response) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    port = UInt16(bigEndian: address.sin_port)
    Thread { [weak self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0, let self, self.isOpen.withLock({ $0 }) else { break }
        Thread { self.serve(connection, answer) }.start()
      }
    }.start()
  }

  deinit { close() }

  func close() {
    let wasOpen = isOpen.withLock { open in
      defer { open = false }
      return open
    }
    guard wasOpen else { return }
    shutdown(descriptor, Int32(SHUT_RDWR))
    Glibc.close(descriptor)
  }

  var address: String { "http://127.0.0.1:\(port)" }
  var received: [Request] { requests.withLock { $0 } }

  private func serve(_ connection: Int32, _ answer: @Sendable (Request) -> Response) {
    defer { Glibc.close(connection) }
    guard let request = Self.read(connection) else { return }
    requests.withLock { $0.append(request) }
    switch answer(request) {
    case .octets(let body, let status):
      Self.send("HTTP/1.1 \(status) Status\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n", connection)
      Self.send(body, connection)
    case .redirect(let place):
      Self.send(
        "HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", connection)
    case .silence:
      var octet: UInt8 = 0
      while recv(connection, &octet, 1, 0) > 0 {}
    case .drip:
      Self.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", connection)
      while Self.send([0x30], connection) { usleep(20_000) }
    case .cutOff: Self.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0", connection)
    }
  }

  private static func read(_ connection: Int32) -> Request? {
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let head = octets.firstRange(of: end) {
        let text = String(decoding: octets[..<head.lowerBound], as: UTF8.self)
        let length =
          text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) } ?? 0
        if octets.count - head.upperBound >= length {
          let parts = text.split(separator: " ")
          guard parts.count > 2 else { return nil }
          return Request(
            method: String(parts[0]), path: String(parts[1]), headers: text, body: Array(octets[head.upperBound...]))
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      octets += buffer[..<count]
    }
  }

  private static func send(_ text: String, _ connection: Int32) { send(Array(text.utf8), connection) }

  @discardableResult
  private static func send(_ octets: [UInt8], _ connection: Int32) -> Bool {
    var rest = octets[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
