/// A row's integer key that cannot be taken for the key of something else.
package struct StoreID<Entity>: Sendable, Hashable, Comparable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  package static func < (left: StoreID, right: StoreID) -> Bool { left.value < right.value }
}

/// In accept order: the lower id was accepted first.
package typealias PackageID = StoreID<PackageRecord>
package typealias ItemID = StoreID<ItemOutcome>
/// In order of registration, over all courts, from 1 without gaps.
package typealias EntryID = StoreID<RegisterEntry>
package typealias IntentID = StoreID<NoticeIntent>
package typealias RunID = StoreID<RunRecord>
