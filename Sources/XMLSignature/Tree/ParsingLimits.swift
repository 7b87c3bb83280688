/// Caps on what a document may cost. libxml2's own caps are lifted for long text, so these hold instead.
public struct ParsingLimits: Sendable, Hashable {
  /// Octets of the document.
  public var bytes = 4 << 30
  /// Elements inside one another.
  public var depth = 256
  /// Nodes of all kinds, attributes and namespace declarations included.
  public var nodes = 20_000_000
  /// Attributes and namespace declarations of one element.
  public var attributes = 256
  /// Different names, prefixes and namespaces. libxml2 keeps them in chains that grow with their number, so that eight megabytes
  /// of nothing but names cost it half a minute.
  public var names = 20_000
  /// Octets of one tag, comment or processing instruction.
  public var markup = 256 << 10
  /// Octets of text and attribute values that are held in memory.
  public var text = 1 << 30
  /// A longer run of text is referred to in the source, not held.
  public var heldText = 64 << 10

  public init() {}

  /// The widest caps that settings may ask for: for octets that passed those of their day, which are not judged again.
  public static let widest: ParsingLimits = {
    var limits = ParsingLimits()
    limits.bytes = 1 << 40
    limits.depth = 100_000
    limits.nodes = 1_000_000_000
    limits.attributes = 100_000
    limits.names = 1_000_000
    limits.markup = 1 << 30
    limits.text = 1 << 40
    return limits
  }()
}
