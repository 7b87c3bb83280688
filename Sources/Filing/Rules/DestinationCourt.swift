extension Rule {
  /// The court exists, and the channel serves it.
  static let destinationCourt = Rule("destination-court") { item in
    guard let stated = item.destination.court else { return [] }
    guard let court = item.destinationCourt else {
      return [Finding(.courtUnknown, at: stated.location, ["court": stated.value])]
    }
    guard !item.channel.courts.isEmpty, !item.channel.courts.contains(court.code) else { return [] }
    return [
      Finding(
        .destinationCourtNotServed, at: stated.location, ["court": stated.value, "channel": item.channel.name])
    ]
  }
}
