import ArgumentParser
import Filing
import FilingStore
import Foundation
import Intake
import TransparencyLog
import XMLSignature

extension Register {
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes everything again that the register is proven by.",
      discussion: """
        Entries and their chain, the log of all that happened from the rows that it tells of, and every stored octet. Nothing \
        is changed, and a run may be at work meanwhile. A head that somebody outside kept, such as a witness's notice or \
        anybody's receipt, is looked for in the log: whoever rewrote the register and everything in it does not have it. \
        The exit code is 1 when something does not hold.
        """)

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Option(
      name: .customLong("head"),
      help: ArgumentHelp(
        "A notice whose head is to be found in the log; give it as often as needed.", valueName: "file"),
      completion: .file(extensions: ["xml"]))
    var heads: [String] = []

    @Flag(help: "One JSON object a line: each observation, then the totals, then the head of the log.")
    var json = false

    @Option(help: "Language of the report: az or en.")
    var language = ReportLanguage.english

    func run() async throws {
      try await reporting {
        let kept = try heads.map { try NoticeFile($0).proof.head }
        let bar = ProgressBar(isQuiet: json, unit: "files")
        let result = try RegisterVerification(root: try Root.open(at: root), progress: { bar.show($0) })
          .run(against: kept)
        let report = FsckReport(result.inspection, repaired: nil, language: language)
        print(json ? report.jsonLines : report.text)
        if let head = result.head {
          print(
            json
              ? JSONValue.object([
                ("size", JSONValue(head.size)), ("root", .string(head.root.hexadecimal)),
                ("headsCompared", JSONValue(kept.count)),
              ]).line
              : "log: \(head.size) entries, root \(head.root.hexadecimal); \(kept.count) heads from outside compared")
        }
        if !result.inspection.isClean(after: nil) { throw ExitCode.findings }
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the register so that others can examine it without this program.",
      discussion: """
        The log, the entries, the octets as they came, and the heads that witnesses were told. It holds everything that was \
        ever filed: give it to nobody who may not see that.
        """)

    @Argument(help: "New or empty folder.", completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Flag(help: "As one JSON object.")
    var json = false

    func run() async throws {
      try await reporting {
        let root = try Root.open(at: root)
        let queries = try RegisterQueries(path: root.registerPath)
        try makeFolder()
        let summary: RegisterExport.Summary
        do {
          summary = try RegisterExport(root: root, queries: queries, folder: folder).write()
        } catch let error as CocoaError {
          throw Failure(message: "Cannot write the export \(folder): \(error.localizedDescription)", code: .inputOutput)
        }
        let head = summary.head
        print(
          json
            ? JSONValue.object([
              ("leaves", JSONValue(summary.leaves)), ("entries", JSONValue(summary.entries)),
              ("files", JSONValue(summary.files)), ("octets", JSONValue(Int(summary.octets))),
              ("heads", JSONValue(summary.heads)), ("root", .string(head.root.hexadecimal)),
            ]).line
            : """
            \(summary.leaves) entries of the log, \(summary.entries) of the register, \(summary.files) files \
            (\(summary.octets) octets) and \(summary.heads) heads written to \(folder)
            root \(head.root.hexadecimal)
            """)
      }
    }

    private func makeFolder() throws {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
          throw Failure(
            message: "There is something in \(folder), and nothing is overwritten. Name a new folder.",
            code: .cannotCreate)
        }
      } catch let error as CocoaError {
        throw Failure(message: "Cannot make \(folder): \(error.localizedDescription)", code: .cannotCreate)
      }
    }
  }
}
