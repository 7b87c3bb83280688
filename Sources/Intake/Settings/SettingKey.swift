/// A setting with a single value, which the environment and the command line may give as well.
package enum SettingKey: String, Sendable, CaseIterable {
  case settleTerm, pollInterval, incompleteTerm, freeSpace, freeFiles, workers, groupSize, attemptsBeforeQuarantine,
    receptionNoticeAfter, keepAcknowledged, keepUnacknowledged, deferralTerm, metricsFile,
    metricsInterval
  case parsingBytes = "parsing.bytes"
  case parsingDepth = "parsing.depth"
  case parsingNodes = "parsing.nodes"
  case parsingAttributes = "parsing.attributes"
  case parsingNames = "parsing.names"
  case parsingMarkup = "parsing.markup"
  case parsingText = "parsing.text"
  case parsingHeldText = "parsing.heldText"
  case parsingContainerRatio = "parsing.containerRatio"

  /// `--settle-term`
  package var option: String { "--" + words.joined(separator: "-") }

  /// `COURT_INTAKE_SETTLE_TERM`
  package var variable: String { Self.variablePrefix + words.joined(separator: "_").uppercased() }

  static let variablePrefix = "COURT_INTAKE_"

  /// `parsing.heldText` gives `parsing`, `held`, `text`.
  private var words: [String] {
    rawValue.split(separator: ".").flatMap { component in
      component.reduce(into: [""]) { words, character in
        if character.isUppercase { words.append("") }
        words[words.count - 1] += character.lowercased()
      }
    }
  }

  /// The first key of two, or the only one.
  var section: String? { rawValue.contains(".") ? String(rawValue.prefix { $0 != "." }) : nil }
}
