package import XMLSignature

/// One thing that the examination of a receipt came to.
package struct ReceiptStatement: Sendable {
  package enum Standing: String, Sendable {
    case proven
    /// It says what is not so.
    case refuted
    /// Nothing against it, and nothing that proves it.
    case open
  }

  /// What it is about; stable, for programs.
  package enum Subject: String, Sendable {
    case seal = "SEAL"
    case log = "LOG"
    case arrival = "ARRIVAL"
    case event = "EVENT"
    case package = "PACKAGE"
    case previous = "PREVIOUS"
    case consistency = "CONSISTENCY"
  }

  package let subject: Subject
  package let standing: Standing
  private let azerbaijani: ReportSentence
  private let english: ReportSentence

  init(
    _ subject: Subject, _ standing: Standing, az azerbaijani: ReportSentence, en english: ReportSentence
  ) {
    self.subject = subject
    self.standing = standing
    self.azerbaijani = azerbaijani
    self.english = english
  }

  package func text(in language: ReportLanguage) -> ReportSentence {
    switch language {
    case .azerbaijani: azerbaijani
    case .english: english
    }
  }
}
