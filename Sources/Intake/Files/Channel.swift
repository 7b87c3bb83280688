/// One folder that a submitter writes to, and the folder of ours that its drops are claimed into.
package struct Channel: Sendable {
  package let label: FolderLabel
  let inbox: Directory
  let claims: Directory

  /// How much of a folder drop is looked at.
  package struct LookLimits: Sendable, Hashable {
    package var entries = 5_000
    package var depth = 8

    package init() {}
  }

  /// One look at what lies in the inbox.
  package func look(limits: LookLimits = LookLimits()) throws(FileFailure) -> Look {
    try Look(of: inbox, passedOver: NameRule.passedOver, limits: limits)
  }

  /// One look at what was claimed and not yet released: the same rules hold for it at every start.
  package func lookAtClaims(limits: LookLimits = LookLimits()) throws(FileFailure) -> Look {
    try finishLinks()
    return try Look(of: claims, passedOver: { _ in nil }, limits: limits)
  }

  /// Finishes claims that stopped between link and unlink, so that they do not look like hard links, and do not arrive
  /// again from the inbox. Under another name it is the sender's own link.
  func finishLinks() throws(FileFailure) {
    var linked: [(ClaimName, FileState)] = []
    for name in try claims.names() {
      guard let claim = ClaimName(name), let status = try claims.status(of: name), status.kind == .regular,
        status.links > 1
      else { continue }
      linked.append((claim, status.state))
    }
    guard !linked.isEmpty else { return }
    for name in try inbox.names() {
      guard let status = try inbox.status(of: name), status.links > 1 else { continue }
      let isClaimed = linked.contains { claim, state in
        state.isSameInode(as: status.state) && ClaimName(claim.id, original: name) == claim
      }
      if isClaimed { try inbox.remove(name) }
    }
  }

  /// Makes claims durable. A drop that is accepted must not lie in the inbox again after a power loss, where it would
  /// arrive a second time.
  func syncClaims() throws(FileFailure) { try claims.sync() }
}
