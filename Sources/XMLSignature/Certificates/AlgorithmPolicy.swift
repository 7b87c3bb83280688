public import FoundationEssentials

/// Until when an algorithm is good enough. Weak-but-old is neither a pass nor a crash: it is INDETERMINATE.
public struct AlgorithmPolicy: Sendable {
  /// From some time on, keys of a kind must have a length.
  public struct KeyMinimum: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case rsa = "RSA"
      /// Elliptic curves; the length is that of the curve's order.
      case ellipticCurve = "EC"
    }

    public let kind: Kind
    public let bits: Int
    public let since: Date

    public init(kind: Kind, bits: Int, since: Date) {
      self.kind = kind
      self.bits = bits
      self.since = since
    }
  }

  /// Digests that stop being accepted, and when.
  public var digestExpiry: [DigestAlgorithm: Date]
  public var keyMinimums: [KeyMinimum]

  public init(digestExpiry: [DigestAlgorithm: Date], keyMinimums: [KeyMinimum]) {
    self.digestExpiry = digestExpiry
    self.keyMinimums = keyMinimums
  }

  /// The dates of EU DSS: SHA-1 until 2012-08-01, RSA below 2048 bits until 2019-10-01.
  public static let standard = AlgorithmPolicy(
    digestExpiry: [.sha1: Date(timeIntervalSince1970: 1_343_779_200)],
    keyMinimums: [KeyMinimum(kind: .rsa, bits: 2048, since: Date(timeIntervalSince1970: 1_569_888_000))])

  func weakness(of digest: DigestAlgorithm, at time: Date) -> String? {
    guard let expiry = digestExpiry[digest], time >= expiry else { return nil }
    return "\(digest.name) is not accepted since \(expiry.formatted(.iso8601.year().month().day()))"
  }

  func weakness(of key: VerificationKey, at time: Date) -> String? {
    let (kind, bits) = key.strength
    guard let minimum = keyMinimums.first(where: { $0.kind == kind && bits < $0.bits && time >= $0.since }) else {
      return nil
    }
    return "\(key.name) is not accepted since \(minimum.since.formatted(.iso8601.year().month().day()))"
  }
}
