/// An exact percentage with at most four decimals, from 0 to 100, such as `0.05`.
public struct Percentage: Sendable, Hashable {
  /// One per cent is 10,000 millionths.
  public let millionths: Int64

  /// Reads a plain decimal, the per cent sign not included. Anything else is nil, never a rounded value.
  public init?(decimal text: some StringProtocol) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...3).contains(whole.utf8.count), Self.digitsOnly(whole), let major = Int64(whole)
    else { return nil }
    var minor: Int64 = 0
    if parts.count == 2 {
      guard (1...4).contains(parts[1].utf8.count), Self.digitsOnly(parts[1]),
        let value = Int64(parts[1] + String(repeating: "0", count: 4 - parts[1].utf8.count))
      else { return nil }
      minor = value
    }
    let millionths = major * 10_000 + minor
    guard millionths <= 1_000_000 else { return nil }
    self.millionths = millionths
  }

  private init(millionths: Int64) { self.millionths = millionths }

  /// What is left of the whole: 90 for 10.
  public var complement: Percentage { Percentage(millionths: 1_000_000 - millionths) }

  /// Without needless zeros: `0.05`, `1`, `50`.
  public var decimal: String {
    let fraction = String(String(10_000 + millionths % 10_000).dropFirst())
    let significant = fraction.reversed().drop { $0 == "0" }.reversed()
    return significant.isEmpty ? "\(millionths / 10_000)" : "\(millionths / 10_000).\(String(significant))"
  }

  private static func digitsOnly(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
