/// A text of the catalogue, taken apart into words and placeholders.
struct FindingTemplate {
  private enum Part {
    case literal(Substring)
    case placeholder(Substring)
    /// Left out unless all its placeholders are given.
    case optional([Part])
  }

  private let parts: [Part]

  init(_ text: String) {
    var rest = Substring(text)
    parts = Self.parse(&rest)
  }

  var names: Set<String> { Self.names(in: parts, withOptional: true) }
  var optionalNames: Set<String> { names.subtracting(Self.names(in: parts, withOptional: false)) }

  /// A placeholder without a value becomes a dash: a template never reaches a reader raw.
  func filled(with arguments: [Finding.Argument]) -> String {
    Self.fill(parts, from: Dictionary(arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  private static func parse(_ rest: inout Substring) -> [Part] {
    var parts: [Part] = []
    while let next = rest.first, next != "]" {
      switch next {
      case "{":
        let name = rest.dropFirst().prefix { $0 != "}" }
        parts.append(.placeholder(name))
        rest = rest[name.endIndex...].dropFirst()
      case "[":
        rest = rest.dropFirst()
        parts.append(.optional(parse(&rest)))
        rest = rest.dropFirst()
      default:
        let literal = rest.prefix { !"{[]".contains($0) }
        parts.append(.literal(literal))
        rest = rest[literal.endIndex...]
      }
    }
    return parts
  }

  private static func names(in parts: [Part], withOptional: Bool) -> Set<String> {
    parts.reduce(into: []) { names, part in
      switch part {
      case .literal: break
      case .placeholder(let name): names.insert(String(name))
      case .optional(let inner): if withOptional { names.formUnion(Self.names(in: inner, withOptional: true)) }
      }
    }
  }

  private static func fill(_ parts: [Part], from values: [String: String]) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .literal(let literal): text += literal
      case .placeholder(let name): text += values[String(name)].map(escaped) ?? "—"
      case .optional(let inner):
        if names(in: inner, withOptional: true).allSatisfy({ values[$0] != nil }) { text += fill(inner, from: values) }
      }
    }
  }

  /// Arguments come from the sender. Control and format characters (among them line ends and those that turn the
  /// direction of writing) are shown as `\u{..}`, so that no value can forge a line or hide a part of itself.
  private static func escaped(_ value: String) -> String {
    value.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
