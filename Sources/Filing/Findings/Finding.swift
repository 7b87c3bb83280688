/// One thing that is wrong, or worth knowing, about an item: what (code), how grave, where, and with which values.
///
/// Findings are appended, never thrown. The text for people stands in ``FindingCatalogue`` and is filled with the
/// arguments.
public struct Finding: Sendable, Hashable {
  public let code: FindingCode
  public private(set) var severity: Severity
  public let location: SourceLocation?
  /// Values that fill the text, in a fixed order. They come from the sender: writers escape them, and card numbers
  /// are masked before they get here.
  public let arguments: [Argument]

  public struct Argument: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A finding with the catalogue's default severity.
  public init(
    _ code: FindingCode, at location: SourceLocation? = nil, _ arguments: KeyValuePairs<String, String> = [:]
  ) {
    self.init(code, at: location, arguments: arguments.map { Argument($0.key, $0.value) })
  }

  /// The same, for arguments of which some may be absent.
  public init(_ code: FindingCode, at location: SourceLocation?, arguments: [Argument]) {
    self.code = code
    self.severity = FindingCatalogue.entry(for: code).severity
    self.location = location.map {
      SourceLocation(file: $0.file.map(Self.shortened), line: $0.line, path: $0.path.map(Self.shortened))
    }
    self.arguments = arguments.map { Argument($0.name, Self.shortened(CardNumber.masked(in: $0.value))) }
  }

  /// A finding read back from the register, as it was decided then.
  public init(recorded code: FindingCode, severity: Severity, location: SourceLocation?, arguments: [Argument]) {
    self.code = code
    self.severity = severity
    self.location = location
    self.arguments = arguments
  }

  /// How much of an argument is quoted, in Unicode scalars.
  public static let longestValue = 300

  /// A notice quotes a value so that its sender finds it again, not in full.
  private static func shortened(_ value: String) -> String {
    // By scalars: a hundred thousand combining marks are one character.
    let isShort = value.utf8.count <= longestValue || value.unicodeScalars.count <= longestValue
    return isShort ? value : String(String.UnicodeScalarView(value.unicodeScalars.prefix(longestValue))) + "…"
  }

  /// The same finding with the severity that a policy gives to its code.
  public func graded(by policy: SeverityPolicy) -> Finding {
    var copy = self
    copy.severity = policy.severity(for: code) ?? severity
    return copy
  }

  /// Whether it keeps an item back that a clerk may let pass all the same.
  public var isOverridable: Bool { severity == .error && FindingCatalogue.entry(for: code).overridable }

  /// The same finding as a clerk lets it pass: it is told, and blocks no more.
  public func overridden() -> Finding {
    var copy = self
    copy.severity = .warning
    return copy
  }
}

/// Severities that settings give to codes, instead of the catalogue's defaults.
public struct SeverityPolicy: Sendable {
  private let overrides: [FindingCode: Severity]

  public init(overrides: [FindingCode: Severity] = [:]) { self.overrides = overrides }

  func severity(for code: FindingCode) -> Severity? { overrides[code] }
}
