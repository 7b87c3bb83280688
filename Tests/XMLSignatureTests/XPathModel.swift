@testable import XMLSignature

/// A node of the XPath data model, so that the expressions of test vectors can be written as Swift predicates.
struct ModelNode {
  enum Subject {
    case node(XMLTree.NodeID)
    case attribute(Int, of: XMLTree.NodeID)
    case namespace(prefix: String, uri: String, of: XMLTree.NodeID)
  }

  let tree: XMLTree
  let subject: Subject

  /// `self::name`, which is true of elements alone.
  func isElement(_ local: String, _ namespace: String = "") -> Bool {
    guard case .node(let node) = subject, tree.kind(of: node) == .element else { return false }
    return tree.name(of: node).is(local, in: namespace)
  }

  /// `parent::name`
  func hasParent(_ local: String, _ namespace: String = "") -> Bool {
    parent?.isElement(local, namespace) ?? false
  }

  /// `ancestor-or-self::name`
  func isWithin(_ local: String, _ namespace: String = "") -> Bool {
    isElement(local, namespace) || parent?.isWithin(local, namespace) ?? false
  }

  /// Whether `id(value)` is among `ancestor-or-self::node()`.
  func isWithin(id: String) -> Bool {
    if case .node(let node) = subject, tree.attribute("id", of: node) == id { return true }
    return parent?.isWithin(id: id) ?? false
  }

  /// `self::text()`
  var isText: Bool {
    guard case .node(let node) = subject else { return false }
    return tree.kind(of: node) == .text
  }

  var isAttribute: Bool {
    guard case .attribute = subject else { return false }
    return true
  }

  var isNamespace: Bool {
    guard case .namespace = subject else { return false }
    return true
  }

  /// `name()`: of a namespace node its prefix, of text nothing.
  var name: String {
    switch subject {
    case .node(let node): tree.kind(of: node) == .element ? tree.name(of: node).qualified : ""
    case .attribute(let index, _): tree.names[Int(tree.attributes[index].name)].qualified
    case .namespace(let prefix, _, _): prefix
    }
  }

  /// `namespace-uri()`
  var namespaceURI: String {
    switch subject {
    case .node(let node): tree.kind(of: node) == .element ? tree.name(of: node).namespace : ""
    case .attribute(let index, _): tree.names[Int(tree.attributes[index].name)].namespace
    case .namespace: ""
    }
  }

  /// Whether this is a namespace node of its element's own namespace: `string(self::node()) = namespace-uri(parent::node())`
  /// in documents where no text is a namespace name.
  var isNamespaceOfItsElement: Bool {
    guard case .namespace(_, let uri, let element) = subject else { return false }
    return tree.name(of: element).namespace == uri
  }

  /// `count(ancestor-or-self::node())`
  var depth: Int { 1 + (parent?.depth ?? 0) }

  private var parent: ModelNode? {
    switch subject {
    case .node(let node): tree.parent(of: node).map { ModelNode(tree: tree, subject: .node($0)) }
    case .attribute(_, let element), .namespace(_, _, let element): ModelNode(tree: tree, subject: .node(element))
    }
  }
}

extension NodeSet {
  /// `(//. | //@* | //namespace::*)[predicate]`
  init(of tree: XMLTree, where predicate: (ModelNode) -> Bool) {
    func holds(_ subject: ModelNode.Subject) -> Bool { predicate(ModelNode(tree: tree, subject: subject)) }
    var nodes: [Int] = []
    var attributes: Set<Int> = []
    var namespaces: Set<NamespaceNode> = []
    for index in tree.range(of: tree.document) {
      let node = XMLTree.NodeID(index)
      if holds(.node(node)) { nodes.append(index) }
      attributes.formUnion(tree.attributeRange(of: node).filter { holds(.attribute($0, of: node)) })
      for (prefix, uri) in tree.namespacesInScope(at: node) where holds(.namespace(prefix: prefix, uri: uri, of: node))
      {
        namespaces.insert(NamespaceNode(element: index, prefix: prefix))
      }
    }
    self.init(nodes: nodes)
    self.attributes = attributes
    self.namespaces = namespaces
  }
}

extension XMLTree {
  fileprivate func namespacesInScope(at element: NodeID) -> [String: String] {
    guard kind(of: element) == .element else { return [:] }
    var scope: [String: String] = [:]
    var current: NodeID? = element
    while let node = current {
      for declared in namespaces[namespaceRange(of: node)] where scope[declared.prefix] == nil {
        scope[declared.prefix] = declared.uri
      }
      current = parent(of: node)
    }
    return scope.filter { !$0.value.isEmpty }
  }
}
