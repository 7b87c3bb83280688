import Filing
import Foundation
import Intake
import ScanInspection

/// Draws pages small for people: the first of each document; all of those that a clerk must look at.
struct Gallery {
  private let inspector: ScanInspector
  private let scans: [String: Scan]

  /// A stack of a thousand pages in doubt is not looked at page by page.
  private static let mostPages = 60
  /// In dots: a title can be read, a face cannot.
  private static let longEdge = 480

  init(inspector: ScanInspector, files: [ScannedFile]) {
    self.inspector = inspector
    scans = files.reduce(into: [:]) { scans, file in
      if let kind = file.kind { scans[file.name] = Scan(path: file.path, name: file.name, kind: kind) }
    }
  }

  /// - Parameter before: What was drawn before is not drawn again.
  /// - Throws: `ScanFailure`. A page that cannot be drawn has no picture.
  func pictures(for record: StackRecord, keeping before: [String: Data]) throws -> [String: Data] {
    var pictures: [String: Data] = [:]
    for document in record.documents {
      let pages = document.found.pages
      let isOpen = document.sent == nil && !document.found.isSetAside
      for page in isOpen ? pages.prefix(Self.mostPages) : pages.prefix(1) {
        guard pictures[page.text] == nil else { continue }
        if let known = before[page.text] {
          pictures[page.text] = known
        } else if let scan = scans[page.file],
          let octets = try inspector.thumbnail(of: scan, page: page.page, longEdge: Self.longEdge)
        {
          pictures[page.text] = Data(octets)
        }
      }
    }
    return pictures
  }
}
