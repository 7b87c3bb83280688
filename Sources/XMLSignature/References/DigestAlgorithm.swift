import Crypto

/// Digest algorithms of the profile, by the identifiers of XMLDSig 1.1 §6.2 and RFC 9231 §2.1.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
  case sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
  case sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
  case sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384"
  case sha512 = "http://www.w3.org/2001/04/xmlenc#sha512"
  case sha3_256 = "http://www.w3.org/2007/05/xmldsig-more#sha3-256"
  case sha3_384 = "http://www.w3.org/2007/05/xmldsig-more#sha3-384"
  case sha3_512 = "http://www.w3.org/2007/05/xmldsig-more#sha3-512"

  /// Such as `SHA-256`.
  public var name: String {
    switch self {
    case .sha1: "SHA-1"
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    case .sha3_256: "SHA3-256"
    case .sha3_384: "SHA3-384"
    case .sha3_512: "SHA3-512"
    }
  }

  func hasher() -> DigestSink {
    switch self {
    case .sha1: DigestSink(Insecure.SHA1())
    case .sha256: DigestSink(SHA256())
    case .sha384: DigestSink(SHA384())
    case .sha512: DigestSink(SHA512())
    case .sha3_256: DigestSink(SHA3_256())
    case .sha3_384: DigestSink(SHA3_384())
    case .sha3_512: DigestSink(SHA3_512())
    }
  }

  func digest(of octets: [UInt8]) -> [UInt8] {
    let sink = hasher()
    octets.withUnsafeBytes { sink.write($0) }
    return sink.finish()
  }
}

/// A running digest of any of the algorithms.
struct DigestSink: OctetSink {
  // Closures over one variable keep the hash function's state unshared, so that an update copies nothing.
  private let update: (UnsafeRawBufferPointer) -> Void
  private let finalize: () -> [UInt8]

  init(_ function: some HashFunction) {
    var function = function
    update = { function.update(bufferPointer: $0) }
    finalize = { Array(function.finalize()) }
  }

  func write(_ octets: UnsafeRawBufferPointer) { update(octets) }
  func finish() -> [UInt8] { finalize() }
}

/// Equality that takes the same time wherever the first difference is.
func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
}
