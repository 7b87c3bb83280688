import Glibc

/// What systemd is told of the service (sd_notify(3)): when it is ready, that it lives, and that it ends. Where nobody listens,
/// nothing is told.
struct ServiceManager: Sendable {
  /// Where to tell it; a path, or with @ a name.
  private let address: String?

  init(environment: [String: String]) { address = environment["NOTIFY_SOCKET"] }

  func tell(_ state: String) {
    guard let address, !address.isEmpty, address.utf8.count < 108 else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var octets = Array(address.utf8)
    // An abstract name begins with a zero.
    if octets[0] == UInt8(ascii: "@") { octets[0] = 0 }
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: octets) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + octets.count)
    let message = Array(state.utf8)
    withUnsafePointer(to: &target) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
