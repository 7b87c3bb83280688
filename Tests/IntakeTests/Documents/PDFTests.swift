import Filing
import Testing

@testable import Intake

@Suite struct PDFTests {
  private static let whole = SniffedContent(mediaType: "application/pdf")

  private func sniff(_ bytes: [UInt8]) throws -> SniffedContent { try ContentSniffer.sniff(bytes) }

  @Test(arguments: [0, 1, 1000])
  func mayBeginAfterSomethingElse(_ shift: Int) throws {
    let junk = [UInt8](repeating: UInt8(ascii: "\n"), count: shift)
    #expect(try sniff(junk + SamplePDF.table()) == Self.whole)
    #expect(try sniff(junk + SamplePDF.table(trailer: "/Encrypt 5 0 R")).isEncrypted)
  }

  @Test func beginsWithinTheFirstKilobyte() throws {
    let junk = [UInt8](repeating: UInt8(ascii: "\n"), count: 1024)
    #expect(try sniff(junk + SamplePDF.table()).mediaType == nil)
  }

  @Test(arguments: [
    "/Encrypt 5 0 R", "/Encrypt<</Filter/Standard/V 4>>", "/#45ncrypt 5 0 R",
    "/ID[(a\\)>>)<00>]/Encrypt 5 0 R", "/Info<</Title(x)>> /Encrypt 5 0 R", "% comment >>\n/Encrypt 5 0 R",
  ])
  func isEncryptedWhenItsTrailerSaysSo(_ entry: String) throws {
    #expect(try sniff(SamplePDF.table(trailer: entry)).isEncrypted)
    #expect(try sniff(SamplePDF.stream(dictionary: entry)).isEncrypted)
  }

  @Test(arguments: [
    "/Title(/Encrypt 5 0 R)", "/Info<</Encrypt 5 0 R>>", "/X(nested (>> /Encrypt) more)", "% /Encrypt 5 0 R\n",
    "/EncryptMetadata false", "/X<2F456E6372797074>",
  ])
  func isNotEncryptedWhenTheWordStandsElsewhereInTheTrailer(_ entry: String) throws {
    #expect(try sniff(SamplePDF.table(trailer: entry)) == Self.whole)
    #expect(try sniff(SamplePDF.stream(dictionary: entry)) == Self.whole)
  }

  @Test func isNotEncryptedWhenAPageSpeaksOfIt() throws {
    let text = "stream\ntrailer\n<< /Encrypt 5 0 R >>\nendstream\n"
    #expect(try sniff(SamplePDF.table(body: text)) == Self.whole)
    #expect(try sniff(SamplePDF.stream(body: text)) == Self.whole)
  }

  @Test(arguments: [19, 20])
  func aTableOfAnyLineLengthLeadsToItsTrailer(_ length: Int) throws {
    let entries = length == 20 ? 5000 : 3
    #expect(try sniff(SamplePDF.table(entries: entries, entryLength: length, trailer: "/Encrypt 5 0 R")).isEncrypted)
  }

  @Test func everyRevisionCounts() throws {
    let first = SamplePDF.table(trailer: "/Encrypt 5 0 R")
    #expect(try sniff(SamplePDF.update(of: first)).isEncrypted)
    #expect(try sniff(SamplePDF.update(of: SamplePDF.table())) == Self.whole)
  }

  @Test func revisionsThatPointAtEachOtherEnd() throws {
    let pdf = SamplePDF.table(trailer: "/Prev 9")
    #expect(try sniff(pdf) == Self.whole)
  }

  @Test func aLostTableIsSearchedFor() throws {
    var text = String(decoding: SamplePDF.table(trailer: "/Encrypt 5 0 R"), as: UTF8.self)
    text = text.replacing(/startxref\n\d+/, with: "startxref\n3")
    #expect(try sniff(Array(text.utf8)).isEncrypted)
  }

  @Test func isTruncatedWithoutItsEndMark() throws {
    let pdf = SamplePDF.table()
    for length in 8..<(pdf.count - 1) {
      #expect(try sniff(Array(pdf.prefix(length))).isTruncated, "\(length) octets")
    }
    #expect(try !sniff(pdf + [UInt8](repeating: 0, count: 1000)).isTruncated)
    #expect(try sniff(pdf + [UInt8](repeating: 0, count: 1024)).isTruncated)
  }

  @Test func isTruncatedWhenItsTableLiesBeyondTheEnd() throws {
    var text = String(decoding: SamplePDF.table(), as: UTF8.self)
    text = text.replacing(/startxref\n\d+/, with: "startxref\n99999")
    #expect(try sniff(Array(text.utf8)).isTruncated)
  }

  @Test func brokenSyntaxNeverHangsOrTraps() throws {
    let pdf = SamplePDF.table(trailer: "/A(b\\)c)/D<6162>/E[1 2 3]/F<</G/H>>")
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var broken = pdf
      for _ in 0..<4 {
        broken[Int.random(in: 9..<broken.count, using: &generator)] = "()<>[]/%#\\ 09".utf8.randomElement(
          using: &generator)!
      }
      _ = try sniff(broken)
    }
  }
}
