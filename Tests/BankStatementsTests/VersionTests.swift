import BankStatements
import Filing
import Testing

@Suite struct VersionTests {
  @Test(arguments: Array(2...13), [false, true])
  func everyVersionGivesTheSameEntries(version: Int, isAdvice: Bool) throws {
    let message = Message(version: version, isAdvice: isAdvice)
    let read = try ReadStatement(message.xml)
    #expect(read.defects.isEmpty)
    #expect(read.reading.isComplete)

    let statement = try #require(read.statements.first)
    #expect(read.statements.count == 1)
    #expect(statement.form == (isAdvice ? .advice(version: version) : .statement(version: version)))
    #expect((statement.messageID, statement.id) == ("M1", "S1"))
    #expect((statement.electronicNumber, statement.legalNumber) == ("7", "8"))
    #expect(statement.account == .iban("AZ21NABZ00000000137010001944"))
    #expect(statement.currency == .manat)
    #expect(statement.created?.instant?.description == "2026-03-02T14:30:00.000Z")
    #expect(!statement.isOnePageOfMany)

    try #require(read.entries.count == 2)
    let credit = read.entries[0]
    #expect(credit.amount.money == Money(minorUnits: 12_050))
    #expect((credit.direction, credit.status, credit.isReversal) == (.credit, .booked, false))
    #expect(credit.bookingDay == (try day("2026-03-02")))
    #expect(credit.valueDay == (try day("2026-03-03")))
    #expect((credit.reference, credit.servicerReference, credit.batchCount) == ("N1", "R1", 2))
    #expect((credit.statement, credit.ordinal) == (1, 1))
    #expect(credit.transactions.map(\.ordinal) == [1, 2])
    for (number, transaction) in zip(1..., credit.transactions) {
      #expect(transaction.amount?.money == Money(minorUnits: 6025))
      #expect(transaction.direction == (version < 3 ? nil : .credit))
      #expect((transaction.servicerReference, transaction.instructionID) == ("T\(number)", "I\(number)"))
      #expect(transaction.endToEndID == "E\(number)")
      #expect(transaction.uetr == (version < 8 ? nil : "255ae394-9965-4438-ac86-f406feada39\(number)"))
      #expect(transaction.debtor?.name == "Rəşad Məmmədov")
      #expect(transaction.debtor?.personalNumber == PersonalNumber("5ZXK3QW"))
      #expect(transaction.debtorAccount?.hasRightCheckDigits == true)
      #expect(transaction.debtorAgent?.bic == "AIIBAZ2X")
      #expect(transaction.ultimateDebtor?.taxNumber == TaxNumber("1403012341"))
      #expect(transaction.unstructured == ["Dövlət rüsumu"])
      #expect(transaction.creditorReferences == ["RF18539007547034"])
    }
    let debit = read.entries[1]
    #expect((debit.direction, debit.isReversal, debit.reference) == (.debit, true, nil))
    #expect(debit.transactions.map(\.endToEndID) == [nil])
  }

  @Test(arguments: ["01", "14", "00", "99", "2", "8a", "-8", "+8"])
  func otherVersionsAreRefused(version: String) throws {
    let namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(version)"
    let read = try ReadStatement(try Message().replacing(Message().namespace, by: namespace))
    #expect(read.kinds == [.versionUnknown(namespace: namespace)])
    #expect(read.entries.isEmpty)
    #expect(!read.reading.isUsable)
  }

  /// Banks write one version's shape under another's name.
  @Test func shapesOfOtherVersionsAreRead() throws {
    let read = try ReadStatement(try Message(version: 13).replacing("001.13", by: "001.02"))
    #expect(read.reading.isComplete)
    #expect(read.entries.first?.transactions.first?.debtor?.name == "Rəşad Məmmədov")
  }
}
