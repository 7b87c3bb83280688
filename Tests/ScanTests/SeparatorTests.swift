import Filing
import Foundation
import ScanBatches
import ScanInspection
import Testing

/// Sheets between documents: what they say, and what becomes of a stack in which one is missing.
@Suite struct SeparatorTests {
  static let case1 = CaseNumber("2(103)-417/2026")

  static func code(_ number: Int, of total: Int, series: String = "K7QD") throws -> SeparatorCode {
    SeparatorCode(
      series: series, number: number, total: total, caseNumber: try #require(case1), documentType: "motion")
  }

  @Test func theTextOfACodeIsReadBack() throws {
    let code = try Self.code(3, of: 12)
    #expect(SeparatorCode(code.text) == code)
    #expect(code.text.hasSuffix(":K7QD:003-012:2.103.417.2026:MOTION"))
  }

  @Test func noChangedCharacterAndNoExchangedNeighboursAreTakenForAnotherCode() throws {
    let text = Array(try Self.code(3, of: 12).text)
    for place in text.indices {
      for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:.-" where character != text[place] {
        var changed = text
        changed[place] = character
        #expect(SeparatorCode(String(changed)) == nil, "\(String(changed))")
      }
      guard place + 1 < text.count, text[place] != text[place + 1] else { continue }
      var changed = text
      changed.swapAt(place, place + 1)
      #expect(SeparatorCode(String(changed)) == nil, "\(String(changed))")
    }
  }

  @Test(.enabled(if: InspectionTests.isComplete))
  func printedSheetsAreRead() throws {
    let codes = try (1...20).map { try Self.code($0, of: 20) }
    let folder = try WorkFolder()
    let path = "\(folder.path)/sheets.pdf"
    try Data(SeparatorSheets(codes).pdf).write(to: URL(filePath: path))
    let report = try ScanInspector().inspect(Scan(path: path, name: "sheets.pdf", kind: .pdf), readingCodes: true)
    #expect(report.findings.isEmpty && report.pageCount == 20, "\(report.findings)")
    for (index, code) in codes.enumerated() {
      #expect(Set(report.codes[index + 1] ?? []) == [code.text])
    }
  }

  /// However a scanner orders its octets and bits.
  @Test(
    .enabled(if: InspectionTests.isComplete),
    arguments: [
      ["-c", "g4"], ["-c", "g4", "-f", "lsb2msb"], ["-c", "packbits", "-B"], ["-c", "lzw", "-r", "100"],
      ["-c", "none", "-t"],
    ])
  func scannedSheetsAreRead(_ options: [String]) throws {
    let code = try Self.code(1, of: 1)
    let folder = try WorkFolder()
    let path = "\(folder.path)/sheet.pdf"
    try Data(SeparatorSheets([code]).pdf).write(to: URL(filePath: path))
    for (tool, arguments) in [
      (ScanTools.Tool.pdftoppm, ["-r", "300", "-mono", "-tiff", "-singlefile", path, "sheet"]),
      (.tiffcp, options + ["sheet.tif", "scanned.tif"]),
    ] {
      try #require(try ScanTools().run(tool, arguments, in: folder)?.ending == .exited(0))
    }
    let scan = Scan(path: "\(folder.path)/scanned.tif", name: "scanned.tif", kind: .tiff)
    let report = try ScanInspector().inspect(scan, readingCodes: true)
    #expect(report.findings.isEmpty && Set(report.codes[1] ?? []) == [code.text], "\(report)")
  }

  // MARK: Stacks

  /// `1` and so on are sheets of a series of four, `p` is a page, `?` a sheet of ours that is dirty, `!` a file that is broken.
  private func stack(_ pages: String) throws -> Stack {
    Stack(
      try pages.enumerated().map { index, kind in
        let codes: [String]?
        switch kind {
        case "p": codes = []
        case "?": codes = ["CI00:K7QD:001-004:2.103.417.2026:MOTION"]
        case "!": codes = nil
        default: codes = [try Self.code(try #require(kind.wholeNumberValue), of: 4).text]
        }
        return Stack.Page(file: "stack.tif", number: index + 1, codes: codes)
      })
  }

  /// The pages of each document; those in doubt in brackets.
  private func documents(_ pages: String) throws -> [String] {
    try stack(pages).documents.map { document in
      let numbers = document.parts.flatMap { Array($0.pages) }.map(String.init).joined(separator: " ")
      return document.doubt == nil ? numbers : "(\(numbers))"
    }
  }

  @Test func documentsLieBetweenSheets() throws {
    #expect(try documents("1pp2p3ppp4p") == ["2 3", "5", "7 8 9", "11"])
  }

  @Test(arguments: [
    // The second sheet was not read: its document may be part of the first.
    ("1pppp3p4p", ["(2 3 4 5)", "7", "9"]),
    // The last one was not read.
    ("1p2p3ppp", ["2", "4", "(6 7 8)"]),
    // One was scanned twice, with and without pages between.
    ("1p2p2p3p4p", ["2", "(4)", "(6)", "8", "10"]),
    ("1p22p3p4p", ["2", "()", "(5)", "7", "9"]),
    // A sheet can be seen and not be read.
    ("1p?p3p4p", ["(2)", "6", "8"]),
    // A file in the middle cannot be opened.
    ("1p!p2p3p4p", ["(2)", "6", "8", "10"]),
    // Out of order.
    ("2p1p3p4p", ["(2)", "(4)", "6", "8"]),
    ("12p3p4p", ["()", "3", "5", "7"]),
  ])
  func nothingIsMergedWhereASheetIsMissingOrDoubled(_ pages: String, _ expected: [String]) throws {
    #expect(try documents(pages) == expected)
  }

  @Test func pagesBeforeTheFirstSheetBelongToNobody() throws {
    let stack = try stack("pp1p2p3p4p")
    #expect(stack.loose == [FilePages(file: "stack.tif", pages: 1...2)])
    #expect(stack.documents.allSatisfy { $0.doubt == nil })
  }

  @Test func contradictingCodesOnASheetAreNone() throws {
    let codes = [try Self.code(2, of: 4).text, try Self.code(3, of: 4).text]
    let pages = [
      Stack.Page(file: "a", number: 1, codes: [try Self.code(1, of: 4).text]), Stack.Page(file: "a", number: 2),
      Stack.Page(file: "a", number: 3, codes: codes), Stack.Page(file: "a", number: 4),
    ]
    #expect(Stack(pages).documents.count == 1 && Stack(pages).documents[0].doubt != nil)
  }
}
