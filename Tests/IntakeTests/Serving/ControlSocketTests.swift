import Foundation
import Glibc
import Testing

@testable import Intake

@Suite struct ControlSocketTests {
  /// The kernel resets the connection of a process that dies with a question unread.
  @Test func aServiceThatIsKilledBeforeItReadsHasNotAnswered() async throws {
    let test = try TestRoot()
    let root = test.root
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = "/proc/self/fd/\(root.state.number)/control"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0 && listen(listener, 1) == 0)
    let killed = Thread {
      let connection = accept(listener, nil, nil)
      var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
      poll(&waiting, 1, -1)
      close(connection)
    }
    killed.start()
    #expect(try ControlSocket.ask("scan", of: root) == nil)
  }
}
