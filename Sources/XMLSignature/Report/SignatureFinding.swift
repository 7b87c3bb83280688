/// One thing that the validation of a signature found.
public struct SignatureFinding: Sendable, Hashable {
  /// After the sub-indications of EN 319 102-1 §5.1.3 where there is one.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    case formatFailure = "FORMAT_FAILURE"
    case idsNotUnique = "IDS_NOT_UNIQUE"
    case unsupported = "UNSUPPORTED"
    case hashFailure = "HASH_FAILURE"
    case cryptoFailure = "SIG_CRYPTO_FAILURE"
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"
    case coveragePartial = "COVERAGE_PARTIAL"
    case noSigningCertificate = "NO_SIGNING_CERTIFICATE_FOUND"
    case signingCertificateMismatch = "SIGNING_CERTIFICATE_MISMATCH"
    case constraintsFailure = "SIG_CONSTRAINTS_FAILURE"
    case noCertificateChain = "NO_CERTIFICATE_CHAIN_FOUND"
    case chainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE"
    case certificateUnsupported = "CERTIFICATE_UNSUPPORTED"
    case certificateExpired = "CERTIFICATE_EXPIRED"
    case certificateNotYetValid = "CERTIFICATE_NOT_YET_VALID"
    case certificateRevoked = "CERTIFICATE_REVOKED"
    case certificateOnHold = "CERTIFICATE_ON_HOLD"
    case revocationUnknown = "REVOCATION_UNKNOWN"
    case revocationStale = "REVOCATION_STALE"
    case algorithmTooWeak = "CRYPTO_CONSTRAINTS_FAILURE"
    case timeStampInvalid = "TIME_STAMP_INVALID"
    case timeStampOrder = "TIMESTAMP_ORDER_FAILURE"
    case levelTooLow = "LEVEL_TOO_LOW"
    case signaturePolicyNotAvailable = "SIGNATURE_POLICY_NOT_AVAILABLE"
  }

  public let code: Code
  /// The element concerned, where there is one.
  public let node: XMLTree.NodeID?
  /// In English: what exactly.
  public let detail: String

  init(_ code: Code, at node: XMLTree.NodeID? = nil, _ detail: String) {
    self.code = code
    self.node = node
    self.detail = detail
  }
}
