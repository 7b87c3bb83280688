/// A decimal number as it was written, without trailing zeros: never a binary fraction, never rounded.
struct ExactDecimal: Hashable {
  /// Why a text is not one.
  enum Fault: Error { case form, digits }

  private let coefficient: Int64
  private let decimals: Int

  /// ISO 20022's amounts have 18 digits in all (`totalDigits`).
  private static let mostDigits = 18

  var isNegative: Bool { coefficient < 0 }

  /// Reads `xs:decimal` (XML Schema 1.0 §3.2.3): an optional sign, digits, and a point with more digits. Zeros at either
  /// end do not count as digits.
  init(_ text: some StringProtocol) throws(Fault) {
    var digits: [UInt8] = []
    var point: Int?
    var hasDigits = false
    var octets = Array(text.utf8)[...]
    let isNegative = octets.first == UInt8(ascii: "-")
    if isNegative || octets.first == UInt8(ascii: "+") { octets.removeFirst() }
    for octet in octets {
      switch octet {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        hasDigits = true
        if octet != UInt8(ascii: "0") || !digits.isEmpty || point != nil { digits.append(octet - UInt8(ascii: "0")) }
      case UInt8(ascii: ".") where point == nil: point = digits.count
      default: throw .form
      }
    }
    guard hasDigits else { throw .form }
    var decimals = point.map { digits.count - $0 } ?? 0
    while decimals > 0, digits.last == 0 {
      digits.removeLast()
      decimals -= 1
    }
    guard digits.drop(while: { $0 == 0 }).count <= Self.mostDigits, decimals <= Self.mostDigits else { throw .digits }
    let magnitude = digits.reduce(Int64(0)) { 10 * $0 + Int64($1) }
    (coefficient, self.decimals) = (isNegative ? -magnitude : magnitude, decimals)
  }

  /// In units of 10 to the power of minus `places`; nil when that would need rounding or is too large.
  func units(places: Int) -> Int64? {
    guard decimals <= places else { return nil }
    var units = coefficient
    for _ in decimals..<places {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      units = product
    }
    return units
  }
}
