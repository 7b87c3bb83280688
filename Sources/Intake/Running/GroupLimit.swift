/// How much is taken, judged and registered together: with one sync and one transaction for all, and so that a large package
/// does not hold up many small ones.
struct GroupLimit {
  let packages: Int
  /// In octets.
  var octets: Int64 = 64 << 20

  /// How many of these, in this order, make a group. The first always does.
  func fitting(_ sizes: some Sequence<Int64>) -> Int {
    var count = 0
    var octets: Int64 = 0
    for size in sizes {
      octets += size
      guard count == 0 || count < packages && octets <= self.octets else { break }
      count += 1
    }
    return count
  }
}

extension Settings {
  var group: GroupLimit { GroupLimit(packages: groupSize) }
}
