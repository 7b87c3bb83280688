import BankStatements
import Intake
import XMLSignature

/// An index as other programs write it: an element for each document, wherever it stands, with values in its attributes or in the
/// elements right below it. Namespaces do not matter: whoever wrote the template knows local names.
extension ScanIndex {
  private static let limits: ParsingLimits = {
    var limits = ParsingLimits()
    limits.bytes = 16 << 20
    limits.depth = 64
    limits.nodes = 1_000_000
    limits.names = 1000
    limits.text = 16 << 20
    return limits
  }()
  /// In octets.
  private static let longestValue = 4096

  mutating func readXML(_ octets: [UInt8], _ row: String, _ template: ScanPolicy.Index) throws(SourceFailure) {
    switch try XMLTree.parse(ByteSource(octets), limits: Self.limits) {
    case .failure(let defect): refuse(max(defect.line, 1), "it cannot be read as XML: \(defect.detail)")
    case .success(let parsed):
      let elements = Self.rows(row, in: parsed.tree)
      if elements.isEmpty { refuse(1, "there is no element “\(row)”") }
      for element in elements { take(element, of: parsed.tree, template) }
    }
  }

  /// In document order; what lies in a row is its own.
  private static func rows(_ name: String, in tree: XMLTree) -> [XMLTree.NodeID] {
    var rows: [XMLTree.NodeID] = []
    var waiting = [tree.root]
    while let element = waiting.popLast() {
      if tree.name(of: element).local == name {
        rows.append(element)
      } else {
        waiting += tree.elements(in: element).reversed()
      }
    }
    return rows
  }

  private mutating func take(_ row: XMLTree.NodeID, of tree: XMLTree, _ template: ScanPolicy.Index) {
    var values: [ScanPolicy.Index.Column: String] = [:]
    for column in ScanPolicy.Index.Column.allCases {
      let name = template.name(of: column)
      let attributes = tree.attributeNames(of: row).filter { $0.local == name }
        .map { tree.attribute($0.local, $0.namespace, of: row) }
      let elements = tree.elements(in: row).filter { tree.name(of: $0).local == name }
        .map { tree.text(of: $0, limit: Self.longestValue) }
      let found = attributes + elements
      guard found.count <= 1 else { return refuse(tree.line(of: row), "it says “\(name)” \(found.count) times") }
      guard let value = found.first else { continue }
      guard let value, value.utf8.count <= Self.longestValue else {
        return refuse(tree.line(of: row), "“\(name)” is too long")
      }
      let text = RecordScanner.trimmed(value)
      if !text.isEmpty { values[column] = text }
    }
    take(line: tree.line(of: row)) { values[$0] }
  }
}
