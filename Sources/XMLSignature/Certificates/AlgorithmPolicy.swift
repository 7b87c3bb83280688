public import FoundationEssentials

/// Until when an algorithm is good enough. Weak-but-old is neither a pass nor a crash: it is INDETERMINATE.
public struct AlgorithmPolicy: Sendable {
  /// Digests that stop being accepted, and when.
  public var digestExpiry: [DigestAlgorithm: Date]
  /// RSA keys shorter than this stop being accepted at `shortRSAExpiry`.
  public var rsaBits: Int
  public var shortRSAExpiry: Date

  public init(digestExpiry: [DigestAlgorithm: Date], rsaBits: Int, shortRSAExpiry: Date) {
    self.digestExpiry = digestExpiry
    self.rsaBits = rsaBits
    self.shortRSAExpiry = shortRSAExpiry
  }

  /// The dates of EU DSS: SHA-1 until 2012-08-01, RSA below 2048 bits until 2019-10-01.
  public static let standard = AlgorithmPolicy(
    digestExpiry: [.sha1: Date(timeIntervalSince1970: 1_343_779_200)], rsaBits: 2048,
    shortRSAExpiry: Date(timeIntervalSince1970: 1_569_888_000))

  func weakness(of digest: DigestAlgorithm, at time: Date) -> String? {
    guard let expiry = digestExpiry[digest], time >= expiry else { return nil }
    return "\(digest.name) is not accepted since \(expiry.formatted(.iso8601.year().month().day()))"
  }

  func weakness(of key: VerificationKey, at time: Date) -> String? {
    guard let bits = key.rsaBits, bits < rsaBits, time >= shortRSAExpiry else { return nil }
    return "\(key.name) is not accepted since \(shortRSAExpiry.formatted(.iso8601.year().month().day()))"
  }
}
