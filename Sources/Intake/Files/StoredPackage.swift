/// A claimed package whose every file is durable in the store. Only `ByteStoreWriter.sync` makes one.
package struct StoredPackage: Sendable {
  package let claim: ClaimName
  package let channel: Channel
  package let isFolder: Bool
  /// In the order of their names' octets.
  package let files: [StoredFile]
  /// What of a folder was not copied. It exists only in the claim, which is then quarantined rather than released.
  package let defects: [FolderDefect]

  init(claim: ClaimName, channel: Channel, isFolder: Bool, files: [StoredFile], defects: [FolderDefect]) {
    self.claim = claim
    self.channel = channel
    self.isFolder = isFolder
    self.files = files
    self.defects = defects
  }

  /// Removes the sender's copy, after the accept transaction is durable. May be repeated.
  ///
  /// Off the thread that accepts: a file system mounted with `discard` may wait for the device at every unlink.
  package func release() throws(FileFailure) { try channel.release(claim, isFolder: isFolder) }
}
