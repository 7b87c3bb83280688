package import FilingStore
import Glibc
package import Intake
import ScanInspection

/// Makes the texts of registered documents, beside whoever works on the root: it reads the register and the stored packages,
/// takes no lock of theirs, and changes nothing of theirs. Killed anywhere, it goes on with the page at which it was.
package struct TextJob {
  package struct Summary: Sendable {
    package fileprivate(set) var documents = 0
    package fileprivate(set) var pages: [TextStore.Source: Int] = [:]
    /// Documents with pages that are only pictures, left for want of tesseract.
    package fileprivate(set) var left = 0
    /// Documents of which no page can be read, by place, with the reason.
    package fileprivate(set) var troubles: [(place: RegisteredDocument.Key, reason: String)] = []
    /// That recognising took.
    package fileprivate(set) var recognition: Duration = .zero
    /// Nothing is left to be read.
    package fileprivate(set) var isCaughtUp = false
  }

  private let root: Root
  private let queries: RegisterQueries
  private let store: TextStore
  private let reader: TextReader
  private let octets: RegisteredOctets
  private let lock: TextLock

  /// - Parameter lock: Held as long as this lives.
  package init(_ root: Root, queries: RegisterQueries, store: TextStore, reader: TextReader, lock: TextLock) {
    (self.root, self.queries, self.store, self.reader, self.lock) = (root, queries, store, reader, lock)
    octets = RegisteredOctets(root: root, queries: queries)
  }

  /// Reads what is not read yet, the newest documents first.
  ///
  /// - Parameter limit: At most so many documents.
  /// - Throws: What the world throws; what was read stays.
  package func run(limit: Int? = nil, progress: (Summary) -> Void = { _ in }) throws -> Summary {
    try takeIn()
    var summary = Summary()
    var last = Int64.max
    while let unread = try store.unread(before: last) {
      if let limit, summary.documents == limit { return summary }
      last = unread.id
      try read(unread, into: &summary)
      progress(summary)
    }
    summary.isCaughtUp = summary.left == 0
    return summary
  }

  private static let kinds = Scan.Kind.allCases.map(\.rawValue)
  private static let takenTogether = 1000

  /// What was registered since.
  private func takeIn() throws {
    var last = try store.last()
    while true {
      let documents = try queries.documents(of: Self.kinds, after: last, limit: Self.takenTogether)
      try store.add(documents)
      guard documents.count == Self.takenTogether else { return }
      last = documents.last?.key
    }
  }

  private func read(_ unread: TextStore.Unread, into summary: inout Summary) throws {
    func give(up reason: String) throws {
      try store.finish(unread.id, pages: 0, trouble: reason)
      summary.documents += 1
      summary.troubles.append((unread.document, reason))
    }
    guard let document = try queries.document(at: unread.document), let kind = Scan.Kind(rawValue: document.mediaType)
    else {
      // The texts were made of another register, such as one that was restored since.
      return try give(up: "the register does not know it; begin anew with --rebuild")
    }
    let folder = try WorkFolder()
    let scan = Scan(path: "\(folder.path)/document", name: document.name, kind: kind)
    guard try octets.write(document, to: scan.path) else {
      return try give(up: "its octets are not in its package; court-intake fsck tells more")
    }
    guard let count = try reader.pageCount(of: scan) else { return try give(up: "its pages cannot be counted") }
    let layer = try reader.layer(of: scan)
    for page in 1...count where !unread.pagesRead.contains(page) {
      guard let (text, source) = try text(of: page, of: scan, layer, into: &summary) else {
        summary.left += 1
        return
      }
      try store.add(text, from: source, page: page, of: unread.id)
      summary.pages[source, default: 0] += 1
    }
    try store.finish(unread.id, pages: count)
    summary.documents += 1
  }

  /// Nil where the program for it is missing.
  private func text(
    of page: Int, of scan: Scan, _ layer: [String], into summary: inout Summary
  ) throws(ScanFailure) -> (String, TextStore.Source)? {
    if layer.indices.contains(page - 1), TextReader.isText(layer[page - 1]) { return (layer[page - 1], .layer) }
    guard reader.missing == nil else { return nil }
    let start = SuspendingClock.now
    defer { summary.recognition += start.duration(to: .now) }
    return try reader.recognised(page, of: scan).map { ($0, .recognised) } ?? ("", .unreadable)
  }
}
