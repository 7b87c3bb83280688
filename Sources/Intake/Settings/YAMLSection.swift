/// Values under known keys. A key that is not known is a defect: it would look as if it had an effect.
struct YAMLSection {
  private let own: YAMLValue
  private let values: [String: YAMLValue]

  init?(_ value: YAMLValue, keys: Set<String>) {
    guard let named = value.named else { return nil }
    for (name, value) in named where !keys.contains(name) {
      value.report(.keyUnknown(nearest: NearestName.of(name, among: keys)))
    }
    own = value
    values = Dictionary(uniqueKeysWithValues: named.map { ($0.name, $0.value) })
  }

  var place: ConfigurationPlace { own.place }
  func report(_ problem: ConfigurationProblem) { own.report(problem) }

  func optional(_ key: String) -> YAMLValue? { values[key] }

  func required(_ key: String) -> YAMLValue? {
    if values[key] == nil { own.report(.keyMissing(key)) }
    return values[key]
  }

  /// A text that says something.
  func requiredText(_ key: String) -> String? { required(key)?.read(as: .notEmpty) { $0.isEmpty ? nil : $0 } }

  func flag(_ key: String) -> Bool {
    optional(key)?.read(as: .boolean) { ["true": true, "false": false][$0] } ?? false
  }
}
