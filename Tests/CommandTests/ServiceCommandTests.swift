import Foundation
import Glibc
import Testing

/// `run` without `--once`, as systemd and an operator use it.
@Suite(.timeLimit(.minutes(5))) struct ServiceCommandTests {
  @Test func aRunBesideAServiceAsksItToLookAndShowsWhatCame() throws {
    let root = try ProgramRoot()
    let filer = try Filer.shared.get()
    let service = try root.startService()
    try root.put("a.xml", filer.claim("service-1", document: Filer.document("one")))
    try root.put("b.xml", "no package")
    let beside = try root.run()
    #expect(beside.exitCode == 0)
    let verdicts = try beside.objects.compactMap { $0["verdict"] as? String }
    // One of them may have been taken before it was asked.
    #expect(Set(verdicts).isSubset(of: ["REGISTERED", "QUARANTINED"]))
    let status = try root.status()
    #expect(status["registered"] as? Int == 1 && status["quarantined"] as? Int == 1)
    let idle = try root.run()
    #expect(idle.exitCode == 0)
    #expect(try idle.objects.last?["received"] as? Int == 0)
    #expect(try root.stop(service).exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(root.path)/state/control"))
    #expect(try root.run().exitCode == 0)
  }

  @Test func settingsAreReadAgainAndDefectsChangeNothing() throws {
    let root = try ProgramRoot()
    let service = try root.startService()
    let settings = "\(root.path)/intake.yaml"
    let before = try String(contentsOfFile: settings, encoding: .utf8)
    try "\(before)\nsetleTerm: 2s\n".write(toFile: settings, atomically: false, encoding: .utf8)
    service.send(SIGHUP)
    while try !service.errors.contains("settings have defects") {
      try #require(!service.ends(within: .milliseconds(20)), "the service ended")
    }
    #expect(try root.run().exitCode == 78)
    try before.write(toFile: settings, atomically: false, encoding: .utf8)
    try root.put("a.xml", "no package")
    #expect(try root.run().exitCode == 0)
    #expect(try root.status()["quarantined"] as? Int == 1)
    let result = try root.stop(service)
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("setleTerm"))
  }

  @Test func aSecondServiceIsToldToTryAgain() throws {
    let root = try ProgramRoot()
    let service = try root.startService()
    #expect(try root.program.run(["run", "--root", root.path]).exitCode == 75)
    #expect(try root.stop(service).exitCode == 0)
  }

  /// sd_notify(3).
  @Test func theServiceManagerIsToldWhenItIsReadyThatItLivesAndThatItEnds() throws {
    let root = try ProgramRoot()
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/notify"
    let listener = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    root.program.environment["NOTIFY_SOCKET"] = path
    let service = try root.startService()
    #expect(try root.run().exitCode == 0)
    #expect(try root.stop(service).exitCode == 0)
    var told: [String] = []
    var buffer = [UInt8](repeating: 0, count: 512)
    while case let count = recv(listener, &buffer, buffer.count, Int32(MSG_DONTWAIT)), count > 0 {
      told.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
    #expect(told.first?.hasPrefix("READY=1") == true)
    #expect(told.contains("WATCHDOG=1"))
    #expect(told.contains("STOPPING=1"))
  }
}
