import ArgumentParser
import Filing
import ScanBatches

struct Separators: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes separator sheets for a stack of paper, as a PDF to print.",
    discussion: """
      One sheet a document, to lie before it in the stack. A document is a case, and =KIND after it where it is no letter:

        court-intake separators '2(103)-417/2026=motion' '2(103)-52/2025' -o sheets.pdf

      The sheets of one PDF are a numbered series: print them on white paper, use each once, and leave none out.
      """)

  @Argument(help: "Cases, each with the kind of its document.")
  var documents: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("PDF to write.", valueName: "file"), completion: .file())
  var output: String

  @Flag(help: "Replace the output if it is there.")
  var force = false

  func validate() throws {
    guard (1...SeparatorCode.mostSheets).contains(documents.count) else {
      throw ValidationError("Name from 1 to \(SeparatorCode.mostSheets) documents.")
    }
    for document in documents { _ = try Self.parts(of: document) }
  }

  func run() async throws {
    try await reporting {
      let series = SeparatorCode.randomSeries()
      let codes = try documents.enumerated().map { index, document in
        let (number, kind) = try Self.parts(of: document)
        return SeparatorCode(
          series: series, number: index + 1, total: documents.count, caseNumber: number, documentType: kind)
      }
      let file = try OutputFile(output, replacing: force)
      try file.write(SeparatorSheets(codes).pdf)
      try file.commit()
      print("\(output): \(codes.count) sheets of the series \(series). Print them on white paper and use each once.")
    }
  }

  private static func parts(of document: String) throws -> (CaseNumber, String) {
    let parts = document.split(separator: "=", maxSplits: 1).map(String.init)
    guard let number = parts.first.flatMap({ CaseNumber($0) }) else {
      throw ValidationError("\"\(document)\" does not begin with a case number such as 2(103)-417/2026.")
    }
    let kind = parts.count == 2 ? parts[1] : "letter"
    guard let type = DocumentTypes.type(for: kind) else {
      throw ValidationError("There is no kind of document \"\(kind)\". Write a code of `court-intake schema`.")
    }
    return (number, type.code)
  }
}
