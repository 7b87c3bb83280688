package import Filing

/// One file of an accepted package and the place where its octets are durable.
package struct StoredFile: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    /// In a pack segment, from an offset on.
    case segment(Int64, offset: Int64)
    /// An object of the store, found by the file's hash.
    case object
  }

  /// Relative to the package's root; for a package that is one file, its own name.
  package let name: String
  package let size: Int64
  package let hash: ContentHash
  package let place: Place

  package init(name: String, size: Int64, hash: ContentHash, place: Place) {
    self.name = name
    self.size = size
    self.hash = hash
    self.place = place
  }
}
