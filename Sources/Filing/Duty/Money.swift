/// An exact amount of Azerbaijani manat, in minor units (qəpik; 100 make one AZN).
public struct Money: Sendable, Hashable, Codable, Comparable {
  public let minorUnits: Int64

  public init(minorUnits: Int64) { self.minorUnits = minorUnits }

  public static let zero = Money(minorUnits: 0)

  /// Reads a plain decimal such as `120`, `120.5` or `120.50`: no sign, no exponent, at most two decimals, at most
  /// 13 digits before the point. Anything else is nil, never a rounded value.
  public init?(decimal text: some StringProtocol) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...13).contains(whole.utf8.count), Self.digitsOnly(whole),
      let major = Int64(whole)
    else { return nil }
    var minor: Int64 = 0
    if parts.count == 2 {
      guard (1...2).contains(parts[1].utf8.count), Self.digitsOnly(parts[1]), let value = Int64(parts[1])
      else { return nil }
      minor = parts[1].utf8.count == 1 ? value * 10 : value
    }
    minorUnits = major * 100 + minor
  }

  /// With two decimals and a point, as the schema wants it: `120.50`.
  public var decimal: String {
    let magnitude = minorUnits.magnitude
    let cents = magnitude % 100
    return "\(minorUnits < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  public static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }
  public static func + (left: Money, right: Money) -> Money { Money(minorUnits: left.minorUnits + right.minorUnits) }
  public static func - (left: Money, right: Money) -> Money { Money(minorUnits: left.minorUnits - right.minorUnits) }

  private static func digitsOnly(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
