import Foundation
import Glibc
import Synchronization

@testable import Intake

/// A virus scanner of this process that answers clamd's commands as a test wants, well or badly.
final class FakeScanner: Sendable {
  enum Behaviour: Sendable {
    /// These octets and a zero, when the stream has ended.
    case answer(String)
    /// The same, when the first chunk has come; then it ends.
    case interrupts(String)
    /// Takes everything and says nothing; of itself it says that it is there.
    case neverFinishes
    /// Says nothing to anybody.
    case hangs
    case cutOff
    /// Begins an answer that never ends.
    case endless
    /// An answer, and more after its end.
    case talksOn
  }

  let path: String
  private let listener: Int32
  private let behaviour: Behaviour
  private let log = Mutex<(commands: [String], streams: [[UInt8]])>(([], []))

  /// - Parameter path: A socket that is not there yet.
  init(_ behaviour: Behaviour, at path: String = FakeScanner.freePath()) throws {
    self.path = path
    self.behaviour = behaviour
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let listener = listener
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && listen(listener, 16) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    Thread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else { break }
        Thread { self.serve(connection) }.start()
      }
    }.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    unlink(path)
  }

  static func freePath() -> String {
    FileManager.default.temporaryDirectory.appending(path: "scanner-\(UUID().uuidString)").path
  }

  var settings: VirusScanSettings {
    var settings = VirusScanSettings(socket: path)
    // Long enough for a machine with other work; what tests silence shortens it.
    settings.timeLimit = .seconds(60)
    return settings
  }

  var commands: [String] { log.withLock { $0.commands } }
  /// What was sent to be scanned, whole.
  var streams: [[UInt8]] { log.withLock { $0.streams } }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let command = read(connection, until: 0) else { return }
    log.withLock { $0.commands.append(command) }
    if case .hangs = behaviour { return wait(connection) }
    if command == "zPING" { return say("PONG\0", connection) }
    var stream: [UInt8] = []
    while let head = read(connection, count: 4) {
      let length = head.reduce(0) { $0 << 8 | Int($1) }
      guard length > 0 else { break }
      guard let chunk = read(connection, count: length) else { return }
      stream += chunk
      if case .interrupts(let text) = behaviour { return say("\(text)\0", connection) }
    }
    log.withLock { $0.streams.append(stream) }
    switch behaviour {
    case .answer(let text): say("\(text)\0", connection)
    case .cutOff: say("stream: O", connection)
    case .talksOn: say("stream: OK\0stream: OK\0", connection)
    case .endless: while send(connection, [UInt8](repeating: 0x41, count: 512), 512, Int32(MSG_NOSIGNAL)) > 0 {}
    case .neverFinishes, .hangs, .interrupts: wait(connection)
    }
  }

  /// Until the other side has had enough.
  private func wait(_ connection: Int32) {
    var octet: UInt8 = 0
    while recv(connection, &octet, 1, 0) > 0 {}
  }

  private func say(_ text: String, _ connection: Int32) {
    let octets = Array(text.utf8)
    _ = send(connection, octets, octets.count, Int32(MSG_NOSIGNAL))
  }

  private func read(_ connection: Int32, until end: UInt8) -> String? {
    var octets: [UInt8] = []
    while let octet = read(connection, count: 1)?[0] {
      if octet == end { return String(decoding: octets, as: UTF8.self) }
      octets.append(octet)
    }
    return nil
  }

  private func read(_ connection: Int32, count: Int) -> [UInt8]? {
    var octets = [UInt8](repeating: 0, count: count)
    return recv(connection, &octets, count, Int32(MSG_WAITALL)) == count ? octets : nil
  }
}
