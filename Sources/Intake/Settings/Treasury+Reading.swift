import BankStatements
import Filing

extension Treasury {
  static let fileName = "treasury.yaml"
  private static let terms: ClosedRange<Duration> = .seconds(1)...(.seconds(365 * 86_400))
  /// Of an IBAN (ISO 13616), which is longer than any bank's own number.
  private static let longestNumber = 34

  /// - Parameter courts: Those of the root; an account of another would never be asked for.
  static func read(_ octets: [UInt8], courts: CourtDirectory?, log: DefectLog) -> Treasury {
    var treasury = Treasury()
    guard
      let file = YAMLFile.section(
        of: octets, from: fileName, keys: ["evidence", "term", "accounts", "portal", "cardPrefixes", "serviceFees"],
        log: log)
    else { return treasury }
    if let evidence = file.required("evidence")?.choice(of: Evidence.self) { treasury.evidence = evidence }
    let term = file.optional("term")?.read(as: .duration(terms)) { text in
      DurationText.duration(text).flatMap { terms.contains($0) ? $0 : nil }
    }
    if let term { treasury.term = term }
    treasury.portal = file.optional("portal")?.read(as: .channelName) { FolderLabel($0)?.text }
    treasury.cardPrefixes = (file.optional("cardPrefixes")?.list ?? []).compactMap { entry in
      entry.read(as: .cardPrefix) { text in
        let isPrefix = (1...6).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isPrefix ? text : nil
      }
    }
    if let fees = file.optional("serviceFees")?.section(keys: ["amounts", "words"]) {
      let amounts = fees.optional("amounts")?.list ?? []
      treasury.serviceFeeAmounts = Set(amounts.compactMap { $0.read(as: .amount) { Money(decimal: $0) } })
      treasury.serviceFeeWords = words(fees.optional("words"))
    }
    let list = file.required("accounts")
    for entry in list?.list ?? [] {
      guard let account = account(entry, courts: courts) else { continue }
      if treasury.account(numbered: account.number) != nil { entry.report(.entryRepeated(account.number)) }
      treasury.accounts.append(account)
    }
    // Every filing would wait for a statement that nobody may send.
    if treasury.evidence == .statement, treasury.accounts.isEmpty { list?.report(.treasuryWithoutAccount) }
    return treasury
  }

  private static func account(_ value: YAMLValue, courts known: CourtDirectory?) -> Account? {
    guard let section = value.section(keys: ["number", "certificates", "courts", "purposes", "records"]) else {
      return nil
    }
    let number = section.required("number")?.read(as: .accountNumber, accountNumber)
    let certificates = section.required("certificates")
    let fingerprints = (certificates?.list ?? []).compactMap { entry in
      entry.read(as: .fingerprint) { ContentHash(fingerprint: $0) }
    }
    let courts = (section.optional("courts")?.list ?? []).compactMap { entry -> CourtCode? in
      guard let code = entry.read(as: .courtCode, { CourtCode($0) }) else { return nil }
      if let known, known[code] == nil {
        entry.report(.choiceUnknown(code.text, nearest: nil, choices: known.codes.map(\.text)))
      }
      return code
    }
    guard let number else { return nil }
    return Account(
      number: number, certificates: Set(fingerprints), courts: Set(courts),
      purposes: words(section.optional("purposes")),
      records: section.optional("records").flatMap { PortalLayout.read($0, account: number) })
  }

  private static func words(_ list: YAMLValue?) -> [String] {
    (list?.list ?? []).compactMap { entry in
      entry.read(as: .words) { $0.contains { $0.isLetter || $0.isNumber } ? $0 : nil }
    }
  }

  private static func accountNumber(_ text: String) -> String? {
    let compact = text.filter { $0 != " " }.uppercased()
    let isNumber = compact.utf8.allSatisfy {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    return isNumber && (4...longestNumber).contains(compact.utf8.count) ? compact : nil
  }
}
