public import FoundationEssentials

/// A signature that was made and has been verified where it stands.
public struct SignatureMade: Sendable {
  /// Of the `ds:Signature`.
  public let id: String
  public let level: XAdESLevel
  public let algorithm: SignatureAlgorithm
  public let signer: CertificateRecord
  public let signingTime: Date
  /// What it references: "" for the document, `#id` for an element, names of files.
  public let references: [String]
  /// A request for a time-stamp over the signature: the one that was answered at level B-T, one that may still be sent at B-B.
  public let timeStampRequest: TimeStampRequest
  /// As the time-stamp says; nil at B-B.
  public let timeStampedAt: Date?
  /// How many signatures the document has now.
  public let signatures: Int
}
