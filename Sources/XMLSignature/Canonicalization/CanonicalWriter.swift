/// Gathers small pieces into larger ones on their way to a sink.
struct CanonicalWriter<Sink: OctetSink> {
  private(set) var sink: Sink
  private var buffer: [UInt8] = []
  private static var capacity: Int { 16 << 10 }

  init(_ sink: Sink) {
    self.sink = sink
    buffer.reserveCapacity(Self.capacity)
  }

  mutating func write(_ text: StaticString) throws {
    try write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  mutating func write(_ octets: UnsafeRawBufferPointer) throws {
    if buffer.count + octets.count > Self.capacity { try flush() }
    if octets.count > Self.capacity / 2 {
      try sink.write(octets)
    } else {
      buffer.append(contentsOf: octets)
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
    guard !buffer.isEmpty else { return }
    try buffer.withUnsafeBytes { try sink.write($0) }
    buffer.removeAll(keepingCapacity: true)
  }
}
