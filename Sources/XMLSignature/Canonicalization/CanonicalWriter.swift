/// Gathers small pieces into larger ones on their way to a sink.
struct CanonicalWriter<Sink: OctetSink> {
  private(set) var sink: Sink
  private let buffer = Buffer()
  /// Octets in the buffer, never more than its capacity.
  private var count = 0

  /// Owner of the memory. An array would ask at each piece whether it is shared.
  private final class Buffer {
    static var capacity: Int { 16 << 10 }
    let octets = UnsafeMutableRawBufferPointer.allocate(byteCount: Buffer.capacity, alignment: 64)

    deinit { octets.deallocate() }
  }

  init(_ sink: Sink) { self.sink = sink }

  @inline(__always)
  mutating func write(_ octet: UInt8) throws {
    if count == Buffer.capacity { try flush() }
    buffer.octets.storeBytes(of: octet, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  mutating func write(_ text: StaticString) throws {
    try write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  @inline(__always)
  mutating func write(_ octets: UnsafeRawBufferPointer) throws {
    if octets.count > Buffer.capacity - count { return try writeThrough(octets) }
    guard octets.count > 0, let source = octets.baseAddress, let base = buffer.octets.baseAddress else { return }
    // Sound because the piece was just found to fit.
    (base + count).copyMemory(from: source, byteCount: octets.count)
    count += octets.count
  }

  /// A piece that does not fit any more.
  private mutating func writeThrough(_ octets: UnsafeRawBufferPointer) throws {
    try flush()
    if octets.count > Buffer.capacity / 2 {
      try sink.write(octets)
    } else {
      try write(octets)
    }
  }

  mutating func write(_ octets: UnsafeRawBufferPointer, escaping: CanonicalEscaping) throws {
    var start = 0
    while start < octets.count {
      let special = escaping.firstSpecial(in: octets, from: start)
      if special > start { try write(UnsafeRawBufferPointer(rebasing: octets[start..<special])) }
      guard special < octets.count, let replacement = escaping.replacement(for: octets[special]) else { return }
      try write(replacement)
      start = special + 1
    }
  }

  mutating func write(_ text: String, escaping: CanonicalEscaping) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0), escaping: escaping) }
  }

  mutating func flush() throws {
    guard count > 0 else { return }
    try sink.write(UnsafeRawBufferPointer(rebasing: buffer.octets[..<count]))
    count = 0
  }
}
