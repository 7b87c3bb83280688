import SwiftASN1

extension ASN1Node {
  /// An OBJECT IDENTIFIER in dotted form (X.690 §8.19).
  ///
  /// Read here and not by `ASN1ObjectIdentifier`, whose text of identifiers such as 2.999 is wrong (26.39), and which
  /// refuses components over 64 bits: those made of a UUID (2.25.…, X.667) have 128.
  func objectIdentifier() throws -> String {
    guard identifier == .objectIdentifier, case .primitive(let octets) = content,
      octets.last.map({ $0 < 0x80 }) ?? false
    else { throw ASN1Error.invalidASN1Object(reason: "not an object identifier") }
    var components: [String] = []
    for group in octets.split(after: { $0 < 0x80 }) {
      guard group.first != 0x80, group.count <= Self.mostComponentOctets else {
        throw ASN1Error.invalidASN1Object(reason: "a component of an object identifier")
      }
      if components.isEmpty {
        // Only below 2 there may be more than 39.
        let first = group.count > 1 || group[group.startIndex] >= 80 ? 2 : Int(group[group.startIndex]) / 40
        components = ["\(first)", Self.value(of: group, less: first * 40).decimalText]
      } else {
        components.append(Self.value(of: group, less: 0).decimalText)
      }
    }
    return components.joined(separator: ".")
  }

  /// 133 bits: enough for UUIDs.
  private static let mostComponentOctets = 19

  /// Big-endian octets of a number in groups of seven bits, less a small one that it is not below.
  private static func value(of group: ArraySlice<UInt8>, less subtrahend: Int) -> [UInt8] {
    var value = [UInt8](repeating: 0, count: group.count)
    for octet in group {
      var carry = Int(octet & 0x7F)
      for index in value.indices.reversed() {
        carry += Int(value[index]) << 7
        value[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
    }
    var borrow = subtrahend
    for index in value.indices.reversed() {
      let difference = Int(value[index]) - borrow
      value[index] = UInt8(difference & 0xFF)
      borrow = difference < 0 ? 1 : 0
    }
    return value
  }
}

extension ArraySlice<UInt8> {
  /// Pieces that each end with an element of the kind.
  fileprivate func split(after isEnd: (UInt8) -> Bool) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = startIndex
    for index in indices where isEnd(self[index]) {
      pieces.append(self[start...index])
      start = index + 1
    }
    return pieces
  }
}
