import FoundationEssentials
import SwiftASN1

extension Date {
  /// A UTCTime or GeneralizedTime of a tree, with fractions of a second, which answers and time-stamps may have.
  init(time node: ASN1Node) throws {
    guard case .primitive(let content) = node.content,
      node.identifier == .utcTime || node.identifier == .generalizedTime
    else { throw ASN1Error.unexpectedFieldType(node.identifier) }
    var octets = Array(content)
    var fraction = 0.0
    if let point = octets.firstIndex(of: UInt8(ascii: ".")), node.identifier == .generalizedTime,
      octets.count > point + 2
    {
      // More digits than a clock has are cut off.
      let digits = octets[(point + 1)..<(octets.count - 1)]
      guard let value = UInt64(String(decoding: digits.prefix(9), as: UTF8.self)),
        digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
      else { throw ASN1Error.invalidASN1Object(reason: "not a time") }
      fraction = (0..<min(digits.count, 9)).reduce(Double(value)) { value, _ in value / 10 }
      octets.removeSubrange(point..<(octets.count - 1))
    }
    let tag = node.identifier == .utcTime ? DERTag.utcTime : DERTag.generalizedTime
    let whole = try Date(DERElement(tag: tag, whole: octets.indices, content: octets.indices), octets)
    self = whole.addingTimeInterval(fraction)
  }
}
