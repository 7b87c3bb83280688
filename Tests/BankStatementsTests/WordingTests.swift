import Filing
import Testing

@testable import BankStatements

@Suite struct WordingTests {
  static let kinds: [StatementDefect.Kind] = [
    .empty, .truncated, .malformed(detail: "‹d›"), .notUTF8(detail: "‹d›"), .documentType,
    .limit(name: "depth", value: 64),
    .notAStatement(root: "‹r›"), .versionUnknown(namespace: "‹n›"), .severalDocuments, .noStatement,
    .columnMissing(element: "‹e›"), .fieldCount(expected: 7, found: 6), .quoting, .missing(element: "‹e›"),
    .repeated(element: "‹e›"), .unexpected(element: "‹e›"), .controlCharacter(element: "‹e›"),
    .amountMalformed(element: "‹e›", value: "‹v›"), .amountTooLong(element: "‹e›", value: "‹v›"),
    .amountNegative(element: "‹e›", value: "‹v›"), .amountTooPrecise(element: "‹e›", value: "‹v›", currency: "‹c›"),
    .currencyMalformed(element: "‹e›", value: "‹v›"), .codeUnknown(element: "‹e›", value: "‹v›"),
    .dateMalformed(element: "‹e›", value: "‹v›"), .numberMalformed(element: "‹e›", value: "‹v›"),
    .accountDigitsWrong(account: "‹a›"), .currencyNotOfAccount(currency: "‹c›", account: "‹a›"), .bookingDayMissing,
    .referenceRepeated(reference: "‹r›"), .transactionSum(sum: "‹s›", amount: "‹a›"),
    .transactionCount(stated: 7, found: 6),
    .transactionWithoutAmount(ordinal: 7), .transactionCurrency(currency: "‹c›", entry: "‹e›"),
    .entryCount(element: "‹e›", stated: "‹s›", found: 7), .entrySum(element: "‹e›", stated: "‹s›", found: "‹f›"),
  ]

  private func text(_ kind: StatementDefect.Kind, _ language: FindingCatalogue.Language) -> (
    cause: String, remedy: String
  ) {
    StatementDefect(kind, .entry, at: SourceLocation(line: 12, path: "/Document/Ntry[3]"), entry: 3).text(in: language)
  }

  @Test(arguments: kinds)
  func everyDefectSaysWhatWhereAndWhatToDoInBothLanguages(kind: StatementDefect.Kind) {
    let (english, azerbaijani) = (text(kind, .english), text(kind, .azerbaijani))
    #expect(english.cause.hasPrefix("line 12, entry 3, “/Document/Ntry[3]”: "))
    #expect(azerbaijani.cause.hasPrefix("sətir 12, yazılış 3, “/Document/Ntry[3]”: "))
    let values = Mirror(reflecting: kind).children.flatMap { child in
      child.value is String ? ["\(child.value)"] : Mirror(reflecting: child.value).children.map { "\($0.value)" }
    }
    for text in [english, azerbaijani] {
      #expect(text.cause.hasSuffix("."))
      #expect(text.remedy.hasSuffix("."))
      for value in values { #expect(text.cause.contains(value)) }
    }
    #expect(english.cause.dropFirst(40) != azerbaijani.cause.dropFirst(40))
    #expect(english.remedy != azerbaijani.remedy)
  }

  @Test func valuesCannotForgeALineNorShowACardNumber() {
    let cause = text(.missing(element: "a\nb\u{202E} 4111111111111111"), .english).cause
    #expect(cause.hasSuffix("“a\\u{A}b\\u{202E} 411111••••••••••” is missing or empty."))
    let long = text(.missing(element: String(repeating: "x", count: 1000)), .english).cause
    #expect(long.contains("\(String(repeating: "x", count: 300))…”"))
  }
}
