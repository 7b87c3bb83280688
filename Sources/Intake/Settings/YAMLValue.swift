import Yams

/// A value with its place. Reading it reports what is wrong and gives nil; whoever reads goes on to the next value, and
/// nothing comes of a log with defects.
struct YAMLValue {
  let node: Node
  let source: String
  /// Keys from the top, joined by points; nil at the top.
  let path: String?
  private let line: Int?
  let log: DefectLog

  init(node: Node, source: String, path: String?, line: Int?, log: DefectLog) {
    self.node = node
    self.source = source
    self.path = path
    self.line = line ?? node.mark?.line
    self.log = log
  }

  var place: ConfigurationPlace { ConfigurationPlace(source: source, line: line, key: path) }

  func report(_ problem: ConfigurationProblem) { log.report(problem, at: place) }

  /// As it is spelled: `8.10` stays `8.10`, `050` stays `050`.
  var text: String? {
    guard case .scalar(let scalar) = node else {
      report(.shapeUnexpected(.text))
      return nil
    }
    return scalar.string
  }

  func read<Value>(as form: ValueForm, _ parse: (String) -> Value?) -> Value? {
    guard let text else { return nil }
    guard let value = parse(text) else {
      report(.valueInvalid(text, form))
      return nil
    }
    return value
  }

  func choice<Choice: CaseIterable & RawRepresentable<String>>(of choices: Choice.Type) -> Choice? {
    choice(among: choices.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
  }

  func choice(among choices: [String]) -> String? {
    guard let text else { return nil }
    if choices.contains(text) { return text }
    report(.choiceUnknown(text, nearest: NearestName.of(text, among: choices), choices: choices))
    return nil
  }

  /// Nothing after the colon is no list: it may be one that was forgotten, and an empty list often means “all”.
  var list: [YAMLValue]? {
    guard case .sequence(let sequence) = node else {
      report(.shapeUnexpected(.list))
      return nil
    }
    return sequence.enumerated().map { index, node in
      YAMLValue(node: node, source: source, path: "\(path ?? "")[\(index + 1)]", line: nil, log: log)
    }
  }

  /// Keys and their values, each key once.
  var named: [(name: String, value: YAMLValue)]? {
    guard case .mapping(let mapping) = node else {
      report(.shapeUnexpected(.keys))
      return nil
    }
    var known: Set<String> = []
    return mapping.compactMap { key, value in
      guard case .scalar(let scalar) = key else {
        log.report(
          .shapeUnexpected(.text), at: ConfigurationPlace(source: source, line: key.mark?.line, key: path))
        return nil
      }
      // The parser refuses repeated keys too, but takes 1 and "1" for different ones.
      guard known.insert(scalar.string).inserted else {
        report(.keyRepeated([scalar.string]))
        return nil
      }
      let keyPath = path.map { "\($0).\(scalar.string)" } ?? scalar.string
      return (
        scalar.string, YAMLValue(node: value, source: source, path: keyPath, line: scalar.mark?.line, log: log)
      )
    }
  }

  func section(keys: Set<String>) -> YAMLSection? { YAMLSection(self, keys: keys) }
}
