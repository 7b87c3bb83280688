@testable import XMLSignature

extension TimeStampSignature {
  /// For messages of failed expectations.
  var summary: String {
    switch self {
    case .valid(_, let algorithms): "valid by \(algorithms.signature.name) with \(algorithms.keyName)"
    case .invalid(let flaw): "invalid: \(flaw.detail)"
    case .signerNotFound(let fault): "signer not found: \(fault.detail)"
    case .unsupported(let what): "unsupported: \(what)"
    }
  }

  var isValid: Bool {
    if case .valid = self { true } else { false }
  }
}

extension [UInt8] {
  /// Lower case.
  var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

  /// As a number.
  var hexWithoutZeros: String {
    let digits = hex.drop { $0 == "0" }
    return digits.isEmpty ? "0" : String(digits)
  }

  /// As a number in two's complement.
  var signedHex: String {
    guard let first, first >= 0x80 else { return hexWithoutZeros }
    var magnitude = map { ~$0 }
    for index in magnitude.indices.reversed() {
      magnitude[index] &+= 1
      if magnitude[index] != 0 { break }
    }
    return "-" + magnitude.hexWithoutZeros
  }
}
