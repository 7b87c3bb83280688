extension RegisterQueries {
  /// What clerks corrected in an entry, in their order.
  package func corrections(of entry: RegisterEntry) throws -> [EntryCorrection] {
    try answer { try $0.corrections(of: entry.id) }
  }
}
