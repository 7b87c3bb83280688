/// By what one payment is told from another: its channel and its operation number. Each pays for one filing only.
public struct PaymentKey: Sendable, Hashable, Codable {
  /// `bank`, `treasury` or `online`.
  public let channel: String
  /// Upper-case, because slips and statements print either.
  public let operationNumber: String

  /// Nil unless the number is `[A-Za-z0-9][A-Za-z0-9-]{3,34}`.
  public init?(channel: String, operationNumber: String) {
    guard Self.isOperationNumber(operationNumber) else { return nil }
    self.channel = channel
    self.operationNumber = operationNumber.uppercased()
  }

  public init?(_ payment: PaymentDeclaration) {
    guard let channel = payment.channel, let number = payment.operationNumber else { return nil }
    self.init(channel: channel.value, operationNumber: number.value)
  }

  static func isOperationNumber(_ text: String) -> Bool {
    guard (4...35).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "-") else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}

extension FeeDeclaration {
  /// The keys of the well-formed payments, each once, in the order of the filing.
  public var paymentKeys: [PaymentKey] {
    var seen: Set<PaymentKey> = []
    return payments.compactMap(PaymentKey.init).filter { seen.insert($0).inserted }
  }
}
