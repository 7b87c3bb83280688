/// One component of a path, as raw octets: senders' systems write names that are not UTF-8, and the file must be found
/// again under exactly the octets it came with.
package struct FileName: Sendable, Hashable {
  /// Without the final NUL; never empty, `.` or `..`, never with a slash.
  package let bytes: [UInt8]

  /// The longest name that Linux file systems take, in octets.
  package static let maximumLength = 255

  package init?(bytes: [UInt8]) {
    guard !bytes.isEmpty, !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")),
      bytes != [UInt8(ascii: ".")], bytes != [UInt8(ascii: "."), UInt8(ascii: ".")]
    else { return nil }
    self.bytes = bytes
  }

  package init?(_ text: some StringProtocol) { self.init(bytes: Array(text.utf8)) }

  /// A name that stands in the source.
  init(known text: StaticString) {
    bytes = text.withUTF8Buffer(Array.init)
  }

  /// A name that the kernel just gave out, which is a component by construction.
  init(listed bytes: UnsafeRawBufferPointer) {
    self.bytes = Array(bytes)
  }

  /// A name that this software makes.
  package static func ofOurs(_ text: String) -> FileName {
    guard let name = FileName(text) else { preconditionFailure("names that we make are file names") }
    return name
  }

  /// For people and records, lossless: what is not printable UTF-8, and `%`, is written as `%XX`.
  package var escaped: String { PercentEscape.text(bytes) }

  /// The name with a hyphen and a number after it.
  func numbered(_ number: Int) -> FileName { FileName(appending: "-\(number)", to: self) }

  private init(appending text: String, to name: FileName) { bytes = name.bytes + text.utf8 }

  func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { bytes.starts(with: $0) }
  }

  func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { bytes.count >= $0.count && bytes.suffix($0.count).elementsEqual($0) }
  }

  func isSame(as text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes.elementsEqual($0) }
  }

  /// Lends the name as a C string.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
      for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
      buffer[bytes.count] = 0
      guard let start = UnsafePointer(buffer.baseAddress) else { preconditionFailure("the buffer is never empty") }
      return body(start)
    }
  }
}
