import Foundation

/// A payment portal and its bank, as far as the intake sees them: reads orders, and tells of the payment.
enum PortalSimulator {
  struct Order: Equatable {
    let reference: String
    let amount: String
    let account: String
    let payBy: String
  }

  /// The order in a notice; nil where there is none.
  static func order(in notice: String) -> Order? {
    guard let start = notice.range(of: "<PaymentOrder "), let end = notice[start.upperBound...].range(of: "/>") else {
      return nil
    }
    let element = notice[start.upperBound..<end.lowerBound]
    func attribute(_ name: String) -> String? {
      element.range(of: " \(name)=\"").map { range in String(element[range.upperBound...].prefix { $0 != "\"" }) }
    }
    guard let reference = attribute("reference"), let amount = attribute("amount"), let account = attribute("account"),
      let payBy = attribute("payBy")
    else { return nil }
    return Order(reference: reference, amount: amount, account: account, payBy: payBy)
  }

  /// The credit advice (camt.054) with which its bank tells that the order was paid.
  static func advice(of order: Order) -> String {
    """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
    <GrpHdr><MsgId>ADV-1</MsgId><CreDtTm>2026-05-04T11:00:00+04:00</CreDtTm></GrpHdr>
    <Ntfctn><Id>ADV-1</Id><CreDtTm>2026-05-04T11:00:00+04:00</CreDtTm>
    <Acct><Id><IBAN>\(order.account)</IBAN></Id><Ccy>AZN</Ccy></Acct>
    <Ntry><Amt Ccy="AZN">\(order.amount)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>2026-05-04</Dt></BookgDt><AcctSvcrRef>PORTAL-77</AcctSvcrRef>
    <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
    <Amt Ccy="AZN">\(order.amount)</Amt><CdtDbtInd>CRDT</CdtDbtInd>
    <RmtInf><Strd><CdtrRefInf><Ref>\(order.reference)</Ref></CdtrRefInf></Strd></RmtInf>
    </TxDtls></NtryDtls></Ntry>
    </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
    """
  }
}
