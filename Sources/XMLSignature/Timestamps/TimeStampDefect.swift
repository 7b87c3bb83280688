/// Why octets are no time-stamp token, answer or request. It says nothing about signatures: those have
/// ``TimeStampSignature``.
public enum TimeStampDefect: Error, Sendable, Hashable {
  /// Larger than ``TimeStampToken/mostOctets``.
  case tooLarge(octets: Int)
  /// Not one ASN.1 structure of the expected kind, without anything behind it.
  case malformed(String)
  /// A CMS object of another kind (RFC 5652 §4), by its object identifier.
  case notSignedData(contentType: String)
  /// Signed content of another kind than `id-ct-TSTInfo` (RFC 3161 §2.4.2), by its object identifier.
  case notTimeStampInfo(contentType: String)
  /// The signed content is not inside the token.
  case noContent
  /// RFC 3161 §2.4.2: a token has the signature of the time-stamping authority and no other.
  case signerCount(Int)
  /// The `TSTInfo` cannot be read.
  case infoMalformed(String)
  /// Another version of `TSTInfo` than 1.
  case infoVersion(Int)

  /// For people.
  public var detail: String {
    switch self {
    case .tooLarge(let octets): "\(octets) octets are more than a time-stamp token may have"
    case .malformed(let reason): "not a time-stamp: \(reason)"
    case .notSignedData(let type): "a CMS object of the type \(type), not signed data"
    case .notTimeStampInfo(let type): "signed data of the type \(type), not a time-stamp"
    case .noContent: "the time-stamp's content is missing"
    case .signerCount(let count): "\(count) signers where a time-stamp has one"
    case .infoMalformed(let reason): "the time-stamp's content cannot be read: \(reason)"
    case .infoVersion(let version): "version \(version) of the time-stamp's content"
    }
  }
}
