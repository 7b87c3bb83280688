import BankStatements
import Testing

@Suite struct DefectTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let replacement: String
    let kind: StatementDefect.Kind
    let reach: StatementDefect.Reach
    let path: String

    init(
      _ text: String, by replacement: String, _ kind: StatementDefect.Kind, _ reach: StatementDefect.Reach = .entry,
      at path: String
    ) {
      (self.text, self.replacement, self.kind, self.reach, self.path) = (text, replacement, kind, reach, path)
    }

    var testDescription: String { "\(text) → \(replacement)" }
  }

  private static let statement = "/Document/BkToCstmrStmt/Stmt[1]"
  private static let first = "\(statement)/Ntry[1]"
  private static let transaction = "\(first)/NtryDtls/TxDtls[1]"
  private static let amount = "<Amt Ccy=\"AZN\">120.50</Amt>"

  static let cases: [Case] = [
    // Amounts.
    Case(amount, by: "", .missing(element: "Amt"), at: first),
    Case(amount, by: "<Amt Ccy=\"AZN\"> </Amt>", .missing(element: "Amt"), at: first),
    Case(amount, by: "<Amt>120.50</Amt>", .missing(element: "@Ccy"), at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"azn\">120.50</Amt>", .currencyMalformed(element: "@Ccy", value: "azn"), at: "\(first)/Amt"
    ),
    Case(
      amount, by: "<Amt Ccy=\"AZNN\">120.50</Amt>", .currencyMalformed(element: "@Ccy", value: "AZNN"),
      at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"AZN\">120,50</Amt>", .amountMalformed(element: "Amt", value: "120,50"), at: "\(first)/Amt"
    ),
    Case(
      amount, by: "<Amt Ccy=\"AZN\">1.2E2</Amt>", .amountMalformed(element: "Amt", value: "1.2E2"), at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"AZN\">1 20.50</Amt>", .amountMalformed(element: "Amt", value: "1 20.50"),
      at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"AZN\">-120.50</Amt>", .amountNegative(element: "Amt", value: "-120.50"),
      at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"AZN\">120.501</Amt>",
      .amountTooPrecise(element: "Amt", value: "120.501", currency: "AZN"), at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"JPY\">120.5</Amt>", .amountTooPrecise(element: "Amt", value: "120.5", currency: "JPY"),
      at: "\(first)/Amt"),
    Case(
      amount, by: "<Amt Ccy=\"AZN\">1234567890123456789</Amt>",
      .amountTooLong(element: "Amt", value: "1234567890123456789"), at: "\(first)/Amt"),
    Case(amount, by: amount + amount, .repeated(element: "Amt"), at: "\(first)/Amt"),
    Case(amount, by: "<Amt Ccy=\"AZN\">12<b/>0.50</Amt>", .unexpected(element: "b"), at: "\(first)/Amt"),
    Case(
      "60.25", by: "60.255", .amountTooPrecise(element: "Amt", value: "60.255", currency: "AZN"),
      at: "\(transaction)/Amt"),
    // Codes and dates.
    Case("<CdtDbtInd>CRDT</CdtDbtInd><RvslInd>", by: "<RvslInd>", .missing(element: "CdtDbtInd"), at: first),
    Case(
      "CRDT</CdtDbtInd><RvslInd>", by: "Credit</CdtDbtInd><RvslInd>",
      .codeUnknown(element: "CdtDbtInd", value: "Credit"),
      at: "\(first)/CdtDbtInd"),
    Case(
      "<RvslInd>false", by: "<RvslInd>no", .codeUnknown(element: "RvslInd", value: "no"), at: "\(first)/RvslInd"),
    Case("<Sts><Cd>BOOK</Cd></Sts>", by: "", .missing(element: "Sts"), at: first),
    Case("<Cd>BOOK</Cd>", by: "<Cd>DONE</Cd>", .codeUnknown(element: "Cd", value: "DONE"), at: "\(first)/Sts/Cd"),
    Case(
      "<Cd>BOOK</Cd>", by: "<Prtry>BOOKED</Prtry>", .codeUnknown(element: "Prtry", value: "BOOKED"),
      at: "\(first)/Sts/Prtry"),
    Case("<Cd>BOOK</Cd>", by: "BOOK<Cd>PDNG</Cd>", .unexpected(element: "Cd"), at: "\(first)/Sts"),
    Case("<Cd>BOOK</Cd>", by: "<Cd>BOOK</Cd>PDNG", .repeated(element: "Sts"), at: "\(first)/Sts"),
    Case(
      "<BookgDt><Dt>2026-03-02</Dt>", by: "<BookgDt><Dt>2026-02-30</Dt>",
      .dateMalformed(element: "Dt", value: "2026-02-30"), at: "\(first)/BookgDt/Dt"),
    Case(
      "<NbOfTxs>2", by: "<NbOfTxs>two", .numberMalformed(element: "NbOfTxs", value: "two"),
      at: "\(first)/NtryDtls/Btch/NbOfTxs"),
    // Remarks.
    Case("<NbOfTxs>2", by: "<NbOfTxs>3", .transactionCount(stated: 3, found: 2), .remark, at: first),
    Case("60.25", by: "60.2", .transactionSum(sum: "120.45 AZN", amount: "120.50 AZN"), .remark, at: first),
    Case(
      "<Amt Ccy=\"AZN\">60.25</Amt>", by: "<Amt Ccy=\"USD\">60.25</Amt>",
      .transactionCurrency(currency: "USD", entry: "AZN"),
      .remark, at: first),
    Case("<Amt Ccy=\"AZN\">60.25</Amt>", by: "", .transactionWithoutAmount(ordinal: 1), .remark, at: first),
    Case(
      "<Ccy>AZN</Ccy>", by: "<Ccy>EUR</Ccy>", .currencyNotOfAccount(currency: "AZN", account: "EUR"), .remark,
      at: "\(first)/Amt"),
    Case("<BookgDt><Dt>2026-03-02</Dt></BookgDt>", by: "", .bookingDayMissing, .remark, at: first),
    Case(
      "<Id><IBAN>AZ21NABZ00000000137010001944</IBAN></Id><Ccy>",
      by: "<Id><IBAN>AZ22NABZ00000000137010001944</IBAN></Id><Ccy>",
      .accountDigitsWrong(account: "AZ22NABZ00000000137010001944"), .remark, at: statement),
    // The message.
    Case("<Id>S1</Id>", by: "", .missing(element: "Id"), .message, at: statement),
    Case("<MsgId>M1</MsgId>", by: "", .missing(element: "GrpHdr/MsgId"), .message, at: statement),
    Case(
      "<Id><IBAN>AZ21NABZ00000000137010001944</IBAN></Id><Ccy>AZN</Ccy>", by: "<Ccy>AZN</Ccy>",
      .missing(element: "Acct"),
      .message, at: statement),
    Case("<Id>S1</Id>", by: "<Id>S1</Id><Id>S2</Id>", .repeated(element: "Id"), .message, at: "\(statement)/Id"),
    Case(
      "<Ccy>AZN</Ccy>", by: "<Ccy>manat</Ccy>", .currencyMalformed(element: "Ccy", value: "manat"), .message,
      at: "\(statement)/Acct/Ccy"),
    Case(
      "T18:30:00+04:00", by: " 18:30", .dateMalformed(element: "CreDtTm", value: "2026-03-02 18:30"), .message,
      at: "/Document/BkToCstmrStmt/GrpHdr/CreDtTm"),
    Case(
      "<NbOfNtries>2", by: "<NbOfNtries>3", .entryCount(element: "TtlNtries/NbOfNtries", stated: "3", found: 2),
      .message,
      at: "\(statement)/TxsSummry/TtlNtries/NbOfNtries"),
    Case(
      "<Sum>150.50", by: "<Sum>150.51", .entrySum(element: "TtlNtries/Sum", stated: "150.51", found: "150.50"),
      .message,
      at: "\(statement)/TxsSummry/TtlNtries/Sum"),
    Case(
      "<Sum>120.50", by: "<Sum>120,50", .entrySum(element: "TtlCdtNtries/Sum", stated: "120,50", found: "120.50"),
      .message,
      at: "\(statement)/TxsSummry/TtlCdtNtries/Sum"),
    Case(
      "<Sum>30<", by: "<Sum>30.005<", .entrySum(element: "TtlDbtNtries/Sum", stated: "30.005", found: "30.00"),
      .message,
      at: "\(statement)/TxsSummry/TtlDbtNtries/Sum"),
  ]

  @Test(arguments: cases)
  func aDefectIsNamedWhereItStands(_ defective: Case) throws {
    let read = try ReadStatement(try Message().replacingFirst(defective.text, by: defective.replacement))
    let defect = try #require(read.defects.first)
    #expect(defect.kind == defective.kind)
    #expect(defect.reach == defective.reach)
    #expect(defect.location.path == defective.path)
    #expect(read.reading.isUsable == (defective.reach != .message))
    #expect(read.reading.unreadableEntries == (defective.reach == .entry ? 1 : 0))
    // Its neighbour is read all the same.
    if defective.reach == .entry { #expect(read.entries.map(\.ordinal) == [2]) }
  }

  @Test func aDefectHasItsLineAndEntry() throws {
    let read = try ReadStatement(try Message().replacing("\">30.00", by: "\">30.001"))
    let defect = try #require(read.defects.first)
    let lines = Message().xml.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(defect.location.line == (try #require(lines.firstIndex { $0.contains(">30.00<") })) + 1)
    #expect(defect.location.path == "/Document/BkToCstmrStmt/Stmt[1]/Ntry[2]/Amt")
    #expect(defect.entry == 2)
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?><Invoice/>", "Invoice"),
    ("<Document/>", "{}Document"),
    (
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>",
      "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}Document"
    ),
    (
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.052.001.08\"/>",
      "{urn:iso:std:iso:20022:tech:xsd:camt.052.001.08}Document"
    ),
    (
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrDbtCdtNtfctn/></Document>",
      "Document/BkToCstmrDbtCdtNtfctn"
    ),
    ("<a><b><Document xmlns=\"urn:x\"/></b></a>", "a"),
  ])
  func whatIsNoStatementIsNamed(xml: String, root: String) throws {
    let read = try ReadStatement(xml)
    #expect(read.kinds == [.notAStatement(root: root)])
    #expect(!read.reading.isUsable)
  }

  @Test func aMessageWithoutStatementsIsOne() throws {
    let read = try ReadStatement("<Document xmlns=\"\(Message().namespace)\"><BkToCstmrStmt/></Document>")
    #expect(read.kinds == [.noStatement])
  }

  @Test func aMessageInAnEnvelopeIsRead() throws {
    let document = try #require(Message().xml.split(separator: "\n", maxSplits: 1).last)
    let read = try ReadStatement("<BizMsgEnvlp xmlns='urn:e'><AppHdr/>\(document)<Sgntr/></BizMsgEnvlp>")
    #expect(read.entries.count == 2)
    #expect(read.reading.isComplete)
    let defective = try ReadStatement("<e>\(document.replacing("BOOK", with: "B", maxReplacements: 1))</e>")
    #expect(defective.defects.first?.location.path == "/e/Document/BkToCstmrStmt/Stmt[1]/Ntry[1]/Sts/Cd")
  }

  /// A second message, wherever it hides, is never taken for the first, nor passed over in silence.
  @Test(arguments: ["<e>{}{}</e>", "<e><x>{}</x>{}</e>", "<e>{}<x>{}</x></e>", "<e><x><y>{}</y></x></e>"])
  func severalMessagesAreRefused(form: String) throws {
    let document = try #require(Message().xml.split(separator: "\n", maxSplits: 1).last)
    let read = try ReadStatement(form.replacing("{}", with: document))
    #expect(read.kinds == [.severalDocuments])
  }

  @Test func aSecondBodyIsRefused() throws {
    let read = try ReadStatement(try Message().replacing("</Document>", by: "<BkToCstmrStmt/></Document>"))
    #expect(read.kinds == [.severalDocuments])
    #expect(!read.reading.isUsable)
  }

  /// What has another namespace is not of the message, whatever its name: signatures, supplementary data.
  @Test func foreignElementsArePassedOver() throws {
    let foreign = "<Amt xmlns=\"urn:other\" Ccy=\"AZN\">9</Amt><x:Ntry xmlns:x=\"urn:x\"><x:Amt>1</x:Amt></x:Ntry>"
    let read = try ReadStatement(try Message().replacing("<Ntry>", by: "\(foreign)<Ntry>\(foreign)"))
    #expect(read.reading.isComplete)
    #expect(read.entries.map(\.amount.minorUnits) == [12_050, 3000])
    let signature =
      "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:Object>\(Message().xml.split(separator: "\n", maxSplits: 1)[1])</ds:Object></ds:Signature>"
    let signed = try ReadStatement(try Message().replacing("</Document>", by: "\(signature)</Document>"))
    #expect(signed.reading.isComplete)
    #expect(signed.entries == (try ReadStatement(Message().xml)).entries)
  }

  @Test func aPrefixChangesNothing() throws {
    let xml = Message().xml.replacing(/<(\/?)([A-Z])/) { "<\($0.1)c:\($0.2)" }.replacing("xmlns=", with: "xmlns:c=")
    let read = try ReadStatement(xml)
    #expect(read.reading.isComplete)
    #expect(read.entries == (try ReadStatement(Message().xml)).entries)
  }

  @Test func commentsAndSectionsAreNoBreakInAValue() throws {
    let read = try ReadStatement(
      try Message().replacing(">120.50</Amt>", by: ">12<!-- 9 -->0<![CDATA[.5]]>&#48;</Amt>"))
    #expect(read.reading.isComplete)
    #expect(read.entries.first?.amount.minorUnits == 12_050)
  }

  @Test func totalsOfOnePageOfManyAreNotCompared() throws {
    let pages = "<MsgId>M1</MsgId><MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>"
    let xml = try Message().replacing("<MsgId>M1</MsgId>", by: pages)
    let read = try ReadStatement(xml.replacing("<NbOfNtries>2", with: "<NbOfNtries>200"))
    #expect(read.statements.first?.isOnePageOfMany == true)
    #expect(read.reading.isComplete)
  }

  @Test func manyDefectsAreCountedAndNotKept() throws {
    let entry = "<Ntry><Amt Ccy=\"AZN\">x</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>"
    let read = try ReadStatement(
      try Message().replacingFirst("<Ntry>", by: String(repeating: entry, count: 1000) + "<Ntry>"))
    #expect(read.reading.unreadableEntries == 1000)
    // 200 of the entries, and the first that concerns the message: the totals.
    #expect(read.defects.count == 201)
    #expect(read.reading.omittedDefects == 800)
    #expect(read.defects.last?.reach == .message)
    #expect(read.entries.map(\.ordinal) == [1001, 1002])
  }
}
