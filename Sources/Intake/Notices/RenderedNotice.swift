package import Filing
package import FilingStore

/// A notice with the octets that its recipient is to have.
package struct RenderedNotice: Sendable {
  package let intent: IntentID
  package let recipient: String
  package let fileName: String
  package let octets: [UInt8]

  package var hash: ContentHash { ContentHash(sha256Of: octets) }

  package init(intent: IntentID, recipient: String, fileName: String, octets: [UInt8]) {
    self.intent = intent
    self.recipient = recipient
    self.fileName = fileName
    self.octets = octets
  }
}
