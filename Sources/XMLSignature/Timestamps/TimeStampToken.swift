import SwiftASN1

/// A time-stamp token (RFC 3161 §2.4.2): a CMS object in which a time-stamping authority signed a ``TimeStampInfo``.
/// Readable is all that it is; ``signature(offered:)`` says whether it was signed.
public struct TimeStampToken: Sendable {
  /// The octets as they came.
  public let encoded: [UInt8]
  public let info: TimeStampInfo
  /// Certificates inside, in their order, among them those of the unsigned attribute certificate-values.
  public var certificates: [CertificateRecord] { signedData.certificates.records }
  /// Certificates inside that cannot be read.
  public var brokenCertificates: Int { signedData.certificates.broken }
  /// Attribute certificates and other kinds, which are skipped.
  public var otherCertificates: Int { signedData.certificates.otherKinds }
  /// Revocation lists inside, among them those of the unsigned attribute revocation-values.
  public var revocationLists: [RevocationList] { signedData.revocationData.lists }
  /// OCSP answers inside, each an encoded `OCSPResponse` (RFC 6960 §4.2.1) that was not looked at.
  public var encodedOCSPResponses: [[UInt8]] { signedData.revocationData.responses }
  /// Revocation data inside that cannot be read, or is of a kind that we do not know.
  public var unusableRevocationData: Int { signedData.revocationData.broken + signedData.revocationData.otherKinds }

  let signedData: SignedData
  let content: [UInt8]
  let signer: SignerInformation

  /// Tokens have some kilobytes; those with revocation lists inside may have more.
  public static let mostOctets = 4 << 20
  static let contentType = "1.2.840.113549.1.9.16.1.4"

  /// Reads a token: BER or DER outside, with DER where octets are hashed, and nothing behind it.
  public init(derEncoded octets: [UInt8]) throws(TimeStampDefect) {
    guard octets.count <= Self.mostOctets else { throw .tooLarge(octets: octets.count) }
    let data = try SignedData(contentInfo: octets)
    guard data.contentType == Self.contentType else { throw .notTimeStampInfo(contentType: data.contentType) }
    guard let content = data.content else { throw .noContent }
    guard data.signers.count == 1 else { throw .signerCount(data.signers.count) }
    info = try TimeStampInfo(derEncoded: content)
    encoded = octets
    signedData = data
    self.content = content
    signer = data.signers[0]
  }
}
