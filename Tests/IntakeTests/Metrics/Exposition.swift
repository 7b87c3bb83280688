import Foundation

/// Reads the text format of Prometheus (version 0.0.4) as strictly as its specification allows.
struct Exposition {
  struct Malformed: Error { let line: String }

  /// By name and labels, as they stand there.
  private(set) var values: [String: Double] = [:]
  private(set) var types: [String: String] = [:]

  init(_ text: String) throws {
    guard text.hasSuffix("\n") else { throw Malformed(line: "the end") }
    var current: String?
    var finished: Set<String> = []
    var helped: Set<String> = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let line = String(line)
      if let match = try /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) [^\n]+/.wholeMatch(in: line) {
        // All lines of a metric stand together.
        if let current { finished.insert(current) }
        current = String(match.1)
        guard !finished.contains(String(match.1)), helped.insert(String(match.1)).inserted else {
          throw Malformed(line: line)
        }
      } else if let match = try /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)/
        .wholeMatch(
          in: line)
      {
        guard current == String(match.1), types.updateValue(String(match.2), forKey: String(match.1)) == nil else {
          throw Malformed(line: line)
        }
      } else if let match =
        try
        /(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\"n])*")(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\"n])*")*\})?) (\S+)/
        .wholeMatch(in: line)
      {
        guard String(match.2) == current, types[String(match.2)] != nil, let value = Double(match.8),
          values.updateValue(value, forKey: String(match.1)) == nil
        else { throw Malformed(line: line) }
      } else {
        throw Malformed(line: line)
      }
    }
  }
}
