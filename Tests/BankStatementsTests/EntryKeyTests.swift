import BankStatements
import Testing

@Suite struct EntryKeyTests {
  private func keys(_ xml: String) throws -> [String] { try ReadStatement(xml).entries.map(\.key.text) }

  @Test func anAdviceAndTheStatementNameAnEntryTheSame() throws {
    #expect(try keys(Message(version: 2, isAdvice: true).xml) == keys(Message(version: 8).xml))
  }

  @Test func keysDoNotDependOnWhereTheEntryStands() throws {
    let moved = Message().xml.replacing("<MsgId>M1", with: "<MsgId>M2").replacing("<Id>S1", with: "<Id>S2")
      .replacing("<Sts>", with: "\n\n<Sts>")
    #expect(try keys(moved) == keys(Message().xml))
  }

  @Test(arguments: [
    (">120.50</Amt>", ">120.51</Amt>"),
    ("<Dt>2026-03-02</Dt></BookgDt><ValDt>", "<Dt>2026-03-01</Dt></BookgDt><ValDt>"),
    ("R1</AcctSvcrRef>", "R9</AcctSvcrRef>"), ("CRDT</CdtDbtInd><RvslInd>", "DBIT</CdtDbtInd><RvslInd>"),
    ("<RvslInd>false", "<RvslInd>true"),
    ("<IBAN>AZ21NABZ00000000137010001944</IBAN></Id><Ccy>", "<IBAN>AZ64CTRB00000000000000001031</IBAN></Id><Ccy>"),
  ])
  func whatMakesTheKeyChangesIt(text: String, replacement: String) throws {
    let changed = try ReadStatement(try Message().replacingFirst(text, by: replacement))
    #expect(try changed.entries.first?.key.text != keys(Message().xml).first)
  }

  @Test(arguments: [
    ("<NtryRef>N1", "<NtryRef>N2"), ("<Cd>BOOK</Cd>", "<Cd>PDNG</Cd>"),
    ("<ValDt><Dt>2026-03-03", "<ValDt><Dt>2026-03-04"),
    ("<Nm>Rəşad", "<Nm>Reşad"),
  ])
  func whatDoesNotMakeTheKeyLeavesIt(text: String, replacement: String) throws {
    #expect(try keys(try Message().replacingFirst(text, by: replacement)) == keys(Message().xml))
  }

  @Test func theOnlyTransactionsReferenceStandsForTheEntrys() throws {
    let xml = try Message().replacing(
      "<AcctSvcrRef>R2</AcctSvcrRef>\n<NtryDtls><TxDtls><Refs>",
      by: "\n<NtryDtls><TxDtls><Refs><AcctSvcrRef>R2</AcctSvcrRef>")
    #expect(try keys(xml) == keys(Message().xml))
    #expect(try ReadStatement(xml).entries.last?.key.servicerReference == "R2")
  }

  @Test func equalEntriesWithoutReferencesAreCounted() throws {
    let xml = try Message().replacing("<AcctSvcrRef>R2</AcctSvcrRef>", by: "")
    let entry = try #require(xml.firstRange(of: /<Ntry>\n<Amt Ccy="AZN">30(.|\n)*?<\/Ntry>/))
    let three = xml.replacing("<NbOfNtries>2", with: "<NbOfNtries>4").replacing("<Sum>150.50", with: "<Sum>210.50")
      .replacing("<NbOfNtries>1</NbOfNtries><Sum>30<", with: "<NbOfNtries>3</NbOfNtries><Sum>90<")
      .replacing(xml[entry], with: String(repeating: String(xml[entry]), count: 3))
    let read = try ReadStatement(three)
    #expect(read.reading.isComplete)
    #expect(read.entries.map(\.key.ordinalAmongEquals) == [1, 1, 2, 3])
    #expect(Set(read.entries.map(\.key)).count == 4)
    #expect(read.entries.map(\.key.servicerReference) == ["R1", nil, nil, nil])
  }

  @Test(arguments: [
    ("<NtryRef>N1", "<NtryRef>N2"), ("<ValDt><Dt>2026-03-03", "<ValDt><Dt>2026-03-04"),
    ("<EndToEndId>E1", "<EndToEndId>E9"),
    ("<Nm>Rəşad", "<Nm>Reşad"), ("<Ustrd>Dövlət", "<Ustrd>Devlet"), ("<Ref>RF18", "<Ref>RF19"),
    ("<Id>5ZXK3QW", "<Id>5ZXK3QX"),
  ])
  func withoutAReferenceEverythingTellsEntriesApart(text: String, replacement: String) throws {
    let xml = try Message().replacing("<AcctSvcrRef>R1</AcctSvcrRef>", by: "")
    let changed = xml.replacing(text, with: replacement, maxReplacements: 1)
    #expect(changed != xml)
    #expect(try keys(changed).first != keys(xml).first)
  }

  @Test func aReferenceThatComesTwiceIsOneEntryAndARemark() throws {
    let xml = try Message().replacing("R2", by: "R1").replacing(">30.00<", with: ">120.50<")
      .replacing("DBIT</CdtDbtInd><RvslInd>true", with: "CRDT</CdtDbtInd><RvslInd>false")
      .replacing(/<TxsSummry>(.|\n)*<\/TxsSummry>/, with: "")
    let read = try ReadStatement(xml)
    #expect(read.kinds == [.referenceRepeated(reference: "R1")])
    #expect(Set(read.entries.map(\.key)).count == 1)
    #expect(read.entries.map(\.defects.count) == [0, 1])
  }

  @Test func partsOfAKeyDoNotRunTogether() throws {
    let base = try Message().replacing("<AcctSvcrRef>R1</AcctSvcrRef>", by: "")
    let one = base.replacing("<InstrId>I1</InstrId><EndToEndId>E1", with: "<InstrId>AB</InstrId><EndToEndId>C")
    let other = base.replacing("<InstrId>I1</InstrId><EndToEndId>E1", with: "<InstrId>A</InstrId><EndToEndId>BC")
    #expect(try keys(one).first != keys(other).first)
  }
}
