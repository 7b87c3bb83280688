/// Groups that were accepted and are not registered, in accept order. While more are coming, one stays behind: it is being
/// judged while the one before it is registered and the next is accepted.
struct PendingLine {
  private var groups: [PackageDesk.Pending] = []

  var isEmpty: Bool { groups.isEmpty }

  mutating func append(_ pending: PackageDesk.Pending) {
    if !pending.isEmpty { groups.append(pending) }
  }

  /// The group whose turn it is to be registered.
  mutating func next(isMoreComing: Bool) -> PackageDesk.Pending? {
    groups.count > (isMoreComing ? 1 : 0) ? groups.removeFirst() : nil
  }
}
