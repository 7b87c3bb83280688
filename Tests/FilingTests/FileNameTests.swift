import Filing
import Testing

@Suite struct FileNameTests {
  @Test(arguments: [
    "iddia.pdf", "İddia ərizəsi (1).pdf", "a", "a.b.c", "CONTRACT.pdf", "COM10.txt", "com.pdf", "сканы.tiff",
    String(repeating: "a", count: 255),
  ])
  func ordinaryNamesAreAccepted(name: String) { #expect(FileName.isAcceptable(name)) }

  @Test(arguments: [
    "", ".", "..", ".hidden", "a/b", "a\\b", "../a", "a.", "a ", "a\nb", "a\u{0}b", "a\u{7F}", "a\u{202E}fdp.exe",
    "a\u{2028}b", "CON", "con.pdf", "Nul.txt", "COM1", "lpt9.pdf", "aux .txt", "COM¹.txt",
    String(repeating: "a", count: 256), String(repeating: "ə", count: 128),
  ])
  func namesThatSomeSystemCannotKeepAreRefused(name: String) { #expect(!FileName.isAcceptable(name)) }
}
