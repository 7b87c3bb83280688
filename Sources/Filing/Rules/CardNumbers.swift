extension Rule {
  /// No full card number stands in a text. Typed references (message id, operation number, case number, FİN, VÖEN, BIN,
  /// hashes) are exempt: digits stand there for something else.
  static let cardNumbers = Rule("card-numbers") { item in
    var seen: Set<Stated<String>> = []
    return item.freeTexts.flatMap { text -> [Finding] in
      let numbers = CardNumber.found(in: text.value)
      // A text may be read as several things; what was found in it is said once.
      guard !numbers.isEmpty, seen.insert(text).inserted else { return [] }
      return numbers.map { Finding(.cardNumberFound, at: text.location, ["value": $0]) }
    }
  }
}

extension ItemUnderReview {
  fileprivate var freeTexts: [Stated<String>] {
    let own: [Stated<String>?] =
      switch content {
      case .submission(let submission):
        [
          submission.title, submission.fee?.exemption?.ground, submission.fee?.deferral?.ground,
          submission.fee?.discount?.ground,
        ] + submission.freeTexts
      case .scan(let item, let batch):
        [item.title, batch.operatorName, batch.scanner] + item.freeTexts + batch.freeTexts
      case .cabinetRequest(let request): request.freeTexts
      case .dispatch(let dispatch): [dispatch.title]
      }
    return own.compactMap(\.self) + documents.flatMap { [$0.stated.name, $0.stated.title].compactMap(\.self) }
      + unlistedFiles.map { Stated($0, at: SourceLocation(file: $0)) }
  }
}
