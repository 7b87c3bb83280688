import ArgumentParser
import Filing
import Foundation
import Glibc
import Intake
import XMLSignature

struct Receipt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Examines receipts and other notices without the court.",
    subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says in words what a notice proves.",
      discussion: """
        Needs no root, no register and no network: the file and the court's certificate are enough. The seal must be the \
        court's, the proofs must lead to the root of the court's log, and both must bear out what the notice says. The exit \
        code is 0 when all is proven, else 1.
        """)

    @Argument(help: "The notice, as it lay in the outbox.", completion: .file(extensions: ["xml"]))
    var file: String

    @Option(help: ArgumentHelp("Certificate of the court's seal.", valueName: "file"), completion: .file())
    var certificate: String?

    @Option(help: ArgumentHelp("Folder with anchors that vouch for the seal's certificate.", valueName: "folder"))
    var trust: String?

    @Option(
      help: ArgumentHelp("What you sent: is it what arrived? One file, no folder.", valueName: "file"),
      completion: .file())
    var package: String?

    @Option(help: ArgumentHelp("The notice that you had before.", valueName: "file"), completion: .file())
    var previous: String?

    @Flag(help: "One JSON object.")
    var json = false

    @Option(help: ArgumentHelp("Writes a page to print.", valueName: "file"), completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "Language: az or en.")
    var language = ReportLanguage.english

    func validate() throws {
      if certificate != nil, trust != nil { throw ValidationError("Give --certificate or --trust, not both.") }
    }

    func run() async throws {
      try await reporting {
        let notice = try NoticeFile(file)
        let trust = try VerifierTrust.read(key: certificate, folder: trust)
        let examination = ReceiptExamination(
          of: notice.proof,
          seal: try await SignatureVerifier(trust: trust).validate(notice.tree, at: Date()),
          package: try package.map(fileHash), previous: try previous.map(fileHash))
        func sheet(quoting quotes: Bool) -> Sheet {
          Sheet(of: examination, file: URL(filePath: file).lastPathComponent, in: language, quoting: quotes)
        }
        if let html { try OutputFile.write(sheet(quoting: true), to: html) }
        print(
          json
            ? line(of: examination)
            : SheetText(of: sheet(quoting: false), isColoured: isatty(STDOUT_FILENO) == 1).text)
        if !examination.isProven { throw ExitCode.findings }
      }
    }

    private func fileHash(_ path: String) throws -> ContentHash {
      do {
        return ContentHash(sha256Of: Array(try Data(contentsOf: URL(filePath: path))))
      } catch {
        throw Failure(message: "Cannot read \(path): \(error.localizedDescription)", code: .inputOutput)
      }
    }

    private func line(of examination: ReceiptExamination) -> String {
      let (proof, reader) = (examination.proof, ReportReader.court(language))
      return JSONValue.object([
        ("notice", .string(proof.id)), ("kind", .string(proof.kind.rawValue)),
        ("proven", .bool(examination.isProven)), ("logSize", JSONValue(proof.head.size)),
        ("logRoot", .string(proof.head.root.hexadecimal)), ("at", .string(proof.headTime.utc)),
        (
          "statements",
          .array(
            examination.statements.map { statement in
              .object([
                ("subject", .string(statement.subject.rawValue)), ("standing", .string(statement.standing.rawValue)),
                ("en", .string(statement.text(in: .english).plain(for: reader))),
                ("az", .string(statement.text(in: .azerbaijani).plain(for: reader))),
              ])
            })
        ),
      ]).line
    }
  }
}
