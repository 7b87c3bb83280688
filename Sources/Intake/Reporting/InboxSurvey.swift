package import Filing
import XMLSignature

/// What lies in one channel's inbox, and what of it will not be taken by itself.
package struct InboxSurvey: Sendable {
  /// Something that lies there and is left alone.
  package struct LeftAlone: Sendable, Hashable {
    package enum Reason: String, Sendable {
      /// Its name says that a transfer or an editor is at work, or that it is hidden.
      case temporary, hidden
      /// Says that a package is complete which is not there.
      case doneMarker
      /// A folder that may not be read.
      case unreadable
      /// A folder without its main file or one that it lists, or with a transfer's file inside.
      case unfinished
      /// A file that waits for its rest, in the inbox or claimed; in quarantine after its term.
      case incomplete
    }

    package let name: String
    package let reason: Reason
    /// When it was last changed, or claimed.
    package let since: Instant

    package init(name: String, reason: Reason, since: Instant) {
      self.name = name
      self.reason = reason
      self.since = since
    }
  }

  package let channel: String
  /// What may be a package; the next run looks at it.
  package let drops: Int
  /// Entries that are never opened; the next run puts them into quarantine.
  package let forbidden: Int
  /// Left alone for now; only what is left alone for long is listed.
  package let passedOver: Int
  /// Oldest first.
  package let leftAlone: [LeftAlone]

  /// What a program that works properly needs at most to finish a file.
  static let patience: Int64 = 3_600_000

  package init(channel: String, drops: Int, forbidden: Int, passedOver: Int, leftAlone: [LeftAlone]) {
    self.channel = channel
    self.drops = drops
    self.forbidden = forbidden
    self.passedOver = passedOver
    self.leftAlone = leftAlone
  }

  /// Looks without touching anything, also beside a run.
  package init(of channel: Channel, at now: Instant) throws(FileFailure) {
    let look = try channel.look()
    let waiting = try channel.claimNames()
    func isOld(_ instant: Instant) -> Bool { now.milliseconds - instant.milliseconds > Self.patience }

    let markers = Set(look.drops.compactMap { NameRule.doneMarker(for: $0.name) })
    var left: [LeftAlone] = []
    for entry in look.passedOver {
      // A marker beside its package is as it should be.
      if entry.reason == .doneMarker, markers.contains(entry.name) { continue }
      guard let reason = LeftAlone.Reason(rawValue: entry.reason.rawValue) else { continue }
      left.append(LeftAlone(name: entry.name.escaped, reason: reason, since: Instant(nanoseconds: entry.modified)))
    }
    let unfinished = look.drops.filter { drop in
      !drop.mayBeComplete || isOld(Instant(nanoseconds: drop.content.lastModified)) && channel.isUnfinished(drop)
    }
    left += unfinished.map {
      let isFile = if case .file = $0.content { true } else { false }
      return LeftAlone(
        name: $0.name.escaped, reason: isFile ? .incomplete : .unfinished,
        since: Instant(nanoseconds: $0.content.lastModified))
    }
    self.channel = channel.label.text
    drops = look.drops.count - unfinished.count
    forbidden = look.forbidden.count
    passedOver = look.passedOver.count + unfinished.count + waiting.count
    left = left.filter { isOld($0.since) }
    // A run may be at work on a claim that is younger.
    left += waiting.filter { isOld(Instant(milliseconds: $0.id.milliseconds)) }.map {
      LeftAlone(name: $0.original.escaped, reason: .incomplete, since: Instant(milliseconds: $0.id.milliseconds))
    }
    leftAlone = left.sorted { ($0.since, $0.name) < ($1.since, $1.name) }
  }
}

extension Channel {
  /// Whether a file ends too early, or a folder waits for files that it lists. That it cannot be read now is for the run to
  /// say.
  fileprivate func isUnfinished(_ drop: Drop) -> Bool {
    guard !drop.isMarkedComplete else { return false }
    guard case .folder(let content) = drop.content else {
      guard let file = try? inbox.plainFile(drop.name),
        let end = try? EndCheck(of: StoredBytes(file: file, offset: 0, size: drop.size))
      else { return false }
      return end != .complete
    }
    guard
      let list = try? PackageManifest.ofFolder(drop.name, content, in: inbox, limits: ParsingLimits(), under: nil)
    else { return false }
    switch list {
    case .files(let manifest): return manifest.firstMissing(in: content) != nil
    case .unfinished: return true
    case .none: return false
    }
  }
}

extension Instant {
  fileprivate init(nanoseconds: Int64) { self.init(milliseconds: nanoseconds / 1_000_000) }
}
