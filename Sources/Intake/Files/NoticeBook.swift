import Filing
package import FilingStore
import Glibc

/// Keeps the octets of notices for ever, in pack segments of the store: durable before a row of the register names them.
/// For one thread.
struct NoticeBook {
  private var packs: PackWriter

  init(_ store: ByteStore) throws(FileFailure) { packs = try PackWriter(packs: store.packs) }

  /// Makes the octets durable. What no row names afterwards is left where it is; the notice is rendered anew.
  mutating func keep(_ notices: [RenderedNotice]) throws(FileFailure) -> [StoredNotice] {
    let records = notices.map { PackWriter.Record(hash: $0.hash, bytes: $0.octets) }
    let places = try packs.append(records)
    return zip(notices, zip(records, places)).map { notice, stored in
      StoredNotice(intent: notice.intent, fileName: notice.fileName, hash: stored.0.hash, place: stored.1)
    }
  }
}

extension ByteStore {
  /// The octets of a notice, as they were fixed.
  ///
  /// - Throws: ``FileFailure`` with `EBADMSG` where they are no longer those.
  package func octets(of notice: FixedNotice) throws(FileFailure) -> [UInt8] {
    let octets: [UInt8]
    switch notice.content {
    case .inRow(let kept): octets = kept
    case .packed(let place):
      octets = try open(
        .pack(segment: place.segment, offset: place.offset), size: place.size, hash: notice.hash
      ).bytes()
    }
    guard ContentHash(sha256Of: octets) == notice.hash else {
      throw FileFailure("check", "notice \(notice.intent.value), \(notice.fileName)", code: EBADMSG)
    }
    return octets
  }
}
