import CZlib

/// A running CRC-32 (APPNOTE 4.4.7).
struct CRC32 {
  private var state: UInt = 0

  mutating func update(_ octets: UnsafeRawBufferPointer) {
    guard let base = octets.baseAddress else { return }
    state = crc32_z(state, base.assumingMemoryBound(to: Bytef.self), octets.count)
  }

  var value: UInt32 { UInt32(truncatingIfNeeded: state) }
}
