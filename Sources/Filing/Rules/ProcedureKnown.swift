extension Rule {
  static let procedureKnown = Rule("procedure-known") { item in
    guard let procedure = item.submission?.procedure, Procedures.procedure(for: procedure.value) == nil
    else { return [] }
    return [Finding(.procedureUnknown, at: procedure.location, ["value": procedure.value])]
  }
}
