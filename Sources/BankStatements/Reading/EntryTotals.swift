/// Count and sums of a statement's entries, to be compared with what the bank says of them (`TxsSummry`).
///
/// All entries count, whatever their status, as in the published samples. The net amount is not compared: banks do not agree
/// on the sign of a reversal.
struct EntryTotals {
  private(set) var count = 0
  private var counts: [BankEntry.Direction: Int] = [:]
  private var sums: [BankEntry.Direction: Int128] = [:]
  private var currency: Currency?
  private var hasSeveralCurrencies = false
  private var hasUnreadable = false

  /// A stated total that is not the one found.
  struct Contradiction {
    let kind: StatementDefect.Kind
    let value: StatedValue
  }

  mutating func noteEntry() { count += 1 }
  mutating func noteUnreadable() { hasUnreadable = true }

  mutating func add(_ amount: BankAmount, _ direction: BankEntry.Direction) {
    counts[direction, default: 0] += 1
    sums[direction, default: 0] += Int128(amount.minorUnits)
    if let currency, currency != amount.currency { hasSeveralCurrencies = true }
    currency = amount.currency
  }

  /// - Parameter currency: The account's, for a statement without entries.
  func contradictions(to values: FieldValues, in accountCurrency: Currency?, _ map: MessageMap) -> [Contradiction] {
    let credits = (counts[.credit] ?? 0, sums[.credit] ?? 0)
    let debits = (counts[.debit] ?? 0, sums[.debit] ?? 0)
    let all = (count, credits.1 + debits.1)
    let currency = currency ?? accountCurrency ?? .manat
    var found: [Contradiction] = []
    for (countField, sumField, total) in [
      (Field.allCount, Field.allSum, all), (.creditCount, .creditSum, credits), (.debitCount, .debitSum, debits),
    ] {
      // An entry that cannot be read has its own defect, and may be of either direction.
      if hasUnreadable, countField != .allCount { continue }
      if let value = values[countField], value.text.utf8.count > 15 || Int(value.text) != total.0 {
        found.append(
          Contradiction(
            kind: .entryCount(element: Self.name(of: value, map), stated: value.text, found: total.0), value: value))
      }
      guard let value = values[sumField], !hasUnreadable, !hasSeveralCurrencies,
        !Self.says(value.text, total.1, in: currency)
      else { continue }
      let sum = BankAmount.decimal(total.1, in: currency)
      found.append(
        Contradiction(
          kind: .entrySum(element: Self.name(of: value, map), stated: value.text, found: sum), value: value))
    }
    return found
  }

  private static func says(_ text: String, _ minorUnits: Int128, in currency: Currency) -> Bool {
    guard let decimal = try? ExactDecimal(text), let units = decimal.units(places: currency.decimals) else {
      return false
    }
    return Int128(units) == minorUnits
  }

  /// Such as `TtlNtries/Sum`.
  private static func name(of value: StatedValue, _ map: MessageMap) -> String {
    let node = map.nodes[value.node]
    return "\(map.nodes[node.parent].name)/\(node.name)"
  }
}

/// How often an entry's key came before in its statement. Keys are remembered by 128 bits each, so that a long statement
/// does not fill the memory with them.
struct EqualEntries {
  private struct Fingerprint: Hashable {
    let high: Int
    let low: Int

    init(_ key: EntryKey) {
      var (first, second) = (Hasher(), Hasher())
      second.combine(0)
      first.combine(key)
      second.combine(key)
      (high, low) = (first.finalize(), second.finalize())
    }
  }

  private var counts: [Fingerprint: UInt32] = [:]

  /// From 1.
  mutating func ordinal(of key: EntryKey) -> Int {
    func count(_ equals: inout UInt32) -> Int {
      equals += 1
      return Int(equals)
    }
    return count(&counts[Fingerprint(key), default: 0])
  }
}
