package import Filing
package import FilingStore

/// A notice with the octets that its recipient is to have.
package struct RenderedNotice: Sendable {
  package let intent: IntentID
  package let fileName: String
  package let octets: [UInt8]
  package let hash: ContentHash

  package init(intent: IntentID, fileName: String, octets: [UInt8]) {
    self.intent = intent
    self.fileName = fileName
    self.octets = octets
    hash = ContentHash(sha256Of: octets)
  }
}
