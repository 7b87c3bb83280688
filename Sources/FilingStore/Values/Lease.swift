package import Filing

/// A drop that was copied from a channel on another file system. Between the copy and the removal of what the sender wrote
/// there are two of it, and only this tells that they are one.
package struct Lease: Sendable, Hashable {
  /// The copy's name among the claims, as packages are known by it.
  package let claim: String
  package let channel: String
  /// The octets of the sender's name.
  package let name: [UInt8]
  /// In octets; of a folder, of all its files.
  package let size: Int64
  /// In nanoseconds since 1970; of a folder, of its latest file.
  package let modified: Int64
  /// Of the file, or of a folder's files.
  package let hash: ContentHash

  package init(claim: String, channel: String, name: [UInt8], size: Int64, modified: Int64, hash: ContentHash) {
    self.claim = claim
    self.channel = channel
    self.name = name
    self.size = size
    self.modified = modified
    self.hash = hash
  }
}
