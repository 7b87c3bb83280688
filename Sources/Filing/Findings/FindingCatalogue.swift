/// What is said of each finding code: its weight, whether a clerk may override it, and its texts.
///
/// A text is a template. `{name}` stands for an argument that whoever raises the finding must give; a part in square
/// brackets is left out unless all its arguments are given. The templates are thereby the list of a code's arguments:
/// ``Entry/arguments`` reads it from them, and tests hold both languages to the same list.
public enum FindingCatalogue {
  /// The languages in which people are told.
  public enum Language: String, Sendable, CaseIterable {
    case azerbaijani = "az"
    case english = "en"
  }

  /// The templates of one code in one language.
  public struct Text: Sendable, Hashable {
    /// Short, and without arguments.
    public let title: String
    /// What happened, and where the values that it was found in came from.
    public let cause: String
    /// What the sender does next.
    public let remedy: String

    /// Three paragraphs, each of which may be wrapped: title, cause, remedy.
    init(_ paragraphs: String) {
      let parts = paragraphs.split(separator: "\n\n").map { $0.split(separator: "\n").joined(separator: " ") }
      precondition(parts.count == 3, "A finding's text has a title, a cause and a remedy")
      (title, cause, remedy) = (parts[0], parts[1], parts[2])
    }
  }

  /// The catalogue's page of one code.
  public struct Entry: Sendable {
    /// The default; settings may give another.
    public let severity: Severity
    /// Whether an item that is kept back by this finding alone waits for a clerk (HELD) instead of being rejected.
    public let overridable: Bool
    public let azerbaijani: Text
    public let english: Text

    init(_ severity: Severity, overridable: Bool = false, az: String, en: String) {
      self.severity = severity
      self.overridable = overridable
      azerbaijani = Text(az)
      english = Text(en)
    }

    public func text(in language: Language) -> Text {
      switch language {
      case .azerbaijani: azerbaijani
      case .english: english
      }
    }

    /// Names of the arguments that a finding of this code carries. Those that may be absent: ``optionalArguments``.
    public var arguments: Set<String> {
      FindingTemplate(english.cause).names.union(FindingTemplate(english.remedy).names)
    }

    public var optionalArguments: Set<String> {
      FindingTemplate(english.cause).optionalNames.union(FindingTemplate(english.remedy).optionalNames)
    }
  }
}

extension Finding {
  /// The catalogue's texts with this finding's arguments in their places.
  public func text(in language: FindingCatalogue.Language) -> (cause: String, remedy: String) {
    let text = FindingCatalogue.entry(for: code).text(in: language)
    return (FindingTemplate(text.cause).filled(with: arguments), FindingTemplate(text.remedy).filled(with: arguments))
  }
}
