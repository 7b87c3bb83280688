/// A currency by its code of ISO 4217, such as `AZN`.
package struct Currency: Sendable, Hashable, CustomStringConvertible {
  package let code: String
  /// Decimals of the minor unit: 2 of the manat (qəpik), 0 of the yen.
  package let decimals: Int

  /// Nil unless the code is three Latin capitals (`ActiveOrHistoricCurrencyCode`). That it is in use is not checked.
  package init?(_ code: some StringProtocol) {
    let code = String(code)
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    self.code = code
    decimals = Self.unusualDecimals[code] ?? 2
  }

  private init(code: String, decimals: Int) { (self.code, self.decimals) = (code, decimals) }

  package static let manat = Currency(code: "AZN", decimals: 2)

  package var description: String { code }

  /// ISO 4217, table A.1: the currencies whose minor unit is not a hundredth.
  private static let unusualDecimals: [String: Int] = [
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
  ]
}
