import Filing
package import FilingStore

/// Looks for words in the texts of registered documents. It is recorded before anything is shown, as every search is.
extension ClerkDesk {
  /// A page of a registered document that holds what was looked for.
  package struct PageHit: Sendable {
    package let entry: EntrySummary
    package let document: RegisteredDocument
    package let page: TextStore.FoundPage
  }

  /// What was found, the newest entries first. What is sealed is shown to nobody, and who may be shown a document is asked anew
  /// each time.
  package func search(
    texts: TextStore, for words: String, limit: Int, by statement: ClerkStatement
  ) throws -> [PageHit] {
    var hits: [PageHit] = []
    for page in try texts.search(words, limit: limit) {
      for place in page.places {
        guard let document = try queries.document(at: place), document.access != .sealed,
          let entry = try queries.summary(of: place.entry)
        else { continue }
        hits.append(PageHit(entry: entry, document: document, page: page))
      }
    }
    try store.commit {
      try $0.recordAccess(
        to: "text search \(words)", of: Set(hits.compactMap(\.entry.filerNumber)), by: statement, at: clock.now())
    }
    return hits.sorted {
      ($1.entry.id, $0.document.key.ordinal, $0.page.number) < ($0.entry.id, $1.document.key.ordinal, $1.page.number)
    }
  }
}
