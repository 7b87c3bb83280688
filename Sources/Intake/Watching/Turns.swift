/// Whose turn it is: drops of all channels in groups, of each channel its share, so that one filing does not wait behind ten
/// thousand of another channel.
struct Turns {
  /// The channel that begins the next group.
  private var first = 0

  /// Takes a group of drops from the channels whose drops need not wait.
  ///
  /// - Parameters:
  ///   - allowances: How many may be taken of a channel, and afterwards may still be; any number where there is none.
  mutating func take(
    _ limit: GroupLimit, from watches: inout [ChannelWatch], at now: ChannelWatch.Instant,
    allowances: inout [FolderLabel: Int]
  ) -> [(Channel, SettledDrop)] {
    var group: [(Channel, SettledDrop)] = []
    var octets: Int64 = 0
    guard !watches.isEmpty else { return group }
    var index = first % watches.count
    var empty = 0
    while empty < watches.count {
      let label = watches[index].label
      var taken = 0
      while taken < watches[index].policy.share, watches[index].hasReady(at: now), allowances[label, default: 1] > 0,
        let needed = watches[index].roomForNext
      {
        octets += needed
        guard group.isEmpty || group.count < limit.packages && octets <= limit.octets else {
          first = index
          return group
        }
        guard let drop = watches[index].popReady() else { break }
        allowances[label]? -= 1
        group.append(drop)
        taken += 1
      }
      empty = taken == 0 ? empty + 1 : 0
      index = (index + 1) % watches.count
    }
    first = index
    return group
  }
}
