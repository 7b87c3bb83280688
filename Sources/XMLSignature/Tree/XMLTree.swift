/// A parsed document: immutable, in document order, with source lines; the only thing that is verified, canonicalised,
/// validated and read. Nodes are numbered from 0 (the document node), and a subtree is a contiguous range of numbers.
///
/// Long text is not held: such a text node refers to a range of the source, or of a spool file.
public final class XMLTree: Sendable {
  /// Number of a node in document order.
  public struct NodeID: Sendable, Hashable, Comparable {
    let index: UInt32

    init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }

    public static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
    var position: Int { Int(index) }
  }

  public enum Kind: UInt8, Sendable, BitwiseCopyable { case document, element, text, comment, processingInstruction }

  struct Node: BitwiseCopyable {
    var kind: Kind
    var attributeCount: UInt16 = 0
    var namespaceCount: UInt16 = 0
    var parent: UInt32
    /// One past the last node of the subtree.
    var end: UInt32
    var line: UInt32
    /// Of an element or processing instruction: its entry among the names.
    var name: UInt32 = 0
    /// First attribute; or, of text, comment and instruction, where the content begins.
    var first: UInt32 = 0
    /// First namespace declaration; or the length of the content.
    var second: UInt32 = 0
  }

  struct Attribute: BitwiseCopyable {
    var element: UInt32
    var name: UInt32
    var offset: UInt32
    var length: UInt32
  }

  struct NamespaceDeclaration {
    var prefix: String
    var uri: String
  }

  /// Length that marks a text node whose content is one of `references`.
  static let referenced = UInt32.max

  let nodes: [Node]
  let attributes: [Attribute]
  let namespaces: [NamespaceDeclaration]
  let names: [XMLName]
  let qualifiedNames: QualifiedNames
  let held: [UInt8]
  let references: [ByteSource.Slice]
  /// All comments, in document order.
  let comments: NodeSet
  let digests = ReferenceDigests()

  init(
    nodes: [Node], attributes: [Attribute], namespaces: [NamespaceDeclaration], names: [XMLName], held: [UInt8],
    references: [ByteSource.Slice], comments: [Int]
  ) {
    self.nodes = nodes
    self.attributes = attributes
    self.namespaces = namespaces
    self.names = names
    qualifiedNames = QualifiedNames(names)
    self.held = held
    self.references = references
    self.comments = NodeSet(ascending: comments)
  }

  public var document: NodeID { NodeID(0) }

  /// The document element. A parsed document always has one.
  public var root: NodeID {
    var child = 1
    while nodes[child].kind != .element { child = Int(nodes[child].end) }
    return NodeID(child)
  }

  public func kind(of node: NodeID) -> Kind { nodes[node.position].kind }

  /// Name of an element; of a processing instruction, its target as local part.
  public func name(of node: NodeID) -> XMLName { names[Int(nodes[node.position].name)] }

  /// Nil for the document node.
  public func parent(of node: NodeID) -> NodeID? {
    node.index == 0 ? nil : NodeID(Int(nodes[node.position].parent))
  }

  /// 1-based line on which the node's markup ends, as the parser reports it; 0 when unknown.
  public func line(of node: NodeID) -> Int { Int(nodes[node.position].line) }

  func range(of node: NodeID) -> Range<Int> { node.position..<Int(nodes[node.position].end) }

  /// Whether `node` is `ancestor` or stands inside it.
  public func contains(_ node: NodeID, in ancestor: NodeID) -> Bool { range(of: ancestor).contains(node.position) }
}

extension ByteSource {
  /// A range of a source.
  struct Slice: Sendable {
    let source: ByteSource
    let range: Range<Int>
  }
}
