import Glibc

/// A document with something put into it at one place. All other octets stay as they are.
struct Splice {
  private let source: ByteSource
  private let offset: Int
  /// How many octets of the source give way: those of the `/>` of an empty element.
  private let replaced: Int
  private let inserted: [UInt8]

  /// Puts octets at the end of an element's content.
  /// - Parameter name: The element's name as it stands in the document.
  init(_ content: [UInt8], at end: MarkupScan.ElementEnd, of name: String, in source: ByteSource) {
    self.source = source
    offset = end.offset
    replaced = end.isEmptyTag ? 2 : 0
    inserted = end.isEmptyTag ? [UInt8(ascii: ">")] + content + Array("</\(name)>".utf8) : content
  }

  /// Nothing but these octets.
  init(_ octets: [UInt8]) {
    source = ByteSource([])
    offset = 0
    replaced = 0
    inserted = octets
  }

  func write(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    if offset > 0 { try source.forEachChunk(in: 0..<offset, body) }
    try inserted.withUnsafeBytes(body)
    if offset + replaced < source.count { try source.forEachChunk(in: offset + replaced..<source.count, body) }
  }

  var octets: [UInt8] {
    get throws {
      var octets: [UInt8] = []
      octets.reserveCapacity(source.count + inserted.count)
      try write { octets.append(contentsOf: $0) }
      return octets
    }
  }

  /// Writes everything to an empty file, from its start on.
  /// - Throws: ``SourceFailure``.
  func write(to descriptor: Int32) throws {
    let file = SignedFile(descriptor)
    try write { try file.write($0) }
  }
}

/// A file that is being written, by a descriptor of the caller's.
final class SignedFile {
  private let descriptor: Int32
  private var position = 0

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func write(_ octets: UnsafeRawBufferPointer) throws(SourceFailure) {
    var done = 0
    while done < octets.count {
      let rest = UnsafeRawBufferPointer(rebasing: octets[done...])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(position + done))
      if written > 0 {
        done += written
      } else if errno != EINTR {
        throw SourceFailure(operation: "write the signed document", code: errno)
      }
    }
    position += octets.count
  }
}
