package import FilingStore

extension ClerkDesk {
  /// Makes deferred items due now, so that the next run looks at them.
  ///
  /// - Parameter reference: One item; nil for all.
  /// - Returns: Those that were not due anyway.
  package func retryDeferred(_ reference: ItemReference?) throws -> [ItemReference] {
    try store.commit { try $0.retryDeferred(reference, at: clock.now()) }
  }
}
