/// What makes two submissions the same one: the verified signer and the message id that the sender chose.
///
/// Only a registration uses a key up, and it does so for ever.
package struct BusinessKey: Sendable, Hashable {
  /// Who the verified certificate says the signer is, such as `FIN:5ABC123` or `VOEN:1234567891`.
  package let signer: String
  /// For an item of a batch: the batch's message id, `#`, the item's id.
  package let messageID: String

  package init(signer: String, messageID: String) {
    self.signer = signer
    self.messageID = messageID
  }

  package init(signer: String, messageID: String, batchItem: String) {
    self.init(signer: signer, messageID: messageID + "#" + batchItem)
  }
}
