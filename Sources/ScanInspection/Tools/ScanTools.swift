import Glibc

/// The programs of Debian that look into scans and read them. They are looked for once; what is not there is not checked, and
/// said so.
package struct ScanTools: Sendable {
  package enum Tool: String, Sendable, CaseIterable {
    case pdfinfo, pdftoppm, pdfimages, pdffonts, qpdf, tiffinfo, tiff2pdf, tiffcp
    case barcodes = "ZXingReader"
    case pdftotext, tesseract

    /// Where it comes from.
    package var debianPackage: String {
      switch self {
      case .pdfinfo, .pdftoppm, .pdfimages, .pdffonts, .pdftotext: "poppler-utils"
      case .qpdf: "qpdf"
      case .tiffinfo, .tiff2pdf, .tiffcp: "libtiff-tools"
      case .barcodes: "zxing-cpp-tools"
      case .tesseract: "tesseract-ocr"
      }
    }

    /// Whether a check before registration needs it.
    fileprivate var isForChecks: Bool { self != .pdftotext && self != .tesseract }
  }

  private let paths: [Tool: String]
  package var limits = ChildLimits()

  package init(in folders: [String] = ["/usr/local/bin", "/usr/bin"]) {
    paths = Tool.allCases.reduce(into: [:]) { paths, tool in
      paths[tool] = folders.map { "\($0)/\(tool.rawValue)" }.first { access($0, X_OK) == 0 }
    }
  }

  /// What stays unchecked for want of these.
  package var missing: [Tool] { Tool.allCases.filter { $0.isForChecks && paths[$0] == nil } }

  /// Nil where the program is not there.
  package func run(_ tool: Tool, _ arguments: [String], in folder: WorkFolder) throws(ScanFailure) -> LimitedRun? {
    guard let path = paths[tool] else { return nil }
    let run = try LimitedRun([path] + arguments, in: folder.path, limits: limits)
    // What a program says, or leaves half written, when it cannot write is not said of the scan.
    try folder.checkRoom()
    return run
  }
}
