package import Filing
import XMLSignature

/// A verified package of which every document was measured and every rule was asked, item by item.
package struct Assessed: Sendable {
  package let verified: Verified
  package let items: [AssessedItem]

  init(verified: Verified, items: [AssessedItem]) {
    self.verified = verified
    self.items = items
  }
}

/// One item with all that is to be said of it. Severities are still those of the catalogue.
package struct AssessedItem: Sendable {
  /// From 1, in the order of the package.
  package let ordinal: Int
  package let review: ItemUnderReview
  package let findings: [Finding]
  /// SHA-256 over the canonical form (Exclusive XML Canonicalization) of the item's element: the same content has the
  /// same hash, however its package was written and whoever signed it anew.
  package let contentHash: ContentHash
}
