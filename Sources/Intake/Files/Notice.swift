/// A rendered notification on its way to a recipient's folder. Its bytes never change again.
package struct Notice: Sendable, Hashable {
  package let recipient: FolderLabel
  /// Stable: a notice delivered twice has the same name and the same bytes.
  package let name: FileName
  package let bytes: [UInt8]

  package init(recipient: FolderLabel, name: FileName, bytes: [UInt8]) {
    self.recipient = recipient
    self.name = name
    self.bytes = bytes
  }

  /// By what it is called, which is short.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(recipient)
    hasher.combine(name)
  }
}
