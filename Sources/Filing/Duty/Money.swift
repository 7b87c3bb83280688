/// An exact amount of Azerbaijani manat, in minor units (qəpik; 100 make one AZN).
public struct Money: Sendable, Hashable, Codable, Comparable {
  public let minorUnits: Int64

  public init(minorUnits: Int64) { self.minorUnits = minorUnits }

  public static let zero = Money(minorUnits: 0)
  /// ISO 4217; duties are paid in no other currency.
  public static let currencyCode = "AZN"

  /// Reads a plain decimal such as `120`, `120.5` or `120.50`: no sign, no exponent, at most two decimals, at most
  /// 13 digits before the point. Anything else is nil, never a rounded value.
  public init?(decimal text: some StringProtocol) {
    var text = String(text)
    guard let units = text.withUTF8({ Self.minorUnits(of: $0) }) else { return nil }
    minorUnits = units
  }

  private static func minorUnits(of text: UnsafeBufferPointer<UInt8>) -> Int64? {
    let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count
    guard (1...13).contains(point), let major = number(text[..<point]) else { return nil }
    guard point < text.count else { return major * 100 }
    let decimals = text[(point + 1)...]
    guard (1...2).contains(decimals.count), let minor = number(decimals) else { return nil }
    return major * 100 + (decimals.count == 1 ? minor * 10 : minor)
  }

  /// Of digits alone, few enough for the type.
  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    var number: Int64 = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      number = 10 * number + Int64(digit - UInt8(ascii: "0"))
    }
    return number
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
}
