extension Drop {
  /// Accept order follows the senders' clocks as far as they tell, then names, so that a run does not depend on the
  /// order of a folder.
  func isOlder(than other: Drop) -> Bool {
    let (own, others) = (content.lastModified, other.content.lastModified)
    return own == others ? isNamedBefore(other) : own < others
  }

  /// Names of claims rise in the order in which they were given.
  func isNamedBefore(_ other: Drop) -> Bool { name.bytes.lexicographicallyPrecedes(other.name.bytes) }
}
