import Filing
import Testing

@Suite struct PaymentReferenceTests {
  private func reference(_ number: Int, court: String = "103") throws -> PaymentReference {
    let court = try #require(CourtCode(court))
    return try #require(PaymentReference(court: court, year: 2026, number: number))
  }

  /// The standard's own example, and others that banks publish.
  @Test(arguments: ["RF18539007547034", "RF18 5390 0754 7034", "rf18 5390 0754 7034", "RF712348231", "RF45G72UUR"])
  func creditorReferencesReadWithSpacesAndSmallLetters(text: String) throws {
    let reference = try #require(CreditorReference(text))
    #expect(CreditorReference(reference.printed) == reference)
    #expect(CreditorReference(body: String(reference.body)) == reference)
  }

  @Test(arguments: [
    "", "RF18", "RF19539007547034", "RF18539007547043", "R18539007547034", "XX18539007547034", "RF1853900754703Ə",
    "RF18-5390-0754-7034", "RF12345678901234567890123456", "RFA8539007547034", "RF1ß39007547034",
  ])
  func otherTextsAreNoCreditorReferences(text: String) { #expect(CreditorReference(text) == nil) }

  /// 97, 98 and 02 have the same remainders as 00, 01 and 99, which no generator gives.
  @Test func checkDigitsOutsideTheirRangeAreWrong() throws {
    for number in 1...500 {
      let text = try reference(number).reference.text
      for (right, wrong) in [("97", "00"), ("98", "01"), ("02", "99")] where text.hasPrefix("RF\(right)") {
        #expect(CreditorReference("RF\(wrong)\(text.dropFirst(4))") == nil)
      }
    }
  }

  @Test func aReferenceReadsBack() throws {
    for number in [1, 42, 9_999_999] {
      let reference = try reference(number)
      #expect(reference.reference.text.count == 18)
      #expect(PaymentReference(reference.reference.printed) == reference)
    }
    #expect(try reference(1).reference.text.dropFirst(4) == "10320260000001")
  }

  @Test func numbersOutsideTheFormHaveNone() throws {
    let court = try #require(CourtCode("103"))
    for (year, number) in [(1999, 1), (2100, 1), (2026, 0), (2026, 10_000_000), (2026, -1)] {
      #expect(PaymentReference(court: court, year: year, number: number) == nil)
    }
    // A creditor reference of somebody else.
    #expect(PaymentReference("RF18539007547034") == nil)
  }

  @Test func noSlipOfThePenGivesAnotherReference() throws {
    for number in [1, 2718, 3_141_592] {
      let text = Array(try reference(number).reference.text)
      for index in 2..<text.count {
        for digit in "0123456789" where digit != text[index] {
          var wrong = text
          wrong[index] = digit
          #expect(PaymentReference(String(wrong)) == nil)
        }
        if index + 1 < text.count, text[index] != text[index + 1] {
          var wrong = text
          wrong.swapAt(index, index + 1)
          #expect(PaymentReference(String(wrong)) == nil)
        }
      }
    }
  }

  @Test func referencesAreFoundInWhatPayersWrite() throws {
    let (one, two) = (try reference(1), try reference(2, court: "050"))
    let text = "Rüsum \(one.reference.printed), və \(two.reference.text.lowercased()). Yenə: \(one.reference.text)"
    #expect(PaymentReference.found(in: text) == [one, two])
    #expect(PaymentReference.found(in: one.reference.text) == [one])
  }

  @Test(arguments: ["", "RF", "RF18539007547034", "Ref 12345", "RF18  1032 0260 0000 01", "rfrfrfrfrfrfrfrfrfrf"])
  func nothingElseIsFound(text: String) { #expect(PaymentReference.found(in: text).isEmpty) }

  @Test func moreDigitsThanAReferenceHasAreNone() throws {
    #expect(PaymentReference.found(in: "\(try reference(7).reference.text)1").isEmpty)
  }
}

extension CreditorReference {
  /// In groups of four, as the standard wants it on paper: `RF18 5390 0754 7034`.
  fileprivate var printed: String {
    var printed = ""
    for (index, character) in text.enumerated() {
      if index > 0, index.isMultiple(of: 4) { printed.append(" ") }
      printed.append(character)
    }
    return printed
  }
}
