package import Filing

/// A package whose octets are durable and which is now to be accepted: the commit is its legal arrival.
package struct AcceptedPackage: Sendable {
  package let channel: String
  package let originalName: String
  package let form: ChannelPolicy.Form
  package let arrivedAt: Instant
  /// Of all files together, in octets.
  package let size: Int64
  /// Of the file, or of the folder's list of names, sizes and hashes.
  package let hash: ContentHash
  /// The unique name under `.claims` by which recovery finds the package again. Ascending names keep its index small.
  package let claim: String
  package let files: [StoredFile]

  package init(
    channel: String, originalName: String, form: ChannelPolicy.Form, arrivedAt: Instant, size: Int64,
    hash: ContentHash, claim: String, files: [StoredFile]
  ) {
    self.channel = channel
    self.originalName = originalName
    self.form = form
    self.arrivedAt = arrivedAt
    self.size = size
    self.hash = hash
    self.claim = claim
    self.files = files
  }
}

/// A package as the store knows it. Only the store makes one, so whoever holds it knows that the package is durable.
package struct PackageRecord: Sendable, Hashable {
  package let id: PackageID
  package let channel: String
  package let originalName: String
  package let form: ChannelPolicy.Form
  package let kind: ChannelPolicy.Kind?
  package let arrivedAt: Instant
  package let size: Int64
  package let hash: ContentHash
  package let claim: String
  /// How often its octets were about to be opened.
  package let attempts: Int
  /// How many items were found in it; nil until it is decided.
  package let itemCount: Int?
}
