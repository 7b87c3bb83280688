/// Decides when a drop is complete: its sender marked it so, or two looks far enough apart on the monotonic clock saw
/// the same (device, inode, size, time of change).
///
/// Forbidden entries settle too: a sender that delivers by link and unlink shows two names for a moment.
package struct Settling: Sendable {
  package typealias Instant = SuspendingClock.Instant

  /// What one look settled, and what it left to wait for.
  package struct Outcome: Sendable {
    package fileprivate(set) var complete: [SettledDrop] = []
    package fileprivate(set) var forbidden: [SettledForbidden] = []
    /// What changed no more and is not whole: folders without their main file, or with a transfer's file inside; and all
    /// that lacks a marker where it needs one.
    package fileprivate(set) var unfinished: [Drop] = []
    /// Entries that may settle later.
    package fileprivate(set) var waiting = 0
    /// When the first of the waiting will have settled if nothing changes.
    package fileprivate(set) var nextLook: Instant?
  }

  private struct Sighting {
    let identity: Identity
    let since: Instant
  }

  private enum Identity: Hashable {
    case drop(Drop.Content)
    case forbidden(ForbiddenEntry)

    func isSame(as other: Identity) -> Bool {
      switch (self, other) {
      case (.drop(.folder(let left)), .drop(.folder(let right))): left.isSame(as: right)
      default: self == other
      }
    }
  }

  private let term: Duration
  private let needsMarker: Bool
  private var sightings: [FileName: Sighting] = [:]

  /// - Parameters:
  ///   - term: How long an entry must stay the same.
  ///   - needsMarker: Whether that proves nothing here, so that only its sender can say that a drop is complete.
  package init(term: Duration, needsMarker: Bool = false) {
    self.term = term
    self.needsMarker = needsMarker
  }

  /// Takes one look. Entries that it does not show are forgotten.
  ///
  /// - Parameter renamed: Names that an entry was seen to take while we watched: whoever renames has finished writing.
  package mutating func take(_ look: Look, at now: Instant, renamed: Set<FileName> = []) -> Outcome {
    var outcome = Outcome()
    var seen: [FileName: Sighting] = [:]
    seen.reserveCapacity(look.drops.count)
    for drop in look.drops {
      if drop.isMarkedComplete || !needsMarker && renamed.contains(drop.name) && drop.mayBeComplete {
        outcome.complete.append(SettledDrop(drop: drop))
        continue
      }
      guard settles(drop.name, .drop(drop.content), at: now, in: &seen) else { continue }
      if drop.mayBeComplete && !needsMarker {
        outcome.complete.append(SettledDrop(drop: drop))
      } else {
        outcome.unfinished.append(drop)
      }
    }
    for entry in look.forbidden where settles(entry.name, .forbidden(entry), at: now, in: &seen) {
      outcome.forbidden.append(SettledForbidden(entry: entry))
    }
    sightings = seen
    for sighting in seen.values where sighting.since.advanced(by: term) > now {
      outcome.waiting += 1
      let settled = sighting.since.advanced(by: term)
      outcome.nextLook = outcome.nextLook.map { min($0, settled) } ?? settled
    }
    return outcome
  }

  private func settles(
    _ name: FileName, _ identity: Identity, at now: Instant, in seen: inout [FileName: Sighting]
  ) -> Bool {
    guard let before = sightings[name], before.identity.isSame(as: identity) else {
      seen[name] = Sighting(identity: identity, since: now)
      return false
    }
    seen[name] = before
    return before.since.advanced(by: term) <= now
  }
}

extension Drop {
  /// A marker counts at once.
  var isMarkedComplete: Bool {
    switch content {
    case .file: hasDoneMarker
    case .folder(let content): content.hasSubmission && (hasDoneMarker || content.hasDoneMarker)
    }
  }

  /// A folder without its main file, or with a transfer at work inside, is not complete however long it lies there.
  var mayBeComplete: Bool {
    switch content {
    case .file: true
    case .folder(let content): content.hasSubmission && !content.hasTemporary
    }
  }
}

/// A drop that is complete. Only such a one can be claimed.
package struct SettledDrop: Sendable {
  package let drop: Drop

  fileprivate init(drop: Drop) { self.drop = drop }
}

/// A forbidden entry that is not about to become something else.
package struct SettledForbidden: Sendable {
  package let entry: ForbiddenEntry

  fileprivate init(entry: ForbiddenEntry) { self.entry = entry }
}
