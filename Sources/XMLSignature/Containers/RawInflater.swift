import CZlib

/// Owner of a zlib stream that inflates raw deflate data (RFC 1951).
final class RawInflater {
  enum Step {
    /// Some octets came out; give it more room or more input.
    case progress(consumed: Int, produced: Int)
    /// The stream is complete.
    case end(consumed: Int, produced: Int)
    case malformed
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard czlib_raw_inflate_init(stream) == Z_OK else { preconditionFailure("out of memory") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step {
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: Bytef.self))
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_out = UInt32(output.count)
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    let consumed = input.count - Int(stream.pointee.avail_in)
    let produced = output.count - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: return .end(consumed: consumed, produced: produced)
    case Z_OK, Z_BUF_ERROR: return .progress(consumed: consumed, produced: produced)
    case Z_MEM_ERROR: preconditionFailure("out of memory")
    default: return .malformed
    }
  }
}
