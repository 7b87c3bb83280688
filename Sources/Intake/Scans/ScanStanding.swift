package import Filing

/// What of scanned stacks waits for a clerk.
package struct ScanStanding: Sendable, Hashable {
  package let stacks: Int
  package let documents: Int
  /// When the first of these stacks was taken.
  package let oldest: Instant

  package init(stacks: Int, documents: Int, oldest: Instant) {
    (self.stacks, self.documents, self.oldest) = (stacks, documents, oldest)
  }
}

extension Root {
  /// Nil where nothing waits.
  func scanStanding() throws -> ScanStanding? {
    guard try directory.status(of: FileName(known: "stacks")) != nil else { return nil }
    let waiting = try stacks().open().stacks.compactMap { stack in
      try stack.openCount().flatMap { $0 > 0 ? (count: $0, taken: stack.manifest.takenAt) : nil }
    }
    guard let oldest = waiting.map(\.taken).min() else { return nil }
    return ScanStanding(
      stacks: waiting.count, documents: waiting.reduce(0) { $0 + $1.count }, oldest: Instant(milliseconds: oldest))
  }
}
