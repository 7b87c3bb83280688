import FilingStore

/// A notice on its way, with its octets at hand.
struct OwedNotice {
  let intent: IntentID
  let recipient: String
  let fileName: String
  let octets: [UInt8]
}
