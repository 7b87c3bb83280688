import XMLSignature

extension DocumentBytes {
  /// - Throws: ``SourceFailure`` when octets cannot be read.
  init(_ source: ByteSource) throws {
    let window = min(source.count, Self.windowSize)
    self.init(
      size: Int64(source.count), head: try source.octets(0..<window),
      tail: try source.octets(source.count - window..<source.count)
    ) { position, count in
      let start = Int(min(position, Int64(source.count)))
      return try source.octets(start..<min(start + count, source.count))
    }
  }
}

extension ByteSource {
  fileprivate func octets(_ range: Range<Int>) throws -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(range.count)
    try forEachChunk(in: range) { octets += $0 }
    return octets
  }
}
