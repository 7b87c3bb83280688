/// Whose turn it is: drops of all channels in groups, of each channel as many as of any other, so that one filing does not wait
/// behind ten thousand of another channel.
struct Turns {
  /// The channel that begins the next group.
  private var first = 0

  /// Takes a group of at most `count` drops from the channels.
  mutating func take(_ count: Int, from watches: inout [ChannelWatch]) -> [(Channel, SettledDrop)] {
    var group: [(Channel, SettledDrop)] = []
    guard !watches.isEmpty else { return group }
    var index = first % watches.count
    var empty = 0
    while group.count < count, empty < watches.count {
      if let drop = watches[index].popReady() {
        group.append(drop)
        empty = 0
      } else {
        empty += 1
      }
      index = (index + 1) % watches.count
    }
    first = index
    return group
  }
}
