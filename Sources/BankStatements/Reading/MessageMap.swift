/// Where in a message the values stand that are read. What is not on the map is passed over.
///
/// One map serves versions 02 to 13: where they differ, both places are on it. Element names mean the same in all of them,
/// and banks mix the shapes.
struct MessageMap: Sendable {
  enum Role: Sendable {
    case passage
    case scope(Scope)
    case value(Field)
  }

  struct Node: Sendable {
    let name: String
    let parent: Int
    var role = Role.passage
    /// By number of the name; 0 where there is none, because the document is nobody's child.
    private var children: [Int] = []

    init(name: String, parent: Int) { (self.name, self.parent) = (name, parent) }

    var isLeaf: Bool { children.isEmpty }

    func child(_ number: Int) -> Int? {
      guard children.indices.contains(number), children[number] != MessageMap.document else { return nil }
      return children[number]
    }

    mutating func add(_ child: Int, as number: Int) {
      if number >= children.count {
        children += Array(repeating: MessageMap.document, count: number + 1 - children.count)
      }
      children[number] = child
    }
  }

  private(set) var nodes = [Node(name: "Document", parent: 0)]
  private(set) var numbers: [String: Int] = [:]

  static let document = 0
  static let statement = MessageMap(body: "BkToCstmrStmt", report: "Stmt", pagination: "StmtPgntn")
  static let advice = MessageMap(body: "BkToCstmrDbtCdtNtfctn", report: "Ntfctn", pagination: "NtfctnPgntn")

  private init(body: String, report: String, pagination: String) {
    let report = "\(body)/\(report)"
    add("\(body)", .scope(.message))
    add("\(report)", .scope(.statement))
    add("\(report)/Ntry", .scope(.entry))
    add("\(report)/Ntry/NtryDtls/TxDtls", .scope(.transaction))
    for (path, field) in Self.header { add("\(body)/GrpHdr/\(path)", .value(field)) }
    for (path, field) in Self.account { add("\(report)/\(path)", .value(field)) }
    add("\(report)/\(pagination)/PgNb", .value(.statementPage))
    add("\(report)/\(pagination)/LastPgInd", .value(.statementIsLast))
    for (path, field) in Self.entry { add("\(report)/Ntry/\(path)", .value(field)) }
    for (path, field) in Self.transaction { add("\(report)/Ntry/NtryDtls/TxDtls/\(path)", .value(field)) }
  }

  private static let header: KeyValuePairs<String, Field> = [
    "MsgId": .messageID, "CreDtTm": .messageCreated,
    "MsgPgntn/PgNb": .messagePage, "MsgPgntn/LastPgInd": .messageIsLast,
  ]

  private static let account: KeyValuePairs<String, Field> = [
    "Id": .statementID, "ElctrncSeqNb": .electronicNumber, "LglSeqNb": .legalNumber, "CreDtTm": .statementCreated,
    "CpyDplctInd": .copy,
    "Acct/Id/IBAN": .accountIBAN, "Acct/Id/Othr/Id": .accountOther, "Acct/Ccy": .accountCurrency,
    "TxsSummry/TtlNtries/NbOfNtries": .allCount, "TxsSummry/TtlNtries/Sum": .allSum,
    "TxsSummry/TtlCdtNtries/NbOfNtries": .creditCount, "TxsSummry/TtlCdtNtries/Sum": .creditSum,
    "TxsSummry/TtlDbtNtries/NbOfNtries": .debitCount, "TxsSummry/TtlDbtNtries/Sum": .debitSum,
  ]

  private static let entry: KeyValuePairs<String, Field> = [
    "NtryRef": .entryReference, "Amt": .entryAmount, "CdtDbtInd": .entryDirection, "RvslInd": .reversal,
    // A code as text (02 to 07), later a choice.
    "Sts": .status, "Sts/Cd": .status, "Sts/Prtry": .status,
    "BookgDt/Dt": .bookingDay, "BookgDt/DtTm": .bookingDay, "ValDt/Dt": .valueDay, "ValDt/DtTm": .valueDay,
    "AcctSvcrRef": .entryServicerReference, "AddtlNtryInf": .entryInformation, "NtryDtls/Btch/NbOfTxs": .batchCount,
  ]

  private static let transaction: KeyValuePairs<String, Field> = [
    "Refs/AcctSvcrRef": .servicerReference, "Refs/InstrId": .instructionID, "Refs/EndToEndId": .endToEndID,
    "Refs/UETR": .uetr, "Refs/TxId": .transactionID,
    // In the account's currency (from 03 on), and between debtor and creditor.
    "Amt": .transactionAmount, "AmtDtls/TxAmt/Amt": .instructedAmount, "CdtDbtInd": .transactionDirection,
    // The party itself at first, later a choice of party and institution.
    "RltdPties/Dbtr/Nm": .debtorName, "RltdPties/Dbtr/Pty/Nm": .debtorName,
    "RltdPties/Dbtr/Agt/FinInstnId/Nm": .debtorName,
    "RltdPties/Dbtr/Id/OrgId/Othr/Id": .debtorID, "RltdPties/Dbtr/Id/PrvtId/Othr/Id": .debtorID,
    "RltdPties/Dbtr/Pty/Id/OrgId/Othr/Id": .debtorID, "RltdPties/Dbtr/Pty/Id/PrvtId/Othr/Id": .debtorID,
    "RltdPties/Dbtr/Agt/FinInstnId/Othr/Id": .debtorID,
    "RltdPties/DbtrAcct/Id/IBAN": .debtorIBAN, "RltdPties/DbtrAcct/Id/Othr/Id": .debtorOther,
    "RltdPties/UltmtDbtr/Nm": .ultimateDebtorName, "RltdPties/UltmtDbtr/Pty/Nm": .ultimateDebtorName,
    "RltdPties/UltmtDbtr/Id/OrgId/Othr/Id": .ultimateDebtorID,
    "RltdPties/UltmtDbtr/Id/PrvtId/Othr/Id": .ultimateDebtorID,
    "RltdPties/UltmtDbtr/Pty/Id/OrgId/Othr/Id": .ultimateDebtorID,
    "RltdPties/UltmtDbtr/Pty/Id/PrvtId/Othr/Id": .ultimateDebtorID,
    "RltdAgts/DbtrAgt/FinInstnId/BIC": .agentBIC, "RltdAgts/DbtrAgt/FinInstnId/BICFI": .agentBIC,
    "RltdAgts/DbtrAgt/FinInstnId/Nm": .agentName, "RltdAgts/DbtrAgt/FinInstnId/ClrSysMmbId/MmbId": .agentMemberID,
    "RmtInf/Strd/CdtrRefInf/Ref": .creditorReference, "RmtInf/Ustrd": .unstructured,
    "AddtlTxInf": .transactionInformation,
  ]

  private mutating func add(_ path: String, _ role: Role) {
    var node = Self.document
    for name in path.split(separator: "/") {
      let number = numbers[String(name), default: numbers.count]
      numbers[String(name)] = number
      if let child = nodes[node].child(number) {
        node = child
      } else {
        nodes.append(Node(name: String(name), parent: node))
        nodes[node].add(nodes.count - 1, as: number)
        node = nodes.count - 1
      }
    }
    nodes[node].role = role
  }
}
