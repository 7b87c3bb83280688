extension Rule {
  /// A package that was signed for one channel is refused on another: it may be a replay.
  static let destinationChannel = Rule("destination-channel") { item in
    guard let stated = item.destination.channel, stated.value != item.channel.name else { return [] }
    return [
      Finding(
        .destinationChannelMismatch, at: stated.location, ["stated": stated.value, "channel": item.channel.name])
    ]
  }
}
