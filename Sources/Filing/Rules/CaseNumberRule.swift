extension Rule {
  /// The case number is well-formed, and names the court that is addressed. Complaints go to a higher court, and other
  /// filings may follow a case that was handed over; so another court is a warning only.
  static let caseNumber = Rule("case-number") { item in
    guard let stated = item.caseReference?.number else { return [] }
    guard let number = CaseNumber(stated.value) else {
      return [Finding(.caseNumberMalformed, at: stated.location, ["value": stated.value])]
    }
    let isComplaint = item.documentType.flatMap { DocumentTypes.type(for: $0.value) }?.isComplaint ?? false
    guard !isComplaint, let court = item.destinationCourt, court.code != number.court else { return [] }
    return [
      Finding(
        .caseOfOtherCourt, at: stated.location,
        ["value": stated.value, "caseCourt": number.court.text, "court": court.code.text])
    ]
  }
}
