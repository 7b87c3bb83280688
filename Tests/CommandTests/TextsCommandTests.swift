import Foundation
import GRDB
import ScanInspection
import TestSupport
import Testing

/// `court-intake texts`: the words of registered documents, found again.
@Suite(.enabled(if: TextReading.isPossible)) struct TextsCommandTests {
  /// A root with claims in it, each with one document.
  private final class Court {
    let root: ProgramRoot
    private let filer: Filer

    init() throws {
      root = try ProgramRoot()
      filer = try Filer.shared.get()
    }

    func register(_ documents: (message: String, octets: [UInt8])...) throws {
      for document in documents {
        try root.put(
          "\(document.message).xml",
          filer.claim(document.message, title: document.message, document: Data(document.octets)))
      }
      let run = try root.run()
      let states = try run.objects.compactMap { $0["verdict"] as? String }
      try #require(states == documents.map { _ in "REGISTERED" }, "\(run.output)")
    }

    func make(_ options: String...) throws -> [String: Any] {
      let made = try root.program.run(["texts", "--root", root.path, "--json"] + options, within: .seconds(300))
      try #require(made.exitCode == 0, "\(made.errors)")
      return try present(made.objects.first)
    }

    /// Titles of the claims, which are their message ids, with the pages that are found.
    func found(_ words: String) throws -> [String] {
      let result = try root.look(["texts", "search", words, "--json"])
      try #require(result.exitCode == 0, "\(result.errors)")
      let titles = try root.register { database in
        try Row.fetchAll(database, sql: "SELECT number, message_id FROM register_entry").map {
          ($0[0] as String, $0[1] as String)
        }
      }
      return try result.objects.map { page in
        let number = try present(page["number"] as? String)
        return "\(titles.first { $0.0 == number }?.1 ?? "") \(try present(page["page"] as? Int))"
      }
    }
  }

  /// A PDF that says by itself what is written on its page.
  private func written(_ text: String) -> [UInt8] {
    let units = text.utf16.map { String(format: "%04X", $0) }.joined()
    return ScanMaker.pdf(
      page:
        "/MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
      content: "/Span << /ActualText <FEFF\(units)> >> BDC BT /F 20 Tf 50 700 Td (text) Tj ET EMC")
  }

  private func scanned(_ lines: String...) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try PythonOracle.run("scan_oracle.py", ["\(folder.path)/scan.pdf"] + lines)
    return Array(try Data(contentsOf: URL(filePath: "\(folder.path)/scan.pdf")))
  }

  @Test func writtenAndScannedPagesAreFoundHoweverTheirLettersAreTyped() throws {
    let court = try Court()
    #expect(try court.root.look(["texts", "search", "x"]).exitCode == 69)
    try court.register(
      ("m-written", written("Qətnamənin icrası barədə ərizə")),
      ("m-scanned", try scanned("Vəsatət: şahidlərin çağırılması", "-", "İkinci səhifədə dövlət rüsumu")))
    let made = try court.make()
    #expect(made["ownText"] as? Int == 1 && made["recognised"] as? Int == 2 && made["caughtUp"] as? Bool == true)
    for words in ["qətnamənin icrası", "QETNAMENIN İCRASI", "qetnam* barede", "qetn"] {
      #expect(try court.found(words) == ["m-written 1"], "\(words)")
    }
    #expect(try court.found("SAHIDLERIN vesatet") == ["m-scanned 1"])
    #expect(try court.found("dovlet rüsumu") == ["m-scanned 2"])
    // On one page of two, and on no page both.
    #expect(try court.found("vesatet rusumu").isEmpty)
    #expect(try court.make()["documents"] as? Int == 0)
    let looks = try court.root.look(["access", "list"]).output
    #expect(looks.contains("text search dovlet rüsumu"))
  }

  @Test func whatIsDeletedIsMadeAnewAndWhatIsSealedIsShownToNobody() throws {
    let court = try Court()
    try court.register(
      ("m-1", written("Sirli müqavilə haqqında sənəd")), ("m-2", written("Açıq müqavilə haqqında sənəd")))
    _ = try court.make()
    #expect(try court.found("muqavile") == ["m-2 1", "m-1 1"])
    try FileManager.default.removeItem(atPath: "\(court.root.path)/derived")
    #expect(try court.make()["documents"] as? Int == 2)
    #expect(try court.make("--rebuild")["documents"] as? Int == 2)
    #expect(try court.found("muqavile") == ["m-2 1", "m-1 1"])
    let number = try court.root.register {
      try String.fetchOne($0, sql: "SELECT number FROM register_entry WHERE message_id = 'm-1'")
    }
    let correct = [
      "register", "correct", try present(number), "--field", "document-access", "--document", "1", "--value",
    ]
    #expect(try court.root.look(correct + ["sealed"]).exitCode == 0)
    #expect(try court.found("muqavile") == ["m-2 1"])
    #expect(try court.root.look(correct + ["court"]).exitCode == 0)
    #expect(try court.found("muqavile") == ["m-2 1", "m-1 1"])
  }

  @Test func aHostileDocumentStopsNoOther() throws {
    let court = try Court()
    var broken = PDFWriter()
    broken.add("<< /Type /Catalog /Pages 3 0 R >>")
    broken.add("<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    try court.register(
      ("m-1", written("Birinci ərizə, tam oxunan mətn")), ("m-2", broken.document),
      ("m-3", written("Üçüncü ərizə, tam oxunan mətn")))
    let made = try court.make()
    #expect(made["documents"] as? Int == 3 && (made["troubles"] as? [Any])?.count == 1, "\(made)")
    #expect(try court.found("erize") == ["m-3 1", "m-1 1"])
  }

  @Test func oneThatIsKilledGoesOnWithThePageAtWhichItWas() throws {
    let court = try Court()
    try court.register(("m-1", try scanned("Birinci səhifə", "-", "İkinci səhifə", "-", "Üçüncü səhifə")))
    let job = try court.root.program.start(["texts", "--root", court.root.path])
    func pages() -> Int {
      guard let texts = try? DatabaseQueue(path: "\(court.root.path)/derived/texts.db") else { return 0 }
      return (try? texts.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM page") }) ?? 0
    }
    while pages() == 0, !job.ends(within: .milliseconds(5)) {}
    #expect(try court.root.program.run(["texts", "--root", court.root.path]).exitCode == 75)
    job.kill()
    let before = pages()
    let made = try court.make()
    #expect(made["recognised"] as? Int == 3 - before && made["caughtUp"] as? Bool == true)
    #expect(before < 3)
    #expect(Set(try court.found("sehife")) == ["m-1 1", "m-1 2", "m-1 3"])
  }
}
