/// How far a new signature goes (EN 319 132-1 §6).
public enum SignatureLevel: Sendable {
  /// B-B: the signer's certificate and claims are under the signature.
  case basic
  /// B-T: a time-stamp proves that the signature was there at a time.
  case timeStamped(by: TimeStampSource)
}

/// Where time-stamps come from: gets what is to be stamped, gives the DER of a time-stamp token (RFC 3161 §2.4.2).
///
/// The library asks nobody itself; a source may ask an authority over the network, or a person.
public typealias TimeStampSource = @Sendable (TimeStampImprint) async throws -> [UInt8]

/// What a time-stamp is asked for: the `messageImprint` of RFC 3161 §2.4.1.
public struct TimeStampImprint: Sendable, Hashable {
  public let algorithm: SigningDigest
  public let digest: [UInt8]

  public init(algorithm: SigningDigest, digest: [UInt8]) {
    self.algorithm = algorithm
    self.digest = digest
  }
}
