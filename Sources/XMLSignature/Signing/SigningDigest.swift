/// Digests that new signatures are made with (ETSI TS 119 312 names them as good for years).
public enum SigningDigest: String, Sendable, Hashable, CaseIterable {
  case sha256 = "SHA-256"
  case sha384 = "SHA-384"
  case sha512 = "SHA-512"

  var algorithm: DigestAlgorithm {
    switch self {
    case .sha256: .sha256
    case .sha384: .sha384
    case .sha512: .sha512
    }
  }
}

/// Canonicalisations that new signatures are made with. None of them keeps comments: a reference to the same document
/// leaves them out anyway (XMLDSig 1.1 §4.4.3.3).
public enum SigningCanonicalization: Sendable, Hashable, CaseIterable {
  /// Exclusive XML Canonicalization 1.0: what stands around a signed element does not matter to its octets.
  case exclusive
  /// Canonical XML 1.0.
  case canonical10
  /// Canonical XML 1.1.
  case canonical11

  var method: CanonicalizationMethod {
    switch self {
    case .exclusive: .exclusive
    case .canonical10: .canonical10
    case .canonical11: .canonical11
    }
  }

  var canonicalization: Canonicalization { Canonicalization(method) }
}
