import Filing
import XMLSignature

/// Reads values of the submission namespace from elements of one tree. Missing and misplaced elements give nil: the schema
/// has said so already, and reading goes on so that the rules can say all that is wrong at once.
struct ElementReader {
  let tree: XMLTree
  let element: XMLTree.NodeID
  /// The file that the tree came from, for locations; nil when the package is that file.
  let file: String?
  /// Carried along, because computing it anew for each of ten thousand siblings would be quadratic.
  private let path: String

  static let namespace = "urn:court-intake:submission:1"

  init(tree: XMLTree, element: XMLTree.NodeID, file: String?) {
    self.init(tree: tree, element: element, file: file, path: tree.path(of: element))
  }

  private init(tree: XMLTree, element: XMLTree.NodeID, file: String?, path: String) {
    self.tree = tree
    self.element = element
    self.file = file
    self.path = path
  }

  var location: SourceLocation { SourceLocation(file: file, line: tree.line(of: element), path: path) }

  func child(_ name: String) -> ElementReader? { children(name).first }

  func children(_ name: String) -> [ElementReader] {
    let found = tree.elements(name, Self.namespace, in: element)
    guard !found.isEmpty else { return [] }
    let path = "\(path)/\(name)"
    if found.count == 1 { return [ElementReader(tree: tree, element: found[0], file: file, path: path)] }
    return found.enumerated().map { index, node in
      ElementReader(tree: tree, element: node, file: file, path: path + "[\(index + 1)]")
    }
  }

  /// Text of a child as `xs:token` has it: white space collapsed. Values as long as a document are none.
  func token(_ name: String) -> Stated<String>? { child(name).flatMap(\.token) }

  var token: Stated<String>? { text.map { Stated($0.collapsingXMLSpace, at: location) } }

  /// Text of a child as `xs:string` has it: untouched.
  func string(_ name: String) -> Stated<String>? {
    child(name).flatMap { child in child.text.map { Stated($0, at: child.location) } }
  }

  func attribute(_ name: String) -> Stated<String>? {
    tree.attribute(name, of: element).map { Stated($0.collapsingXMLSpace, at: location) }
  }

  private var text: String? { tree.text(of: element, limit: 64 << 10) }
}

extension String {
  /// `xs:token`: no white space at the ends, single spaces inside.
  fileprivate var collapsingXMLSpace: String {
    // Most values have no white space at all.
    guard utf8.contains(where: { $0 <= 0x20 }) else { return self }
    // By octets, as XML has it: an accent after a space belongs to no space.
    return String(unsafeUninitializedCapacity: utf8.count) { text in
      var count = 0
      var isPending = false
      for octet in utf8 {
        switch octet {
        case 0x20, 0x09, 0x0A, 0x0D: isPending = count > 0
        default:
          if isPending {
            text[count] = 0x20
            count += 1
            isPending = false
          }
          text[count] = octet
          count += 1
        }
      }
      return count
    }
  }
}
