import FilingStore

extension NoticePhrases {
  static let english = NoticePhrases(
    language: .english,
    number: "Registration number",
    registeredAt: "Registered",
    officialFilingDate: "Official filing date",
    court: "Court",
    caseNumber: "Case",
    newCase: "new case",
    documentType: "Document type",
    title: "Title",
    filer: "Filed by",
    principal: "Filed on behalf of",
    representative: "Representative",
    documents: "Files",
    duty: "State duty",
    assessed: "assessed",
    notAssessed: "not known (no tariff for this act)",
    declared: "declared",
    paid: "paid",
    exemption: "Exemption claimed (the judge decides)",
    discount: "Discount claimed",
    earlierNumber: "Earlier registration",
    earlierTime: "Registered",
    receivedAt: "Received",
    decidedAt: "Decided",
    messageID: "Your message id",
    package: "Package",
    channel: "channel",
    item: "Document of the batch",
    size: "Size",
    reasons: "Reasons",
    remarks: "Remarks",
    what: "What",
    place: "Where",
    remedy: "What to do",
    file: "file",
    line: "line",
    wholePackage: "the package as a whole",
    next: "What comes next:",
    noticeID: "Notice")

  static func accountInEnglish(of kind: NoticeKind, ofBatchItem isItem: Bool) -> Account {
    switch kind {
    case .received:
      Account(
        subject: "Package received",
        happened: """
          Your package is stored at the court. The time below is the time of its arrival. It has not been examined yet, \
          and nothing in it is registered yet.
          """,
        next: """
          You need do nothing. A further notice tells the outcome of each filing in the package. Do not send the package \
          again meanwhile.
          """)
    case .registered:
      Account(
        subject: isItem ? "Scanned document registered" : "Filing registered",
        happened: isItem
          ? "The scanned document was registered. This notice is the confirmation of receipt."
          : "Your filing was registered at the court. This notice is the confirmation of receipt.",
        next: """
          You need do nothing now. Keep this notice, and quote the registration number in all correspondence. The court \
          tells you of further steps separately.
          """)
    case .rejected: rejectionInEnglish(ofBatchItem: isItem)
    case .duplicate:
      Account(
        subject: isItem ? "Scanned document is already registered" : "Filing is already registered",
        happened: "The same content under the same message id is already registered. It was not registered again.",
        next: """
          You need do nothing: the earlier registration stands. Its confirmation of receipt goes out once more, to those \
          who had it.
          """)
    case .conflict:
      Account(
        subject: "Not registered: message id used before with other content",
        happened: """
          Under this message id, other content is already registered. What has come now was not registered; the earlier \
          registration is unchanged.
          """,
        next: """
          If this is a new filing, write a new id into MessageId, sign the package anew and send it. If you mean to \
          correct the earlier filing, do the same, and name its registration number in the title.
          """)
    case .quarantined: quarantineInEnglish(ofBatchItem: isItem)
    case .recorded:
      Account(
        subject: "Bank statement recorded",
        happened: "The statement was proven to be the bank's, and its movements were entered in the ledger.",
        next: "Read the remarks below. Filings that wait for these payments are looked at now.")
    case .ordered:
      Account(
        subject: "Payment order",
        happened: "A filing has arrived that is to be paid online. It is registered when its payment has come.",
        next: "Have the payer pay the amount below with its reference, and tell the bank's statement as always.")
    case .corrected: correctionInEnglish
    case .served, .digest, .circulated: preconditionFailure("told by circulationAccount(of:about:)")
    case .head: preconditionFailure("told by headAccount")
    case .deferred:
      Account(
        subject: isItem ? "Scanned document: decision deferred" : "Filing: decision deferred",
        happened: """
          It has arrived and is stored, but the court does not have all that it needs for the examination yet. It is \
          neither registered nor rejected. The examination is repeated automatically.
          """,
        next: """
          You need do nothing. The time of arrival stands, and a further notice tells the decision. Do not send it again \
          meanwhile.
          """)
    case .held:
      Account(
        subject: isItem ? "Scanned document awaits a clerk's decision" : "Filing awaits a clerk's decision",
        happened: """
          It has arrived and is stored, but for the reasons below a clerk of the court must decide. It is neither \
          registered nor rejected.
          """,
        next: """
          Read under each reason what to do. The clerk decides, and a further notice tells the decision. The time of \
          arrival stands; do not send the same package again meanwhile.
          """)
    }
  }

  private static func rejectionInEnglish(ofBatchItem isItem: Bool) -> Account {
    if isItem {
      Account(
        subject: "Scanned document not registered",
        happened: """
          The document was examined and, for the reasons below, not registered. The other documents of the batch are \
          decided separately.
          """,
        next: """
          Do what is said under each reason, and send this document once more in a new, sealed batch. The time of \
          arrival will be that of the new batch.
          """)
    } else {
      Account(
        subject: "Filing not registered",
        happened: "The package was examined and, for the reasons below, not registered.",
        next: """
          Do what is said under each reason, sign the package anew if you changed it, and send it again. You may keep \
          the same message id: only a registered filing uses it up. The time of arrival will be that of the new package.
          """)
    }
  }

  private static func quarantineInEnglish(ofBatchItem isItem: Bool) -> Account {
    Account(
      subject: isItem ? "Scanned document set aside" : "Package set aside",
      happened: """
        It could not be processed. It is not registered, and not rejected either: it is kept at the court just as it \
        came.
        """,
      next: """
        Do what is said under each reason. If you are asked for nothing there, or it does not help, turn to the court's \
        technical service and quote the number of this notice.
        """)
  }
}
