package import Filing

/// Where an operator finds what is wrong.
package struct ConfigurationPlace: Sendable, Hashable {
  /// Relative to the root; or the command line, or the environment.
  package let source: String
  package let line: Int?
  /// As it is written there: `channels.participants.forms`, `--settle-term`, `COURT_INTAKE_SETTLE_TERM`.
  package let key: String?

  package init(source: String, line: Int? = nil, key: String? = nil) {
    self.source = source
    self.line = line
    self.key = key
  }

  /// `intake.yaml:12: channels.participants.forms`
  package var text: String {
    (line.map { "\(source):\($0)" } ?? source) + (key.map { ": \($0)" } ?? "")
  }
}

/// One thing in the operator's files that the program cannot go by.
package struct ConfigurationDefect: Sendable, Hashable {
  package let place: ConfigurationPlace
  package let problem: ConfigurationProblem

  package init(_ problem: ConfigurationProblem, at place: ConfigurationPlace) {
    self.place = place
    self.problem = problem
  }

  /// One line: where, what is wrong, what to do.
  package func text(in language: FindingCatalogue.Language) -> String {
    "\(place.text): \(problem.cause(in: language)) \(problem.remedy(in: language))"
  }
}

/// Everything that is wrong with an operator's files, all at once: exit code 78.
package struct ConfigurationDefects: Error, Sendable, Hashable, CustomStringConvertible {
  /// Never empty; in order of file and line.
  package let all: [ConfigurationDefect]

  init(_ defects: [ConfigurationDefect]) {
    precondition(!defects.isEmpty, "Defects are thrown when there are some")
    all = defects.sorted { ($0.place.source, $0.place.line ?? 0) < ($1.place.source, $1.place.line ?? 0) }
  }

  package func text(in language: FindingCatalogue.Language) -> String {
    all.map { $0.text(in: language) }.joined(separator: "\n")
  }

  package var description: String { text(in: .english) }
}

/// Collects defects while files are read, so that an operator mends them in one go.
final class DefectLog {
  private(set) var defects: [ConfigurationDefect] = []

  func report(_ problem: ConfigurationProblem, at place: ConfigurationPlace) {
    defects.append(ConfigurationDefect(problem, at: place))
  }

  func throwIfDefective() throws(ConfigurationDefects) {
    if !defects.isEmpty { throw ConfigurationDefects(defects) }
  }
}
