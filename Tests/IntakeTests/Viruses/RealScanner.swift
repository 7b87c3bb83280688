import Foundation

@testable import Intake

/// Debian's clamd with one signature, that of the EICAR test file, in a folder of its own.
final class RealScanner {
  static let program = "/usr/sbin/clamd"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  private let folder: URL
  private var process: Process?

  private struct EndedEarly: Error { let output: String }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "clamd-\(UUID().uuidString)")
    let database = folder.appending(path: "database")
    try FileManager.default.createDirectory(at: database, withIntermediateDirectories: true)
    // Name, any kind of file, anywhere in it, octets.
    let octets = VirusScanFixture.eicar.utf8.map { String(format: "%02x", $0) }.joined()
    try "Eicar-Test-Signature:0:*:\(octets)\n".write(
      to: database.appending(path: "eicar.ndb"), atomically: false, encoding: .utf8)
    try """
    LocalSocket \(socket)
    DatabaseDirectory \(database.path)
    TemporaryDirectory \(folder.path)
    Foreground yes
    AlertExceedsMax yes
    StreamMaxLength 1M

    """.write(to: folder.appending(path: "clamd.conf"), atomically: false, encoding: .utf8)
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(at: folder)
  }

  private var socket: String { folder.appending(path: "clamd.ctl").path }

  var settings: VirusScanSettings { VirusScanSettings(socket: socket) }

  /// Returns when it takes documents.
  func start() throws {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: Self.program)
    process.arguments = ["--config-file", folder.appending(path: "clamd.conf").path]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    self.process = process
    var said = ""
    // What it says last before it waits for the first connection.
    while !said.contains("Self checking every") {
      let octets = output.fileHandleForReading.availableData
      guard !octets.isEmpty else { throw EndedEarly(output: said) }
      said += String(decoding: octets, as: UTF8.self)
    }
  }

  func stop() {
    process?.terminate()
    process?.waitUntilExit()
    process = nil
  }
}
