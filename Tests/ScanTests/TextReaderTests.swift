import Foundation
import ScanInspection
import ScanTexts
import TestSupport
import Testing

/// What is read from pages, and what is said where nothing can read them.
@Suite struct TextReaderTests {
  @Test(.enabled(if: TextReading.isPossible)) func aScannedPageIsRead() throws {
    let folder = try WorkFolder()
    let path = "\(folder.path)/scan.tif"
    let lines = [
      "Vəsatət: qətnamənin icrası", "Bakı şəhəri, Nəsimi rayon məhkəməsi", "Şahidlərin çağırılması haqqında",
      "Dövlət rüsumu tam ödənilmişdir", "Ərizəçinin nümayəndəsi iclasa gəlməyib",
    ]
    try PythonOracle.run("scan_oracle.py", [path] + lines)
    let reader = try TextReader(languages: "aze")
    let scan = Scan(path: path, name: "scan.tif", kind: .tiff)
    let text = try #require(try reader.recognised(1, of: scan))
    #expect(text.contains("qətnamənin icrası") && text.contains("rüsumu"), "\(text)")
    #expect(try reader.recognised(2, of: scan) == nil)
  }

  @Test func whatIsMissingIsNamedWithWhatToInstall() throws {
    let none = try TextReader(ScanTools(in: ["/nowhere"]), languages: "aze")
    #expect(none.missing?.contains("apt-get install tesseract-ocr tesseract-ocr-aze") == true)
  }

  @Test(.enabled(if: TextReading.isPossible)) func aLanguageThatIsMissingIsNamedWithWhatToInstall() throws {
    #expect(try TextReader(languages: "aze+tlh_x").missing?.contains("apt-get install tesseract-ocr-tlh-x") == true)
  }
}
