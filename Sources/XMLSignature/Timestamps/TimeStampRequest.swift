import SwiftASN1

/// A request for a time-stamp (RFC 3161 §2.4.1).
public struct TimeStampRequest: Sendable, Hashable {
  public let algorithm: DigestAlgorithm
  /// Digest of what is to be stamped.
  public let digest: [UInt8]
  /// Binds the answer to this request: content octets of an INTEGER.
  public let nonce: [UInt8]
  /// A policy that the authority must follow, a dotted object identifier; nil leaves it the choice.
  public let policy: String?

  /// `TimeStampReq` in DER, to be sent as `application/timestamp-query` (RFC 3161 §3.4).
  public let derEncoded: [UInt8]

  /// A request with a fresh nonce, for a token with the signer's certificate inside.
  /// - Parameters:
  ///   - digest: Of what the time-stamp shall be over.
  ///   - algorithm: What made the digest.
  ///   - policy: A dotted object identifier; nil for the authority's own choice.
  /// - Returns: Nil when the digest's length is not the algorithm's, or `policy` is no object identifier.
  public init?(digest: [UInt8], by algorithm: DigestAlgorithm, policy: String? = nil) {
    guard digest.count == algorithm.octetCount else { return nil }
    // Neither zero nor a set sign bit in front, so that the octets are the INTEGER's.
    let nonce = [.random(in: 1...0x7F)] + (1..<16).map { _ in UInt8.random(in: 0...0xFF) }
    guard let encoded = try? Self.encoded(digest, algorithm, policy, nonce) else { return nil }
    self.algorithm = algorithm
    self.digest = digest
    self.policy = policy
    self.nonce = nonce
    derEncoded = encoded
  }

  private static func encoded(
    _ digest: [UInt8], _ algorithm: DigestAlgorithm, _ policy: String?, _ nonce: [UInt8]
  ) throws -> [UInt8] {
    var coder = DER.Serializer()
    try coder.appendConstructedNode(identifier: .sequence) { request in
      try request.serialize(1)
      try request.appendConstructedNode(identifier: .sequence) { imprint in
        try imprint.appendConstructedNode(identifier: .sequence) {
          try $0.serialize(ASN1ObjectIdentifier(dotRepresentation: algorithm.objectIdentifier[...]))
          try $0.serialize(ASN1Null())
        }
        try imprint.serialize(ASN1OctetString(contentBytes: digest[...]))
      }
      if let policy { try request.serialize(ASN1ObjectIdentifier(dotRepresentation: policy[...])) }
      request.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: nonce) }
      try request.serialize(true)
    }
    return coder.serializedBytes
  }
}
