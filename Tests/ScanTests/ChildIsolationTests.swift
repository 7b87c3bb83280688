import Glibc
import ScanInspection
import Testing

/// What a program that looks into a scan cannot do, whatever the scan makes of it.
@Suite struct ChildIsolationTests {
  /// A port of ours that counts who knocks.
  private final class Door {
    private let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    private(set) var port: UInt16 = 0

    init() {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(listener, $0, length) + listen(listener, 4) + getsockname(listener, $0, &length)
        }
      }
      port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(listener) }

    var hasVisitor: Bool {
      let visitor = accept(listener, nil, nil)
      if visitor >= 0 { close(visitor) }
      return visitor >= 0
    }
  }

  private func run(_ script: String) throws -> LimitedRun {
    let folder = try WorkFolder()
    defer { withExtendedLifetime(folder) {} }
    return try LimitedRun(["/bin/bash", "-c", script], in: folder.path, limits: ChildLimits())
  }

  @Test func itReachesNoNetwork() throws {
    let door = Door()
    let run = try run("exec 3<>/dev/tcp/127.0.0.1/\(door.port)")
    #expect(run.ending != .exited(0) && !door.hasVisitor, "\(run.errors)")
  }

  @Test func itGetsNoVariableAndNoDescriptorOfOurs() throws {
    let door = Door()
    let run = try run("env; ls /proc/self/fd | wc -l")
    let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n")
    let names = Set(lines.dropLast().compactMap { $0.split(separator: "=").first.map(String.init) })
    #expect(
      names.isSubset(of: ["LC_ALL", "PATH", "HOME", "TMPDIR", "OMP_THREAD_LIMIT", "PWD", "SHLVL", "_", "OLDPWD"]),
      "\(names)")
    // Input, output, errors, and the folder that ls reads.
    #expect(lines.last.map(String.init) == "4", "\(lines)")
    _ = door
  }

  @Test func itGainsNoRights() throws {
    let run = try run("grep NoNewPrivs /proc/self/status")
    #expect(String(decoding: run.output, as: UTF8.self).contains("1"))
  }

  @Test func whatItStartedEndsWithIt() throws {
    let folder = try WorkFolder()
    let pipe = "\(folder.path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    var limits = ChildLimits()
    limits.time = .seconds(20)
    _ = try LimitedRun(
      ["/bin/bash", "-c", "exec 3>'\(pipe)'; (trap '' TERM HUP; exec sleep 1000) & exit 0"], in: folder.path,
      limits: limits)
    // Its end is seen by whoever reads what it holds open for writing.
    _ = fcntl(reader, F_SETFL, 0)
    var octet: UInt8 = 0
    #expect(read(reader, &octet, 1) == 0)
  }
}
