import BankStatements
import Filing
import Foundation
import Testing

/// What a reader handed out and how the message came out.
struct ReadStatement {
  var statements: [StatementIdentity] = []
  var entries: [BankEntry] = []
  let reading: StatementReading

  init(_ octets: some Sequence<UInt8>, limits: StatementLimits = StatementLimits()) throws {
    var events: [StatementEvent] = []
    reading = try StatementReader(limits: limits).read(StatementOctets(Array(octets))) { events.append($0) }
    sort(events)
  }

  init(_ xml: String, limits: StatementLimits = StatementLimits()) throws { try self.init(xml.utf8, limits: limits) }

  init(records: String, by layout: PortalLayout) throws { try self.init(records: Array(records.utf8), by: layout) }

  init(records: [UInt8], by layout: PortalLayout) throws {
    var events: [StatementEvent] = []
    let reader = try #require(PortalReader(layout: layout))
    reading = try reader.read(StatementOctets(records)) { events.append($0) }
    sort(events)
  }

  private mutating func sort(_ events: [StatementEvent]) {
    for event in events {
      switch event {
      case .statement(let statement): statements.append(statement)
      case .entry(let entry): entries.append(entry)
      }
    }
  }

  var defects: [StatementDefect] { reading.defects }
  var kinds: [StatementDefect.Kind] { reading.defects.map(\.kind) }
}

/// A message of one statement with two entries, in the shape of a version, whose totals and details agree.
struct Message {
  var version = 8
  var isAdvice = false

  var namespace: String {
    "urn:iso:std:iso:20022:tech:xsd:camt.05\(isAdvice ? 4 : 3).001.\(version < 10 ? "0" : "")\(version)"
  }
  private var report: String { isAdvice ? "Ntfctn" : "Stmt" }
  private var body: String { isAdvice ? "BkToCstmrDbtCdtNtfctn" : "BkToCstmrStmt" }
  private var bic: String { version == 2 ? "BIC" : "BICFI" }
  private var status: String { version < 8 ? "BOOK" : "<Cd>BOOK</Cd>" }
  private var amount: (own: String, between: String) {
    let amount = "<Amt Ccy=\"AZN\">60.25</Amt>"
    return version < 3
      ? ("", "<AmtDtls><TxAmt>\(amount)</TxAmt></AmtDtls>") : ("\(amount)<CdtDbtInd>CRDT</CdtDbtInd>", "")
  }

  private func party(_ name: String, _ inside: String) -> String {
    version < 8 ? "<\(name)>\(inside)</\(name)>" : "<\(name)><Pty>\(inside)</Pty></\(name)>"
  }

  private func transaction(_ number: Int) -> String {
    """
    <TxDtls>
    <Refs><AcctSvcrRef>T\(number)</AcctSvcrRef><InstrId>I\(number)</InstrId><EndToEndId>E\(number)</EndToEndId>\(version < 8 ? "" : "<UETR>255AE394-9965-4438-ac86-f406feada39\(number)</UETR>")</Refs>
    \(amount.own)\(amount.between)
    <RltdPties>
    \(party("Dbtr", "<Nm>Rəşad Məmmədov</Nm><Id><PrvtId><Othr><Id>5ZXK3QW</Id></Othr></PrvtId></Id>"))
    <DbtrAcct><Id><IBAN>AZ21NABZ00000000137010001944</IBAN></Id></DbtrAcct>
    \(party("UltmtDbtr", "<Nm>Xəzər MMC</Nm><Id><OrgId><Othr><Id>1403012341</Id></Othr></OrgId></Id>"))
    </RltdPties>
    <RltdAgts><DbtrAgt><FinInstnId><\(bic)>AIIBAZ2X</\(bic)></FinInstnId></DbtrAgt></RltdAgts>
    <RmtInf><Ustrd>Dövlət rüsumu</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>
    </TxDtls>
    """
  }

  var xml: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="\(namespace)">
    <\(body)>
    <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-02T18:30:00+04:00</CreDtTm></GrpHdr>
    <\(report)>
    <Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb><LglSeqNb>8</LglSeqNb>
    <Acct><Id><IBAN>AZ21NABZ00000000137010001944</IBAN></Id><Ccy>AZN</Ccy></Acct>
    <TxsSummry>
    <TtlNtries><NbOfNtries>2</NbOfNtries><Sum>150.50</Sum></TtlNtries>
    <TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>120.50</Sum></TtlCdtNtries>
    <TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>30</Sum></TtlDbtNtries>
    </TxsSummry>
    <Ntry>
    <NtryRef>N1</NtryRef><Amt Ccy="AZN">120.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>false</RvslInd>
    <Sts>\(status)</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-03</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
    <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
    \(transaction(1))
    \(transaction(2))
    </NtryDtls>
    </Ntry>
    <Ntry>
    <Amt Ccy="AZN">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>
    <Sts>\(status)</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>R2</AcctSvcrRef>
    <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls></NtryDtls>
    </Ntry>
    </\(report)>
    </\(body)>
    </Document>
    """
  }

  /// The message with a text replaced wherever it stands, which must be somewhere.
  func replacing(_ text: String, by replacement: String) throws -> String {
    try #require(xml.contains(text))
    return xml.replacingOccurrences(of: text, with: replacement)
  }

  func replacingFirst(_ text: String, by replacement: String) throws -> String {
    let range = try #require(xml.range(of: text))
    return xml.replacingCharacters(in: range, with: replacement)
  }
}

func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }
