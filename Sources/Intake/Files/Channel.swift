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
  ///
  /// Finishes claims that stopped between link and unlink, so that they do not look like hard links.
  package func lookAtClaims(limits: LookLimits = LookLimits()) throws(FileFailure) -> Look {
    let first = try Look(of: claims, passedOver: { _ in nil }, limits: limits)
    let linked = first.forbidden.filter { $0.kind == .hardLink }
    guard !linked.isEmpty else { return first }
    for name in try inbox.names() {
      guard let status = try inbox.status(of: name), status.links > 1,
        linked.contains(where: { $0.state.isSameInode(as: status.state) })
      else { continue }
      try inbox.remove(name)
    }
    return try Look(of: claims, passedOver: { _ in nil }, limits: limits)
  }
}
