public import FoundationEssentials

/// What a signer says with a signature, beside what is signed: the signed properties of EN 319 132-1 §5.2. All of it is
/// under the signature, and none of it is proven by it.
public struct SignatureClaims: Sendable {
  /// §5.2.1.
  public var signingTime: Date
  /// §5.2.6: roles that the signer claims, such as `notary`.
  public var roles: [String] = []
  public var place: ClaimedPlace?
  public var policy: ClaimedPolicy?
  /// §5.2.3: what the signature means, for all that is signed.
  public var commitments: [SignatureCommitment] = []

  public init(signingTime: Date) { self.signingTime = signingTime }
}

/// Where a signer says that a signature was made (EN 319 132-1 §5.2.5).
public struct ClaimedPlace: Sendable, Hashable {
  public var city: String?
  public var stateOrProvince: String?
  public var postalCode: String?
  public var country: String?

  public init(
    city: String? = nil, stateOrProvince: String? = nil, postalCode: String? = nil, country: String? = nil
  ) {
    self.city = city
    self.stateOrProvince = stateOrProvince
    self.postalCode = postalCode
    self.country = country
  }
}

/// The rules that a signature was made under (EN 319 132-1 §5.2.9), named so that nobody can change them afterwards.
public struct ClaimedPolicy: Sendable, Hashable {
  /// A URI; an object identifier is written as `urn:oid:…`.
  public let identifier: String
  public let digestAlgorithm: SigningDigest
  /// Of the policy document.
  public let digest: [UInt8]
  /// Where the policy document can be read.
  public let address: String?

  public init(identifier: String, digestAlgorithm: SigningDigest, digest: [UInt8], address: String? = nil) {
    self.identifier = identifier
    self.digestAlgorithm = digestAlgorithm
    self.digest = digest
    self.address = address
  }
}

/// What a signature means (ETSI TS 119 172-1 Annex B; the identifiers are those of EN 319 132-1 §5.2.3).
public enum SignatureCommitment: String, Sendable, Hashable, CaseIterable {
  case proofOfOrigin = "http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin"
  case proofOfReceipt = "http://uri.etsi.org/01903/v1.2.2#ProofOfReceipt"
  case proofOfDelivery = "http://uri.etsi.org/01903/v1.2.2#ProofOfDelivery"
  case proofOfSender = "http://uri.etsi.org/01903/v1.2.2#ProofOfSender"
  case proofOfApproval = "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval"
  case proofOfCreation = "http://uri.etsi.org/01903/v1.2.2#ProofOfCreation"
}
