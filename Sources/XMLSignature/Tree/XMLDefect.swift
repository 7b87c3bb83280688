/// Why a document is not one that may be read: the first fatal fault, with its line.
public struct XMLDefect: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case empty
    /// XML 1.0 well-formedness.
    case malformed
    /// Octets that are not of the declared encoding, or an encoding that is not known.
    case encoding
    /// Namespaces in XML 1.0, such as an undeclared prefix.
    case namespace
    /// A document type declaration; refused whatever it holds.
    case doctype
    /// One of ``ParsingLimits``; `detail` names it.
    case limit
  }

  public let kind: Kind
  /// 1-based; 0 when unknown.
  public let line: Int
  /// In English, from the parser.
  public let detail: String

  public init(kind: Kind, line: Int, detail: String) {
    self.kind = kind
    self.line = line
    self.detail = detail
  }
}
