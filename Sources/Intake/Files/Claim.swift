/// A drop that is ours: it lies in a folder that no submitter can write to, and is held open.
package struct Claim: Sendable {
  enum Content: Sendable {
    case file(OpenFile, FileState)
    case folder(Directory, FolderContent)
  }

  package let name: ClaimName
  package let channel: Channel
  let content: Content
  /// When its sender changed it last, in milliseconds since 1970: what is not whole has its term from there.
  let changed: Int64

  init(name: ClaimName, channel: Channel, content: Content, changed: Int64) {
    self.name = name
    self.channel = channel
    self.content = content
    self.changed = changed
  }

  package var isFolder: Bool {
    if case .folder = content { true } else { false }
  }

  /// What is in it; nil for a single file.
  var folder: FolderContent? {
    if case .folder(_, let content) = content { content } else { nil }
  }

  /// In octets, of all files.
  package var size: Int64 {
    switch content {
    case .file(_, let state): state.size
    case .folder(_, let content): content.entries.reduce(0) { $0 + ($1.kind == .regular ? $1.state.size : 0) }
    }
  }
}

/// What recovery finds under the name of a claim.
enum ClaimRemains: Sendable {
  case file
  /// With plain files only, as many as are left of them.
  case folder
  /// With entries that are never copied, so that they exist only here.
  case uncopied
}

/// What came of an attempt to claim.
package enum ClaimOutcome: Sendable {
  case claimed(Claim)
  /// Nothing was moved: it is no longer what settled, and settles again.
  case changed
  /// Nothing was moved: it ends too early, and its sender has time to go on where it lies.
  case unfinished(EndCheck.Reason)
  /// Nothing is there under that name.
  case gone
  /// The name was given to something else between the look and the claim. That lies under the claim's name now and is
  /// dealt with by the next look at the claims.
  case replaced(ClaimName)
  /// The channel lies on another file system, so that nothing was moved: what settled is held open in the inbox, and
  /// must be brought over.
  case elsewhere(Claim)
}
