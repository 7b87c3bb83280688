import BankStatements

extension PortalLayout {
  private static let keys: Set<String> = [
    "name", "delimiter", "decimalMark", "groupMark", "datePattern", "currency", "columns", "directions", "statuses",
    "reversals",
  ]

  /// - Parameter account: The one that all records are of, unless a column names it.
  static func read(_ value: YAMLValue, account: String) -> PortalLayout? {
    guard let section = value.section(keys: keys), let name = section.requiredText("name") else { return nil }
    var layout = PortalLayout(name: name, columns: columns(section.required("columns")))
    layout.account = layout.columns[.account] == nil ? account : nil
    if let text = section.optional("delimiter")?.text { layout.delimiter = text }
    if let text = section.optional("decimalMark")?.text { layout.decimalMark = text }
    if let text = section.optional("datePattern")?.text { layout.datePattern = text }
    layout.groupMark = section.optional("groupMark")?.text
    layout.currency = section.optional("currency")?.text
    layout.directions = codes(section.optional("directions"))
    layout.statuses = codes(section.optional("statuses"))
    layout.reversals = Set((section.optional("reversals")?.list ?? []).compactMap(\.text))
    let faults = layout.faults
    for fault in faults { section.report(.layoutUnusable(fault)) }
    return faults.isEmpty ? layout : nil
  }

  private static func columns(_ value: YAMLValue?) -> [Column: String] {
    var columns: [Column: String] = [:]
    for (name, heading) in value?.named ?? [] {
      guard let column = Column(rawValue: name) else {
        heading.report(.keyUnknown(nearest: NearestName.of(name, among: Column.allCases.map(\.rawValue))))
        continue
      }
      columns[column] = heading.text
    }
    return columns
  }

  private static func codes(_ value: YAMLValue?) -> [String: String] {
    Dictionary(
      (value?.named ?? []).compactMap { name, value in value.text.map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
