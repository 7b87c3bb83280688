import CZlib

/// Owner of a zlib stream that writes raw deflate data (RFC 1951).
final class RawDeflater {
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard czlib_raw_deflate_init(stream) == Z_OK else { preconditionFailure("out of memory") }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Compresses all of the input.
  /// - Parameter isLast: Nothing comes after it.
  func deflate(
    _ input: UnsafeRawBufferPointer, isLast: Bool, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: Bytef.self))
    stream.pointee.avail_in = UInt32(input.count)
    try withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
      repeat {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = UInt32(buffer.count)
        // The only errors are those of a caller that breaks zlib's protocol.
        let status = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        precondition(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR)
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<(buffer.count - Int(stream.pointee.avail_out))]))
      } while stream.pointee.avail_out == 0
    }
  }
}
