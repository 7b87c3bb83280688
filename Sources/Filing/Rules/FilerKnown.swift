extension Rule {
  /// The filer is one of the participants.
  static let filerKnown = Rule("filer-known") { item in
    guard let submission = item.submission, let filer = submission.filer, submission.filingParticipant == nil
    else { return [] }
    return [Finding(.filerUnknown, at: filer.location, ["reference": filer.value])]
  }
}
