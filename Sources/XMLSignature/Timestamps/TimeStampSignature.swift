/// What the check of a time-stamp's signature found. Whether the signer may issue time-stamps (key usage, path, revocation)
/// is another question, about ``CertificateRecord`` and a time.
public enum TimeStampSignature: Sendable {
  /// The key of this certificate, which the signed attributes name, signed the time-stamp.
  case valid(signer: CertificateRecord, algorithms: Algorithms)
  case invalid(Flaw)
  /// None of the certificates is the one that signed.
  case signerNotFound(SignerFault)
  /// Something that may be good, but that this library cannot check; it is named.
  case unsupported(String)

  /// What the signature relies on, for a policy that knows until when algorithms are good.
  public struct Algorithms: Sendable, Hashable {
    public let signature: X509SignatureAlgorithm
    /// Of the content.
    public let messageDigest: DigestAlgorithm
    /// By which the signed attributes name the signer's certificate.
    public let certificateDigests: [DigestAlgorithm]
    /// Such as `RSA-2048`.
    public let keyName: String
  }

  /// Why a signature is not the signature of this content.
  public enum Flaw: Sendable, Hashable {
    /// RFC 5652 §5.3: content that is not plain data is signed by way of signed attributes.
    case noSignedAttributes
    /// The attribute, by its name, is missing, comes twice, or cannot be read.
    case attribute(String)
    /// The attribute content-type names another type than the content's (RFC 5652 §11.1).
    case contentType
    /// The attribute message-digest is not the content's digest (RFC 5652 §11.2).
    case messageDigest
    /// The attribute that protects the algorithms names others (RFC 6211 §2).
    case algorithmProtection
    /// The value does not fit the signed attributes and the signer's key.
    case signatureValue
  }

  /// Why no certificate is the signer's.
  public enum SignerFault: Sendable, Hashable {
    /// RFC 3161 §2.4.2, RFC 5816 §2.2.1: signing-certificate or signing-certificate-v2 must be there.
    case noCertificateReference
    /// No certificate has the digest.
    case notAmongCertificates
    /// A certificate has the digest, and another issuer or serial number than the reference.
    case issuerAndSerialNumber
    /// The certificate that the signed attributes name is not the one that `SignerInfo` names.
    case signerIdentifier
    /// The two attributes name different certificates.
    case contradiction
  }
}

extension TimeStampSignature.Flaw {
  /// For people.
  public var detail: String {
    switch self {
    case .noSignedAttributes: "the time-stamp has no signed attributes"
    case .attribute(let name): "the signed attribute \(name) is missing, comes twice or cannot be read"
    case .contentType: "the signed content type is not a time-stamp's"
    case .messageDigest: "the time-stamp's content was changed: its digest is not the signed one"
    case .algorithmProtection: "the time-stamp's algorithms are not the signed ones"
    case .signatureValue: "the time-stamp's signature value is wrong"
    }
  }
}

extension TimeStampSignature.SignerFault {
  /// For people.
  public var detail: String {
    switch self {
    case .noCertificateReference: "the time-stamp does not name its signer's certificate by digest"
    case .notAmongCertificates: "the certificate that the time-stamp names is not there"
    case .issuerAndSerialNumber: "the certificate has another issuer or serial number than the time-stamp names"
    case .signerIdentifier: "the time-stamp names two different certificates as its signer's"
    case .contradiction: "the time-stamp's two references name different certificates"
    }
  }
}
