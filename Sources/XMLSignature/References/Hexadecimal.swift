extension Sequence<UInt8> {
  /// The octets as pairs of digits, in lower case.
  var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
