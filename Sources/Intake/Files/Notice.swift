/// A rendered notification on its way to a recipient's folder. Its bytes never change again.
package struct Notice: Sendable {
  package let recipient: FolderLabel
  /// Stable: a notice delivered twice has the same name and the same bytes.
  package let name: FileName
  package let bytes: [UInt8]

  package init(recipient: FolderLabel, name: FileName, bytes: [UInt8]) {
    self.recipient = recipient
    self.name = name
    self.bytes = bytes
  }

  /// Relative to the root, escaped for people.
  var path: String { "outbox/\(recipient)/new/\(name.escaped)" }
}

/// Why a group of notices could not be delivered.
package enum DeliveryFailure: Error, Hashable {
  case file(FileFailure)
  /// Another notice lies under the name: two were given one identity, which is our mistake.
  case conflict(path: String)
}
