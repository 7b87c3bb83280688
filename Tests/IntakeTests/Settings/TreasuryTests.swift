import BankStatements
import Filing
import Testing

@testable import Intake

@Suite("The treasury's settings") struct TreasuryTests {
  private static let number = "AZ21NABZ00000000137010001944"

  @Test("what a payment is for, and what a service costs, are read as they stand")
  func purposes() throws {
    let root = try OperatorRoot()
    try root.write(
      """
      evidence: statement
      accounts:
      - {number: \(Self.number), certificates: [], purposes: [Dövlət rüsumu, "142110"]}
      serviceFees: {amounts: ["3.00", "0.50"], words: [Xidmət haqqı]}
      """, to: "treasury.yaml")
    let configuration = try root.load()
    #expect(configuration.treasury.accounts.first?.purposes == ["Dövlət rüsumu", "142110"])
    #expect(configuration.reference.serviceFees == [Money(minorUnits: 300), Money(minorUnits: 50)])
    let evidence = try #require(configuration.paymentEvidence)
    #expect(evidence.purposes[Self.number]?.words == ["Dövlət rüsumu", "142110"])
    #expect(evidence.serviceFees.words == ["Xidmət haqqı"])
  }

  @Test("how a payment portal writes its records is data")
  func records() throws {
    let root = try OperatorRoot()
    try root.write(
      """
      evidence: statement
      accounts:
      - number: \(Self.number)
        certificates: []
        records:
          name: portal
          delimiter: ";"
          decimalMark: ","
          currency: AZN
          columns: {amount: Məbləğ, bookingDay: Tarix, status: Status, reversal: Növ}
          statuses: {Uğurlu: BOOK}
          reversals: [Geri qaytarma]
      """, to: "treasury.yaml")
    let layout = try #require(try root.load().treasury.accounts.first?.records)
    #expect(
      layout
        == PortalLayout(
          name: "portal", delimiter: ";", decimalMark: ",", account: Self.number, currency: "AZN",
          columns: [.amount: "Məbləğ", .bookingDay: "Tarix", .status: "Status", .reversal: "Növ"],
          statuses: ["Uğurlu": "BOOK"], reversals: ["Geri qaytarma"]))
  }

  @Test("records that nobody could read by it are a defect, and so is a column that is not known")
  func unusableRecords() throws {
    let root = try OperatorRoot()
    try root.write(
      """
      evidence: statement
      accounts:
      - number: \(Self.number)
        certificates: []
        records: {name: portal, currency: AZN, columns: {ammount: Məbləğ, bookingDay: Tarix}}
      """, to: "treasury.yaml")
    #expect(
      try root.defects() == [
        defect(
          .keyUnknown(nearest: "amount"), in: "treasury.yaml", line: 5, key: "accounts[1].records.columns.ammount"),
        defect(.layoutUnusable("columns: no amount"), in: "treasury.yaml", line: 5, key: "accounts[1].records"),
      ])
  }

  @Test("a purpose without a letter or a digit would be found in no payment")
  func emptyPurpose() throws {
    let root = try OperatorRoot()
    try root.write(
      """
      evidence: statement
      accounts:
      - {number: \(Self.number), certificates: [], purposes: ["…"]}
      serviceFees: {amounts: [three]}
      """, to: "treasury.yaml")
    #expect(
      try root.defects() == [
        defect(.valueInvalid("…", .words), in: "treasury.yaml", line: 3, key: "accounts[1].purposes[1]"),
        defect(.valueInvalid("three", .amount), in: "treasury.yaml", line: 4, key: "serviceFees.amounts[1]"),
      ])
  }
}
