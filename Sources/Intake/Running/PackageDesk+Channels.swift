import Filing
import FilingStore

/// What single runs and the service do alike with channels that cannot be reached, and with drops that must wait for their
/// channel's next hour or for room.
extension PackageDesk {
  struct OpenChannel {
    let policy: ChannelPolicy
    let channel: Channel
  }

  /// The channels whose folders can be worked with; the others are noted, and what lies in them is taken up when they are back.
  func reachableChannels() throws -> [OpenChannel] {
    try configuration.settings.channels.compactMap { policy in
      do throws(FileFailure) {
        return OpenChannel(policy: policy, channel: try root.channel(of: policy))
      } catch {
        try noteUnreachable(policy.label, error)
        return nil
      }
    }
  }

  /// One look; nil, and noted, where a channel that could be opened cannot be looked at.
  func look(at channel: Channel) throws -> Look? {
    do throws(FileFailure) {
      return try channel.look()
    } catch {
      try noteUnreachable(channel.label, error)
      return nil
    }
  }

  /// How many packages may still be taken of each channel that has a limit for an hour.
  func allowances() throws -> [FolderLabel: Int] {
    let limited = configuration.settings.channels.compactMap { policy in
      policy.packagesPerHour.map { (policy, $0) }
    }
    guard !limited.isEmpty else { return [:] }
    let hourAgo = Instant(milliseconds: clock.now().milliseconds - 3_600_000)
    let taken = try store.queries.arrivals(since: hourAgo)
    return Dictionary(
      uniqueKeysWithValues: limited.map { ($0.label, max(0, $1 - taken[$0.name, default: 0])) })
  }

  /// Of settled drops those that may be taken now; the others are noted.
  func allowed(
    _ drops: [(Channel, SettledDrop)], with space: DiskSpace
  ) throws -> [(Channel, SettledDrop)] {
    var allowances = try allowances()
    var room = space.room(above: configuration.settings.diskLimits)
    return drops.filter { channel, settled in
      if let left = allowances[channel.label] {
        guard left > 0 else {
          leave(settled.drop.name, of: channel, because: "packagesPerHour")
          return false
        }
        allowances[channel.label] = left - 1
      }
      let needed = configuration.settings.channels.first { $0.name == channel.label.text }?.room(for: settled.drop) ?? 0
      guard needed <= room else {
        leave(settled.drop.name, of: channel, because: "freeSpace")
        return false
      }
      room -= needed
      return true
    }
  }
}

extension ChannelPolicy {
  /// What a drop needs to be taken in, in octets. One that is too large for the channel is kept where it is, uncopied.
  func room(for drop: Drop) -> Int64 { drop.size > maximumPackageSize ? 0 : drop.size }
}

extension DiskSpace {
  /// How much may be taken in before nothing more may, in octets. What is taken in is there twice until it is accepted.
  package func room(above limits: DiskLimits) -> Int64 { max(0, free - limits.octets) / 2 }
}
