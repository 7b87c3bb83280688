extension Rule {
  /// Filer and representative are matched with certificates by number: a person needs a FİN, an organisation a VÖEN.
  static let filerNumber = Rule("filer-number") { item in
    guard let submission = item.submission else { return [] }
    let filer = submission.filingParticipant.map { ($0.identity, $0.location) }
    let representative = submission.representative.map { ($0.identity, $0.location) }
    return [filer, representative].compactMap(\.self).compactMap { identity, location in
      switch identity.kind {
      case .person where identity.fin == nil:
        Finding(.schemaElementMissing, at: location, ["element": "Person", "expected": "FIN"])
      case .organisation where identity.voen == nil:
        Finding(.schemaElementMissing, at: location, ["element": "Organisation", "expected": "VOEN"])
      default: nil
      }
    }
  }
}
