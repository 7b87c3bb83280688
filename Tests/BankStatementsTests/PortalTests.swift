import BankStatements
import Filing
import Testing

@Suite struct PortalTests {
  private static let layout = PortalLayout(
    name: "portal", delimiter: ";", decimalMark: ",", groupMark: " ", datePattern: "dd.MM.yyyy HH:mm",
    account: "AZ21NABZ00000000137010001944", currency: "AZN",
    columns: [
      .servicerReference: "Əməliyyat №", .amount: "Məbləğ", .bookingDay: "Tarix", .debtorName: "Ödəyici",
      .debtorID: "FİN",
      .purpose: "Təyinat", .status: "Status", .reversal: "Növ",
    ],
    statuses: ["Uğurlu": "BOOK", "Gözləyir": "PDNG"], reversals: ["Geri"])

  private static let headings = "Əməliyyat №;Tarix;Məbləğ;Ödəyici;FİN;Təyinat;Status;Növ;Qeyd\r\n"
  private static let record =
    "OP-1;02.03.2026 23:30;1 234,50;\"Məmmədov; Rəşad\";5ZXK3QW;\"rüsum \"\"A\"\"\r\n2-ci sətir\";Uğurlu;;x\r\n"

  private func read(_ records: String, _ layout: PortalLayout = layout) throws -> ReadStatement {
    try ReadStatement(records: records, by: layout)
  }

  @Test func aRecordIsAnEntryLikeABanks() throws {
    let read = try read(Self.headings + Self.record)
    #expect(read.reading.isComplete)
    #expect(read.statements.map(\.form) == [.portal(layout: "portal")])
    let entry = try #require(read.entries.first)
    #expect(entry.amount.money == Money(minorUnits: 123_450))
    #expect((entry.direction, entry.status, entry.isReversal) == (.credit, .booked, false))
    #expect(entry.bookingDay == (try day("2026-03-02")))
    #expect(entry.account == .iban("AZ21NABZ00000000137010001944"))
    #expect((entry.servicerReference, entry.line, entry.ordinal) == ("OP-1", 2, 1))
    let transaction = try #require(entry.transactions.first)
    #expect(transaction.debtor?.name == "Məmmədov; Rəşad")
    #expect(transaction.debtor?.personalNumber == PersonalNumber("5ZXK3QW"))
    #expect(transaction.amount == entry.amount)
    #expect(transaction.unstructured == ["rüsum \"A\"\r\n2-ci sətir"])
  }

  @Test func lineEndsAndMarksOfAllKindsAreRead() throws {
    let base = try read(Self.headings + Self.record + Self.record.replacing("OP-1", with: "OP-2"))
    for text in ["\n", "\r"] {
      let records = (Self.headings + Self.record + Self.record.replacing("OP-1", with: "OP-2"))
      let quoted = records.replacing("\"\"\r\n2", with: "\"\"@2").replacing("\r\n", with: text).replacing(
        "@", with: "\r\n")
      #expect(try read("\u{FEFF}" + quoted).entries.map(\.amount) == base.entries.map(\.amount))
    }
    #expect(base.entries.map(\.line) == [2, 4])
    #expect(try read(Self.headings + "\r\n\r\n" + Self.record + "\r\n").entries.map(\.line) == [4])
  }

  @Test func columnsMayStandInAnyOrder() throws {
    let read = try read(
      "Məbləğ;Növ;Status;Təyinat;FİN;Ödəyici;Tarix;Əməliyyat №\n5,00;Geri;Gözləyir;;;;03.03.2026 00:00;OP-9\n")
    let entry = try #require(read.entries.first)
    #expect((entry.amount.minorUnits, entry.status, entry.isReversal) == (500, .pending, true))
    #expect(entry.transactions.first?.debtor == nil)
  }

  @Test(arguments: [
    ("1 234,50", "1234.50", StatementDefect.Kind.amountMalformed(element: "Məbləğ", value: "1234.50")),
    ("1 234,50", "1.234,50", .amountMalformed(element: "Məbləğ", value: "1.234,50")),
    ("1 234,50", "12 34,50", .amountMalformed(element: "Məbləğ", value: "12 34,50")),
    ("1 234,50", "1,234,50", .amountMalformed(element: "Məbləğ", value: "1,234,50")),
    ("1 234,50", "-5,00", .amountNegative(element: "Məbləğ", value: "-5.00")),
    ("1 234,50", "5,001", .amountTooPrecise(element: "Məbləğ", value: "5.001", currency: "AZN")),
    ("1 234,50", "", .missing(element: "Məbləğ")),
    ("02.03.2026 23:30", "2026-03-02", .dateMalformed(element: "Tarix", value: "2026-03-02")),
    ("02.03.2026 23:30", "30.02.2026 23:30", .dateMalformed(element: "Tarix", value: "30.02.2026 23:30")),
    ("02.03.2026 23:30", "", .missing(element: "Tarix")),
    ("Uğurlu", "Success", .codeUnknown(element: "Status", value: "Success")),
    ("Uğurlu", "", .missing(element: "Status")),
    ("OP-1", "OP\u{1F}1", .controlCharacter(element: "Əməliyyat №")),
    (";x", "", .fieldCount(expected: 9, found: 8)),
  ])
  func aDefectiveRecordIsNamedAndItsNeighbourRead(text: String, replacement: String, kind: StatementDefect.Kind) throws
  {
    let read = try read(
      Self.headings + Self.record.replacing(text, with: replacement) + Self.record.replacing("OP-1", with: "OP-2"))
    #expect(read.kinds == [kind])
    #expect(read.defects.map(\.reach) == [.entry])
    #expect(read.defects.map(\.location.line) == [2])
    #expect(read.defects.map(\.entry) == [1])
    #expect(read.entries.map(\.servicerReference) == ["OP-2"])
    #expect(read.reading.isUsable)
    #expect(!read.reading.isComplete)
  }

