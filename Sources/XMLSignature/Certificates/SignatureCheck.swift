/// What checking a signature value over octets of X.509 or CMS gave.
public enum SignatureCheck: Sendable, Hashable {
  case valid
  case invalid
  /// The algorithm or the key is outside the profile, so nothing was concluded; names it.
  case unsupported(String)

  init(
    _ value: [UInt8], over octets: [UInt8], by algorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm>,
    with key: Result<VerificationKey, UnsupportedAlgorithm>
  ) {
    switch (algorithm, key) {
    case (.success(let algorithm), .success(let key)):
      self = key.isValid(value, over: octets, by: algorithm) ? .valid : .invalid
    case (.failure(let unsupported), _), (_, .failure(let unsupported)):
      self = .unsupported(unsupported.detail)
    }
  }
}
