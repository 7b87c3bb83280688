import Yams

/// One file of settings or data, read as text with lines: values keep the spelling that they have in the file.
enum YAMLFile {
  /// The top level of a file; nil, and a defect, when there is none.
  static func section(
    of octets: [UInt8], from source: String, keys: Set<String>, log: DefectLog
  ) -> YAMLSection? {
    let start = ConfigurationPlace(source: source)
    guard let text = String(validating: octets, as: UTF8.self) else {
      log.report(.notUTF8, at: start)
      return nil
    }
    do {
      guard let node = try compose(yaml: text) else {
        log.report(.shapeUnexpected(.keys), at: start)
        return nil
      }
      return YAMLSection(YAMLValue(node: node, source: source, path: nil, line: nil, log: log), keys: keys)
    } catch let error as YamlError {
      let (problem, line) = Self.problem(error)
      log.report(problem, at: ConfigurationPlace(source: source, line: line))
    } catch {
      log.report(.notYAML("\(error)"), at: start)
    }
    return nil
  }

  private static func problem(_ error: YamlError) -> (ConfigurationProblem, line: Int?) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      (.notYAML(context.map { "\(problem) \($0.text)" } ?? problem), mark.line)
    case .duplicatedKeysInMapping(let keys, let context): (.keyRepeated(keys), context.mark.line)
    case .reader(let problem, _, _, _): (.notYAML(problem), nil)
    default: (.notYAML("\(error)"), nil)
    }
  }
}