  @Test(
    arguments: [
      ("", StatementDefect.Kind.empty, 1),
      ("\r\n", .noStatement, 1),
      ("a;b\r\n", .columnMissing(element: "FİN"), 1),
      (headings.replacing("Qeyd", with: "FİN"), .repeated(element: "FİN"), 1),
      (headings + record.dropLast(2), .truncated, 3),
      (headings + record + "OP-2;\"abc", .truncated, 4),
      (headings + "OP-1;0\"2;", .quoting, 2),
      (headings + "OP-1;\"02\"x;", .quoting, 2),
      (headings + String(repeating: "x", count: 9000), .limit(name: "value", value: 8192), 2),
      (headings + String(repeating: ";", count: 300), .limit(name: "fields", value: 256), 2),
    ] as [(String, StatementDefect.Kind, Int)])
  func aFileThatCannotBeReadIsNamed(records: String, kind: StatementDefect.Kind, line: Int) throws {
    let read = try read(records)
    #expect(read.kinds.first == kind)
    #expect(read.defects.first?.location.line == line)
    #expect(!read.reading.isUsable)
  }

  @Test func octetsThatAreNotUTF8AreRefused() throws {
    let records = Array(Self.headings.utf8) + Array(Self.record.utf8).map { $0 == UInt8(ascii: "x") ? 0xFF : $0 }
    let read = try ReadStatement(records: records, by: Self.layout)
    guard case .notUTF8 = try #require(read.kinds.first) else { return #expect(read.kinds == []) }
    #expect(!read.reading.isUsable)
  }

  @Test func accountsAndDirectionsMayBeColumns() throws {
    let layout = PortalLayout(
      name: "two", columns: [.account: "acc", .amount: "sum", .currency: "ccy", .bookingDay: "day", .direction: "dir"],
      directions: ["IN": "CRDT", "OUT": "DBIT"])
    let read = try read(
      "acc,sum,ccy,day,dir\nA,1.00,AZN,2026-03-02,IN\nB,2,USD,2026-03-02,OUT\nB,1.00,AZN,2026-03-02,IN\nB,1.00,AZN,2026-03-02,IN\n",
      layout)
    #expect(read.reading.isComplete)
    #expect(read.statements.map(\.account) == [.other("A"), .other("B")])
    #expect(read.entries.map(\.statement) == [1, 2, 2, 2])
    #expect(read.entries.map(\.direction) == [.credit, .debit, .credit, .credit])
    #expect(read.entries.map(\.amount.currency.code) == ["AZN", "USD", "AZN", "AZN"])
    #expect(read.entries.map(\.key.ordinalAmongEquals) == [1, 1, 1, 2])
  }

  @Test func equalRecordsAreCountedAcrossAccountsThatTakeTurns() throws {
    let layout = PortalLayout(
      name: "turns", currency: "AZN", columns: [.account: "acc", .amount: "sum", .bookingDay: "day"])
    let read = try read("acc,sum,day\nA,1,2026-03-02\nB,1,2026-03-02\nA,1,2026-03-02\n", layout)
    #expect(read.entries.map(\.key.ordinalAmongEquals) == [1, 1, 2])
    #expect(Set(read.entries.map(\.key)).count == 3)
  }

  @Test func aReferenceThatComesTwiceIsARemark() throws {
    let read = try read(Self.headings + Self.record + Self.record)
    #expect(read.kinds == [.referenceRepeated(reference: "OP-1")])
    #expect(Set(read.entries.map(\.key)).count == 1)
  }

  @Test func whatTakesAnotherBackIsADebitUnlessAColumnSaysOtherwise() throws {
    let read = try read(Self.headings + Self.record.replacing("Uğurlu;;", with: "Uğurlu;Geri;"))
    #expect(read.entries.map(\.direction) == [.debit] && read.entries.map(\.isReversal) == [true])
  }

  @Test func aFileIsKnownByItsHeadings() throws {
    let reader = try #require(PortalReader(layout: Self.layout))
    #expect(reader.fits(Array(("\u{FEFF}" + Self.headings + Self.record).utf8)))
    #expect(reader.fits(Array(" Növ;Status ;Təyinat;FİN;Ödəyici;Tarix;Məbləğ;Əməliyyat №\n".utf8)))
    for text in [
      "", Self.record, Self.headings.replacing("FİN", with: "VÖEN"), String(Self.headings.dropLast()), "a\"b\n",
    ] {
      #expect(!reader.fits(Array(text.utf8)), "\(text)")
    }
  }

  @Test func aLayoutThatCannotWorkSaysWhy() throws {
    let layout = PortalLayout(
      name: "bad", delimiter: "\"", decimalMark: ";", groupMark: ";", datePattern: "dd.MM", currency: "manat",
      columns: [.debtorName: "a", .purpose: "a"], directions: ["x": "IN"], statuses: ["y": "OK"])
    #expect(layout.faults.count == 11)
    #expect(PortalReader(layout: layout) == nil)
  }

  @Test func recordsThatAreCutAnywhereNeverCrash() throws {
    let octets = Array((Self.headings + Self.record + Self.record).utf8)
    for length in octets.indices {
      let read = try ReadStatement(records: Array(octets[..<length]), by: Self.layout)
      // Cut between two records it looks whole: only a signature tells.
      let isBetween = length > 0 && octets[..<length].suffix(1).contains { $0 == 0x0A || $0 == 0x0D }
      if !isBetween { #expect(!read.reading.isUsable, "\(length)") }
    }
  }
}
