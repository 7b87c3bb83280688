/// Main status of a validation (EN 319 102-1 §5.1.2).
public enum Indication: String, Sendable, Hashable, CaseIterable {
  case totalPassed = "TOTAL-PASSED"
  case totalFailed = "TOTAL-FAILED"
  case indeterminate = "INDETERMINATE"
}

/// Why a validation did not pass (EN 319 102-1 §5.1.3).
public enum SubIndication: String, Sendable, Hashable, CaseIterable {
  case formatFailure = "FORMAT_FAILURE"
  case hashFailure = "HASH_FAILURE"
  case sigCryptoFailure = "SIG_CRYPTO_FAILURE"
  case revoked = "REVOKED"
  case expired = "EXPIRED"
  case notYetValid = "NOT_YET_VALID"

  case sigConstraintsFailure = "SIG_CONSTRAINTS_FAILURE"
  case chainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE"
  case certificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
  case cryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE"
  case cryptoConstraintsFailureNoPOE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
  case policyProcessingError = "POLICY_PROCESSING_ERROR"
  case signaturePolicyNotAvailable = "SIGNATURE_POLICY_NOT_AVAILABLE"
  case timestampOrderFailure = "TIMESTAMP_ORDER_FAILURE"
  case noSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND"
  case noCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND"
  case noCertificateChainFoundNoPOE = "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"
  case revokedNoPOE = "REVOKED_NO_POE"
  case revokedCANoPOE = "REVOKED_CA_NO_POE"
  case outOfBoundsNotRevoked = "OUT_OF_BOUNDS_NOT_REVOKED"
  case outOfBoundsNoPOE = "OUT_OF_BOUNDS_NO_POE"
  case revocationOutOfBoundsNoPOE = "REVOCATION_OUT_OF_BOUNDS_NO_POE"
  case noPOE = "NO_POE"
  case tryLater = "TRY_LATER"
  case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"

  /// The first six are final; all others leave the question open.
  public var indication: Indication {
    switch self {
    case .formatFailure, .hashFailure, .sigCryptoFailure, .revoked, .expired, .notYetValid: .totalFailed
    default: .indeterminate
    }
  }
}

/// What cryptography alone says: references and signature value, with the key that the signature offers or the caller gave.
public enum CoreResult: String, Sendable, Hashable, CaseIterable {
  case valid = "VALID"
  case invalid = "INVALID"
  /// Uses something outside the profile; nothing was concluded.
  case unsupported = "UNSUPPORTED"
}

/// How much of what a reader sees is under a signature.
public enum Coverage: String, Sendable, Hashable, CaseIterable {
  case full = "FULL"
  case partial = "PARTIAL"
  case none = "NONE"
}
