public import Filing

/// Hashes one after the other, as a proof is written.
extension [ContentHash] {
  public var concatenated: [UInt8] { flatMap(\.bytes) }

  /// Nil unless the octets are whole hashes.
  public init?(concatenated octets: [UInt8]) {
    guard octets.count % 32 == 0 else { return nil }
    self = stride(from: 0, to: octets.count, by: 32).compactMap { ContentHash(bytes: octets[$0..<($0 + 32)]) }
  }
}
