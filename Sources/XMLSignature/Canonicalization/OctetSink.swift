/// Where canonical octets go: a digest, a buffer, a decoder.
public protocol OctetSink {
  mutating func write(_ octets: UnsafeRawBufferPointer) throws
}

extension OctetSink {
  mutating func write(_ octets: some Sequence<UInt8>) throws {
    try Array(octets).withUnsafeBytes { try write($0) }
  }
}

/// Collects octets in memory.
public struct OctetCollector: OctetSink {
  public private(set) var octets: [UInt8] = []

  public init() {}

  public mutating func write(_ octets: UnsafeRawBufferPointer) { self.octets.append(contentsOf: octets) }
}
