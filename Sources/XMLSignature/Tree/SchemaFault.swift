/// One place where a document does not follow its schema.
public struct SchemaFault: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The element may not stand here; `expected` lists the names that may.
    case unexpectedElement(expected: [String])
    /// The element ends too early; `expected` lists the names that must follow.
    case missingElement(expected: [String])
    /// The text is not of the element's type.
    case invalidValue(value: String)
    case invalidAttribute(name: String, value: String)
    case unexpectedAttribute(name: String)
    case missingAttribute(name: String)
    case other
  }

  /// The element at fault.
  public let node: XMLTree.NodeID
  public let kind: Kind
  /// In English, from the validator, without its prefixes.
  public let detail: String
}
