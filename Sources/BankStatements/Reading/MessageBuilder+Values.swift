import Filing

/// Values as they stand, read into what they mean; what cannot be read is a defect of the entry or the message.
extension MessageBuilder {
  func name(of value: StatedValue) -> String { map.nodes[value.node].name }

  mutating func required(_ value: StatedValue?, _ element: String) -> StatedValue? {
    if value == nil { reject(.missing(element: element), at: entry.place, line: entry.line) }
    return value
  }

  mutating func amount(_ value: StatedValue) -> BankAmount? {
    guard let code = value.currency else {
      reject(.missing(element: "@Ccy"), at: value.node, line: value.line)
      return nil
    }
    guard let currency = currency(code, of: value, element: "@Ccy") else { return nil }
    switch BankAmount.read(value.text, in: currency, element: name(of: value)) {
    case .success(let amount): return amount
    case .failure(let fault):
      reject(fault.kind, at: value.node, line: value.line)
      return nil
    }
  }

  mutating func currency(_ code: String, of value: StatedValue, element: String? = nil) -> Currency? {
    if let currency = Currency(code) { return currency }
    reject(.currencyMalformed(element: element ?? name(of: value), value: code), at: value.node, line: value.line)
    return nil
  }

  mutating func code<Code: RawRepresentable<String>>(_ value: StatedValue) -> Code? {
    if let code = Code(rawValue: value.text) { return code }
    reject(.codeUnknown(element: name(of: value), value: value.text), at: value.node, line: value.line)
    return nil
  }

  /// `xs:boolean`.
  mutating func flag(_ value: StatedValue) -> Bool {
    switch value.text {
    case "true", "1": return true
    case "false", "0": return false
    default:
      reject(.codeUnknown(element: name(of: value), value: value.text), at: value.node, line: value.line)
      return false
    }
  }

  mutating func day(_ value: StatedValue) -> LocalDay? {
    if let day = StatedTime.day(value.text) { return day }
    reject(.dateMalformed(element: name(of: value), value: value.text), at: value.node, line: value.line)
    return nil
  }

  mutating func time(_ value: StatedValue) -> StatedTime? {
    if let time = StatedTime(value.text) { return time }
    reject(.dateMalformed(element: name(of: value), value: value.text), at: value.node, line: value.line)
    return nil
  }

  func account(_ iban: StatedValue?, _ other: StatedValue?) -> BankAccount? {
    iban.map { BankAccount(iban: $0.text) } ?? other.map { .other($0.text) }
  }

  /// What people wrote; references are left as they are, because payments are matched by them.
  func freeText(_ value: StatedValue?) -> String? { value.map { CardNumber.masked(in: $0.text) } }
}
