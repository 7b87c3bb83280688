/// The name of a folder that stands for a channel or a recipient: lower-case letters, digits and hyphens, so that it is
/// one harmless path component on every system.
package struct FolderLabel: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let text: String

  package static let maximumLength = 64

  package init?(_ text: some StringProtocol) {
    guard (1...Self.maximumLength).contains(text.utf8.count), !text.hasPrefix("-"),
      text.utf8.allSatisfy({ byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      })
    else { return nil }
    self.text = String(text)
  }

  package var description: String { text }

  package static func < (left: FolderLabel, right: FolderLabel) -> Bool { left.text < right.text }

  var fileName: FileName {
    guard let name = FileName(text) else { preconditionFailure("a label is a file name") }
    return name
  }
}
