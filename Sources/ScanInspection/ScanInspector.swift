import Filing

/// Looks into scans with the programs that are there.
package struct ScanInspector: Sendable {
  package var tools: ScanTools
  /// Dots an inch below which small print cannot be read.
  package var coarsest = 150
  /// More pages than anybody feeds into a scanner.
  package var mostPages = 5000
  /// So many pages are drawn and looked at together: the programs' limits of time and disk are for these, and not for a file.
  package var pagesTogether = 64

  /// Asked before each scan, from any thread: whether the program is about to end, so that the rest must not begin.
  package var isStopping: @Sendable () -> Bool = { false }

  package init(_ tools: ScanTools = ScanTools()) { self.tools = tools }

  /// - Parameter readingCodes: Whether codes on the pages are wanted; it costs a larger picture of each page.
  package func inspect(_ scan: Scan, readingCodes: Bool = false) throws(ScanFailure) -> ScanReport {
    var inspection = Inspection(scan: scan, inspector: self, readingCodes: readingCodes, folder: try WorkFolder())
    switch scan.kind {
    case .pdf: try inspection.inspectPDF()
    case .tiff: try inspection.inspectTIFF()
    case .jpeg: try inspection.inspectJPEG()
    }
    try inspection.look()
    return inspection.report
  }

  /// How many pages it has; nil where they cannot be counted, or are more than anybody scans.
  package func pageCount(of scan: Scan) throws(ScanFailure) -> Int? {
    var inspection = Inspection(scan: scan, inspector: self, readingCodes: false, folder: try WorkFolder())
    switch scan.kind {
    case .pdf: try inspection.countPages()
    case .tiff: _ = try inspection.readDirectories()
    case .jpeg: return 1
    }
    return inspection.report.pageCount
  }
}

/// One scan under inspection.
struct Inspection {
  let scan: Scan
  let inspector: ScanInspector
  let readingCodes: Bool
  let folder: WorkFolder
  var report = ScanReport()
  /// A PDF to be drawn, and which pages of the scan its pages are.
  var drawing: (path: String, pages: [Int])?
  /// What is wrong somewhere in the file; drawing its pages may tell where.
  var complaint: String?

  var tools: ScanTools { inspector.tools }

  mutating func note(_ code: FindingCode, page: Int? = nil, _ arguments: KeyValuePairs<String, String> = [:]) {
    let finding = scan.finding(code, page: page, arguments)
    // What is said of the file may be found with each part of it.
    if page == nil, report.findings.contains(finding) { return }
    report.findings.append(finding)
  }

  /// What a program says of the scan; nil, with a finding, where it is not there or came to no end.
  ///
  /// - Parameter purpose: What stays unchecked without it.
  mutating func ask(
    _ tool: ScanTools.Tool, _ arguments: [String], for purpose: String
  ) throws(ScanFailure) -> LimitedRun? {
    guard let run = try tools.run(tool, arguments, in: folder)?.calling(scan.path, scan.name) else {
      note(.scanNotChecked, ["detail": purpose, "tool": "\(tool.rawValue) (\(tool.debianPackage))"])
      return nil
    }
    guard let trouble = run.trouble else { return run }
    switch trouble {
    case .limit(let which): note(.scanLimitExceeded, ["detail": "\(tool.rawValue), \(which)"])
    case .crash(let signal): note(.scanFileBroken, ["detail": "\(tool.rawValue) fell over it (signal \(signal))"])
    }
    return nil
  }
}

extension LimitedRun {
  enum Trouble {
    case limit(String)
    case crash(signal: Int32)
  }

  /// Why it came to no ordinary end.
  var trouble: Trouble? {
    switch ending {
    case .exited: nil
    case .tookTooLong, .killed(signal: 24), .killed(signal: 9): .limit("time")
    case .killed(signal: 25): .limit("size of what it writes")
    case .wroteTooMuch: .limit("length of what it says")
    case .killed(let signal): .crash(signal: signal)
    }
  }

  /// The same, with a file's name where it wrote our copy's path.
  func calling(_ path: String, _ name: String) -> LimitedRun {
    var copy = self
    copy.errors = errors.map { $0.replacing(path, with: name) }
    return copy
  }

  /// The first line of what it complains of.
  func complaint(_ otherwise: String) -> String { errors.first ?? otherwise }

  var lines: [Substring] { String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline) }
}
