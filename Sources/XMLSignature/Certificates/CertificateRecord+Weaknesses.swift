public import FoundationEssentials

extension CertificateRecord {
  /// What a policy does not accept at a time: of the certificate's key, and of the signature on it.
  /// - Parameters:
  ///   - policy: What is accepted until when.
  ///   - time: The time that matters.
  ///   - isAnchor: The signature on an anchor proves nothing, so nobody minds how it was made.
  /// - Returns: In English; empty when all is well. What is outside the profile is not judged here.
  public func weaknesses(under policy: AlgorithmPolicy, at time: Date, isAnchor: Bool) -> [String] {
    var weaknesses: [String] = []
    if case .success(let key) = key, let weakness = policy.weakness(of: key, at: time) { weaknesses.append(weakness) }
    if !isAnchor, case .success(let algorithm) = signatureAlgorithm, let digest = algorithm.digest,
      let weakness = policy.weakness(of: digest, at: time)
    {
      weaknesses.append(weakness)
    }
    return weaknesses
  }

  /// Names the key where it is outside the profile, so that nothing can be checked with it.
  public var unsupportedKey: String? {
    if case .failure(let unsupported) = key { unsupported.detail } else { nil }
  }

  /// Whether it may issue certificates by what it says of itself (RFC 5280 §4.2.1.9, §4.2.1.3).
  public var isAuthority: Bool {
    (extensions.basicConstraints?.isAuthority ?? (version < 3 && isSelfIssued))
      && extensions.keyUsage?.contains(.keyCertSign) ?? true
  }
}
