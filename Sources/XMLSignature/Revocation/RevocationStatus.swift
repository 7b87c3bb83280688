public import FoundationEssentials

/// One list or answer that a conclusion about revocation rests on.
public struct RevocationRecord: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case list = "CRL"
    case answer = "OCSP"
  }

  /// Where it came from.
  public enum Origin: Sendable, Hashable {
    case signature
    case timeStamp
    case trustFolder
    /// A configured source, by its address.
    case source(String)
  }

  public let kind: Kind
  public let origin: Origin
  /// Name of the issuer of the list, or of the certificate that signed the answer.
  public let issuer: String
  public let thisUpdate: Date
  public let nextUpdate: Date?
  /// When an answer was signed; of a list, `thisUpdate`.
  public let producedAt: Date
  /// SHA-256 of the encoded list or answer, in lower-case hexadecimal.
  public let digest: String
}

/// RFC 5280 §5.3.1.
public enum RevocationReason: Int, Sendable, Hashable, CaseIterable {
  case unspecified = 0
  case keyCompromise = 1
  case cACompromise = 2
  case affiliationChanged = 3
  case superseded = 4
  case cessationOfOperation = 5
  case certificateHold = 6
  case removeFromCRL = 8
  case privilegeWithdrawn = 9
  case aACompromise = 10
}

/// What the evidence that could be accepted says of a certificate.
public enum RevocationStatus: Sendable {
  case good(RevocationRecord)
  /// - Parameter effective: From when on the certificate must not be trusted: the time of revocation or, where the list says
  ///   that it became invalid earlier (RFC 5280 §5.3.2), that time.
  case revoked(effective: Date, reason: RevocationReason?, RevocationRecord)
  case onHold(since: Date, RevocationRecord)
  /// Nothing that could be accepted was found; why each thing that was found could not be.
  case unknown([String])
}
