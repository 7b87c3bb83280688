import ScanInspection
import ScanTexts

/// Whether scanned pages can be made and read here.
package enum TextReading {
  package static let isPossible =
    PythonOracle.missing == nil && ScanTools().missing.isEmpty
    && (try? TextReader(languages: "aze").missing) == .some(nil)
}
