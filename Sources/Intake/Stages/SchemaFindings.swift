import Filing
import XMLSignature

/// Puts what the schema has against a document into the words of the catalogue.
enum SchemaFindings {
  static func finding(for fault: SchemaFault, in tree: XMLTree, file: String?) -> Finding {
    let location = SourceLocation(file: file, line: tree.line(of: fault.node), path: tree.path(of: fault.node))
    let element = tree.name(of: fault.node).local
    switch fault.kind {
    case .unexpectedElement(let expected):
      return Finding(.schemaElementUnexpected, at: location, arguments: arguments(element, expected))
    case .missingElement(let expected):
      return Finding(.schemaElementMissing, at: location, arguments: arguments(element, expected))
    case .invalidValue(let value):
      return Finding(
        .schemaValueInvalid, at: location, ["element": element, "value": value, "detail": fault.detail])
    case .invalidAttribute(let name, _), .unexpectedAttribute(let name):
      return Finding(
        .schemaAttributeInvalid, at: location, ["element": element, "attribute": name, "detail": fault.detail])
    case .missingAttribute(let name):
      return Finding(
        .schemaAttributeMissing, at: location, ["element": element, "attribute": name, "detail": fault.detail])
    case .other:
      return Finding(.schemaInvalid, at: location, ["detail": fault.detail])
    }
  }

  /// Where nothing more may follow, there is nothing to expect.
  private static func arguments(_ element: String, _ expected: [String]) -> [Finding.Argument] {
    let names = expected.isEmpty ? [] : [Finding.Argument("expected", expected.joined(separator: ", "))]
    return [Finding.Argument("element", element)] + names
  }
}
