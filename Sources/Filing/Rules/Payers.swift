extension Rule {
  /// Another may pay for the filer: lawful, and noted (DOMAIN.md §5).
  static let payers = Rule("payers") { item in
    guard let submission = item.submission, let filer = submission.filingParticipant?.identity else { return [] }
    return (submission.fee?.payments ?? []).compactMap { payment in
      guard let payer = payment.payer, payer.isSame(as: filer) == false else { return nil }
      return Finding(.paymentByAnother, at: payment.location, ["payer": payer.label])
    }
  }
}
