extension Rule {
  /// A filing for which a duty is due states it.
  static let dutyStated = Rule("duty-stated") { item in
    guard let submission = item.submission, submission.fee == nil, let stated = submission.documentType,
      case .required = DocumentTypes.type(for: stated.value)?.duty
    else { return [] }
    return [Finding(.feeMissing, at: submission.location, ["documentType": stated.value])]
  }
}
