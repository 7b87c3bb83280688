import Filing
import FilingStore

/// Brings drops of channels on other file systems under the claims, with a lease for each, so that one which was brought
/// and could not be cleared away is not taken for a second one. For the reception alone, one thing at a time.
final class Carriage {
  private let store: RegisterStore
  private let carrier: Carrier

  init(root: Root, store: RegisterStore) throws(FileFailure) {
    self.store = store
    carrier = try Carrier(root)
  }

  /// Brings drops that are held open in their inboxes. What fails on the senders' side is noted, and the others go on.
  ///
  /// - Returns: Their claims, which are ours alone.
  func bring(_ drops: [(Claim, Drop)], _ outcome: inout Reception.Outcome) throws -> [Claim] {
    guard !drops.isEmpty else { return [] }
    let leased = try store.queries.leases()
    var loads: [Carrier.Load] = []
    for (claim, drop) in drops where !outcome.isUnreachable(claim.channel) {
      if leased.contains(where: { $0.isOf(drop, in: claim.channel) }) {
        outcome.leave(drop.name, of: claim.channel, because: "takenAndNotRemoved")
        continue
      }
      do throws(FileTransfer.Failure) {
        switch try carrier.load(claim, of: drop) {
        case .loaded(let load): loads.append(load)
        case .changed: outcome.leave(drop.name, of: claim.channel, because: "changing")
        case .unfit: outcome.leave(drop.name, of: claim.channel, because: "notCopied")
        }
      } catch {
        guard case .reading(let failure) = error else { throw error.cause }
        outcome.unreachable.append((claim.channel.label, failure))
      }
    }
    guard !loads.isEmpty else { return [] }
    let leases = loads.map(Lease.init)
    try store.commit { try $0.grant(leases) }
    let claims = try carrier.land(loads)
    var cleared: [Lease] = []
    for (load, lease) in zip(loads, leases) where clear(load, &outcome) { cleared.append(lease) }
    try store.commit { try $0.end(cleared) }
    return claims
  }

  /// - Returns: Whether the sender's copy is gone. What cannot be removed now is tried again by ``finish(of:)``.
  private func clear(_ load: Carrier.Load, _ outcome: inout Reception.Outcome) -> Bool {
    do throws(FileFailure) {
      try carrier.clear(load.drop.name, of: load.channel, id: load.claim.id) { name throws(FileFailure) in
        try load.channel.shows(load.drop.content, as: name)
      }
      return true
    } catch {
      outcome.leave(load.drop.name, of: load.channel, because: "takenAndNotRemoved")
      return false
    }
  }

  /// Ends the leases that earlier work left, as far as the channels can be reached.
  func finish(of channels: [Channel]) throws {
    let leases = try store.queries.leases()
    guard !leases.isEmpty else { return }
    let accepted = try store.queries.knownClaims(among: leases.map(\.claim))
    var ended: [Lease] = []
    for channel in channels {
      let claimed = try Set(channel.claimNames().map(\.fileName.escaped))
      for lease in leases where lease.channel == channel.label.text {
        // Without its claim's name a copy counts for nothing, and what was to be copied lies where it was.
        let isTaken = accepted.contains(lease.claim) || claimed.contains(lease.claim)
        if !isTaken || clear(lease, of: channel) { ended.append(lease) }
      }
    }
    try store.commit { try $0.end(ended) }
  }

  private func clear(_ lease: Lease, of channel: Channel) -> Bool {
    guard let name = FileName(bytes: lease.name), let id = ULID(bytes: lease.claim.utf8.prefix(ULID.length)) else {
      preconditionFailure("a lease is written with a file's name and a claim's")
    }
    do throws(FileFailure) {
      try carrier.clear(name, of: channel, id: id) { name throws(FileFailure) in
        try carrier.content(of: name, in: channel) == lease.content
      }
      return true
    } catch {
      return false
    }
  }
}

extension Lease {
  init(_ load: Carrier.Load) {
    let (size, modified) = load.drop.content.carriedState
    self.init(
      claim: load.claim.fileName.escaped, channel: load.channel.label.text, name: load.drop.name.bytes, size: size,
      modified: modified, hash: load.hash)
  }

  fileprivate var content: CarriedContent { CarriedContent(size: size, modified: modified, hash: hash) }

  fileprivate func isOf(_ drop: Drop, in channel: Channel) -> Bool {
    self.channel == channel.label.text && name == drop.name.bytes && (size, modified) == drop.content.carriedState
  }
}

extension Channel {
  /// Whether what was looked at lies under a name, and did not change since.
  fileprivate func shows(_ content: Drop.Content, as name: FileName) throws(FileFailure) -> Bool {
    switch content {
    case .file(let state): try inbox.status(of: name).map { $0.kind == .regular && $0.state == state } ?? false
    case .folder(let content):
      try FolderContent(of: name, in: inbox, limits: content.limits)?.isSame(as: content) ?? false
    }
  }
}
