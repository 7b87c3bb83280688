import Crypto
import Foundation
import GRDB
import ScanBatches
import ScanInspection
import TestSupport
import Testing
import XMLSignature

/// A root of a court that has a seal, and a scanner's folder.
final class ScanningCourt {
  let desk: Desk
  let root: ProgramRoot
  let scans: String

  init() throws {
    desk = try Desk()
    root = try ProgramRoot()
    scans = desk.path("scans")
    try FileManager.default.createDirectory(atPath: scans, withIntermediateDirectories: false)
    try desk.authority.identity.certificatePEM.write(
      toFile: "\(root.path)/trust/seal-authority.pem", atomically: false, encoding: .utf8)
    let print = SHA256.hash(data: desk.identity.encoded).map { String(format: "%02x", $0) }.joined()
    try change("courts.yaml") { text in
      let court = try present(text.range(of: "code: \"103\""))
      return String(text[..<court.upperBound])
        + text[court.upperBound...].replacing("seals: []", with: "seals: [\"\(print)\"]", maxReplacements: 1)
    }
    try change("intake.yaml") { text in
      text + """

        scans:
          court-103:
            court: "103"
            operator: Skan otağı
            scanner: skaner-1
            seal: {key: \(self.desk.path("me.key")), certificate: \(self.desk.path("me.pem"))}
            index: {columns: {file: fayl, case: iş, kind: növ, title: başlıq, pages: səhifə}}
        """
    }
  }

  private func change(_ name: String, _ body: (String) throws -> String) throws {
    let path = "\(root.path)/\(name)"
    try body(try String(contentsOfFile: path, encoding: .utf8)).write(
      toFile: path, atomically: false, encoding: .utf8)
  }

  func put(_ name: String, _ octets: [UInt8]) throws {
    try Data(octets).write(to: URL(filePath: "\(scans)/\(name)"))
  }

  /// Puts a file into a stack on the scanner's share.
  func scan(_ stack: String, _ name: String, _ octets: [UInt8]) throws {
    let folder = "\(root.path)/scans/court-103/\(stack)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(octets).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  func batch(_ options: String...) throws -> Program.Result {
    try root.program.run(["batch", scans, "--root", root.path] + options)
  }

  /// Case and pages of every entry.
  func entries() throws -> Set<String> {
    try root.register { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT e.case_number, SUM(d.pages) FROM register_entry e JOIN entry_document d ON d.entry = e.id GROUP BY e.id
          """)
      return Set(rows.map { "\($0[0] as String): \($0[1] as Int)" })
    }
  }
}

/// What scanners make of paper.
enum Paper {
  /// Sheets and pages as they went through the scanner: a number is a sheet of five, nil a page.
  static func stack(_ order: [Int?]) throws -> [UInt8] {
    let codes = try (1...5).map { number in
      SeparatorCode(
        series: "K7QD", number: number, total: 5, caseNumber: try present(.init("2(103)-\(100 + number)/2026")),
        documentType: "motion")
    }
    let folder = try WorkFolder()
    func write(_ octets: [UInt8], _ name: String) throws {
      try Data(octets).write(to: URL(filePath: "\(folder.path)/\(name)"))
    }
    try write(SeparatorSheets(codes).pdf, "sheets.pdf")
    try write(ScanMaker.pdf(), "page.pdf")
    let tools = ScanTools()
    for name in ["sheets", "page"] {
      let run = try tools.run(.pdftoppm, ["-r", "200", "-mono", "-tiff", "\(name).pdf", name], in: folder)
      try #require(run?.ending == .exited(0))
    }
    let pages = order.map { number in number.map { "sheets-\($0).tif" } ?? "page-1.tif" }
    let run = try tools.run(.tiffcp, ["-c", "g4"] + pages + ["stack.tif"], in: folder)
    try #require(run?.ending == .exited(0))
    return Array(try Data(contentsOf: URL(filePath: "\(folder.path)/stack.tif")))
  }

  static func groupFour(_ pages: Int) throws -> [UInt8] {
    try ScanMaker.converted(
      ScanMaker.tiff((0..<pages).map { _ in ScanMaker.Page() }), by: .tiffcp, ["-c", "g4", "a.tif", "b.tif"],
      from: "a.tif", to: "b.tif")
  }
}
