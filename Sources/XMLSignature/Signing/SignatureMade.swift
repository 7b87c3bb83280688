public import FoundationEssentials

/// A signature that was made and has been verified where it stands.
public struct SignatureMade: Sendable {
  /// Of the `ds:Signature`.
  public let id: String
  /// Such as `XAdES-B-B`.
  public let level: String
  public let algorithm: SignatureAlgorithm
  public let signer: CertificateRecord
  public let signingTime: Date
  /// What it references: "" for the document, `#id` for an element, names of files.
  public let references: [String]
  /// What a time-stamp over the signature must have as its imprint.
  public let imprint: TimeStampImprint
  /// How many signatures the document has now.
  public let signatures: Int
}
