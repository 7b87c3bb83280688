import Filing
import Foundation
import Intake
import ScanBatches
import ScanInspection

/// A scanner's folder beside a root whose settings say what becomes of it.
final class ScanDesk {
  static let largestFile: Int64 = 64 << 20
  private let path: String
  let root: Root
  let folder: String
  let settings: Settings
  var tools = ScanTools()

  /// - Parameter index: How the list beside the scans is read.
  init(
    index: String = #"{delimiter: ";", columns: {file: fayl, case: iş, kind: növ, title: başlıq, pages: səhifə}}"#
  ) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "scan-desk-\(UUID().uuidString)").path
    folder = "\(path)/scans"
    let rootPath = "\(path)/root"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard let root = try Root.create(at: rootPath) else { throw NotEmpty() }
    self.root = root
    try RootTemplate.write(RootTemplate.files, into: root)
    let file = "\(rootPath)/intake.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try """
    \(text)
    scans:
      court-103:
        court: "103"
        operator: Skan otağı
        scanner: skaner-1
        seal: {key: none.key, certificate: none.pem}
        index: \(index)
    """.write(toFile: file, atomically: false, encoding: .utf8)
    settings = try IntakeConfiguration.load(rootPath: rootPath).settings
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private struct NotEmpty: Error {}

  func put(_ name: String, _ octets: [UInt8]) throws { try Data(octets).write(to: URL(filePath: "\(folder)/\(name)")) }

  func plan() throws -> BatchPlan {
    try BatchPlanner(
      settings.scans[0], severities: settings.severities, largestFile: Self.largestFile, tools: tools
    ).plan(folder)
  }
}

extension PlannedDocument {
  var codes: Set<FindingCode> { Set(findings.map(\.code)) }
}
