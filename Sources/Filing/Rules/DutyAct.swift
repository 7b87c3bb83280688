extension Rule {
  /// The duty is for an act that the document is. An act without a rate is another rule's matter.
  static let dutyAct = Rule("duty-act") { item in
    guard let submission = item.submission, let act = submission.fee?.act, !item.isDutyActFitting,
      item.reference.tariffs.tariff(on: item.arrivalDay)?.line(for: act.value) != nil
    else { return [] }
    let type = submission.documentType?.value ?? ""
    var arguments = [Finding.Argument("act", act.value), Finding.Argument("documentType", type)]
    if let acts = DocumentTypes.type(for: type)?.dutyActs, !acts.isEmpty {
      arguments.append(Finding.Argument("expected", acts.joined(separator: ", ")))
    }
    return [Finding(.feeActNotForDocument, at: act.location, arguments: arguments)]
  }
}
