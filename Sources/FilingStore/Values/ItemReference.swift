/// How people name an item on the command line: the package's place in the order of arrival, a dot, the item's in the
/// package, such as `42.1`. It never changes and is never given twice.
package struct ItemReference: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let package: PackageID
  package let ordinal: Int

  package init(_ package: PackageID, _ ordinal: Int) {
    self.package = package
    self.ordinal = ordinal
  }

  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let package = PackageID(digits: parts[0]), let ordinal = PackageID(digits: parts[1])
    else { return nil }
    self.init(package, Int(ordinal.value))
  }

  package static func < (left: ItemReference, right: ItemReference) -> Bool {
    (left.package, left.ordinal) < (right.package, right.ordinal)
  }

  package var description: String { "\(package.value).\(ordinal)" }
}

extension StoreID {
  /// Reads a key as a person types it: digits alone.
  package init?(digits text: some StringProtocol) {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let value = Int64(text),
      value > 0
    else { return nil }
    self.init(value)
  }
}

extension ItemOutcome {
  package var reference: ItemReference { ItemReference(package, ordinal) }
}
