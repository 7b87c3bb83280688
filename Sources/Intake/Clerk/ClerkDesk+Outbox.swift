package import FilingStore

extension ClerkDesk {
  /// What became of asking for a notice.
  package enum NoticeAnswer: Sendable {
    case delivered(FixedNotice)
    /// It stands in its outbox, or was taken from there; nothing was done.
    case deliveredBefore
    /// It stands in its outbox, and the recipient's program is asked again now.
    case handedOverAgain(FilingStore.NoticePage)
    /// It is still on its way: there is nothing to send again.
    case notDelivered
    /// Something else has its name in the recipient's folder.
    case inTheWay(FixedNotice)
    /// Its stored octets are no longer what was fixed.
    case damaged(FixedNotice)
    /// The recipient's folder fails.
    case unserved(FixedNotice, RecipientWait)
    case unknown
  }

  /// Delivers a notice that is owed, now.
  package func retry(_ notice: IntentID) async throws -> NoticeAnswer {
    guard let page = try store.queries.notice(notice) else { return .unknown }
    guard page.deliveredAt == nil else {
      let isOwed = try store.commit { try $0.retryHandOver(of: notice, at: clock.now()) }
      return isOwed ? .handedOverAgain(page) : .deliveredBefore
    }
    if let matter = try store.queries.noticeNotRendered(notice) { try await notices.fix([matter]) }
    return try deliver(try store.queries.fixedNotice(notice))
  }

  /// Delivers a notice once more, octet by octet, under its first name. One that still lies there is left as it is.
  package func reissue(_ notice: IntentID) throws -> NoticeAnswer {
    guard let page = try store.queries.notice(notice) else { return .unknown }
    guard page.deliveredAt != nil else { return .notDelivered }
    return try deliver(try store.commit { try $0.reissue(notice, at: clock.now()) })
  }

  private func deliver(_ notice: FixedNotice?) throws -> NoticeAnswer {
    guard let notice else { return .notDelivered }
    if try notices.deliver(notice) { return .delivered(notice) }
    do throws(FileFailure) { _ = try root.store.octets(of: notice) } catch {
      guard error.isDamage else { throw error }
      return .damaged(notice)
    }
    guard let wait = notices.waits.first(where: { $0.recipient == notice.recipient }) else { return .inTheWay(notice) }
    return .unserved(notice, wait)
  }
}
