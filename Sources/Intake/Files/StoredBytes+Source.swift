import Glibc
package import XMLSignature

extension StoredBytes {
  /// The same octets as the signature library reads them, through a descriptor of its own.
  package func source() throws -> ByteSource {
    let copy = fcntl(file.number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw file.failure("duplicate") }
    return try ByteSource(owning: copy, offset: Int(offset), count: Int(size))
  }
}
