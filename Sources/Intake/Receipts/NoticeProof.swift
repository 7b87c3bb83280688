package import Filing
package import FilingStore
import Foundation
package import TransparencyLog
package import XMLSignature

/// A notice as somebody who holds its file reads it: what it says, and what it brings to prove it.
package struct NoticeProof: Sendable {
  package struct Leaf: Sendable {
    package let facts: LeafFacts
    /// Whether it stands in the tree of ``NoticeProof/head``.
    package let isProven: Bool
  }

  package struct Consistency: Sendable {
    package let earlier: TreeHead
    /// Whether the log goes on from there to ``NoticeProof/head``.
    package let isProven: Bool
  }

  package let id: String
  package let kind: NoticeKind
  package let head: TreeHead
  /// When the tree had that head, in UTC and in the court's time, as it is written.
  package let headTime: (utc: String, local: String)
  /// The arrival first.
  package let leaves: [Leaf]
  package let previous: (notice: String, hash: ContentHash)?
  package let consistency: Consistency?
  /// By language code.
  package let texts: [String: String]
  let said: Said

  /// What the notice's other elements say, which the leaves must bear out.
  struct Said: Sendable {
    var channel: String?
    var package: String?
    var form: String?
    var size: String?
    var hash: String?
    var receivedAt: String?
    var decidedAt: String?
    var number: String?
    var entryHash: String?
    var findings: [String] = []
    /// Of a correction, by the names that its leaf has for them.
    var correction: [String: String] = [:]
  }

  /// Nil when it is no notice of an intake, or brings no proof.
  package init?(_ tree: XMLTree) {
    let notice = Reader(tree: tree, namespace: "urn:court-intake:notification:1")
    let evidence = Reader(tree: tree, namespace: "urn:court-intake:evidence:1")
    let root = tree.root
    guard tree.name(of: root).local == "Notification", tree.name(of: root).namespace == notice.namespace,
      let id = tree.attribute("Id", of: root),
      let kind = tree.attribute("kind", of: root).flatMap(NoticeKind.init(rawValue:)),
      let proof = evidence.only("Evidence", in: root), let headNode = evidence.only("TreeHead", in: proof),
      let head = evidence.head(headNode), let utc = tree.attribute("utc", of: headNode),
      let local = tree.attribute("local", of: headNode)
    else { return nil }
    self.id = id
    self.kind = kind
    self.head = head
    headTime = (utc, local)
    var leaves: [Leaf] = []
    for node in tree.elements("Leaf", evidence.namespace, in: proof) {
      guard let leaf = evidence.leaf(node, in: head) else { return nil }
      leaves.append(leaf)
    }
    self.leaves = leaves
    previous = evidence.only("Previous", in: proof).flatMap { node in
      guard let notice = tree.attribute("notice", of: node),
        let hash = tree.attribute("sha256", of: node).flatMap({ ContentHash(hexadecimal: $0) })
      else { return nil }
      return (notice, hash)
    }
    consistency = evidence.only("Consistency", in: proof).flatMap { evidence.consistency($0, with: head) }
    texts = Dictionary(
      tree.elements("Text", notice.namespace, in: root).compactMap { node in
        guard let language = tree.attribute("lang", "http://www.w3.org/XML/1998/namespace", of: node) else {
          return nil
        }
        return tree.text(of: node).map { (language, $0) }
      }, uniquingKeysWith: { first, _ in first })
    said = notice.said(in: root)
  }
}

/// Takes values from the elements of one namespace.
private struct Reader {
  let tree: XMLTree
  let namespace: String

  func only(_ name: String, in node: XMLTree.NodeID) -> XMLTree.NodeID? {
    let found = tree.elements(name, namespace, in: node)
    return found.count == 1 ? found[0] : nil
  }

  func head(_ node: XMLTree.NodeID) -> TreeHead? {
    guard let size = tree.attribute("size", of: node).flatMap({ Int($0) }), size > 0,
      let root = tree.attribute("root", of: node).flatMap({ ContentHash(hexadecimal: $0) })
    else { return nil }
    return TreeHead(size: size, root: root)
  }

  private func path(_ node: XMLTree.NodeID) -> [ContentHash]? {
    tree.attribute("path", of: node).flatMap { Data(base64Encoded: $0) }
      .flatMap { [ContentHash](concatenated: Array($0)) }
  }

  func leaf(_ node: XMLTree.NodeID, in head: TreeHead) -> NoticeProof.Leaf? {
    guard let octets = tree.text(of: node).flatMap({ Data(base64Encoded: $0) }).map({ Array($0) }),
      let facts = LeafFacts(octets: octets), let path = path(node),
      let index = tree.attribute("index", of: node).flatMap({ Int($0) })
    else { return nil }
    let isProven =
      facts["index"] == String(index)
      && InclusionProof(index: index, size: head.size, path: path)?
        .proves(MerkleTree.leafHash(octets), in: head.root) == true
    return NoticeProof.Leaf(facts: facts, isProven: isProven)
  }

  func consistency(_ node: XMLTree.NodeID, with head: TreeHead) -> NoticeProof.Consistency? {
    guard let earlier = self.head(node), let path = path(node) else { return nil }
    let proof = ConsistencyProof(oldSize: earlier.size, newSize: head.size, path: path)
    return NoticeProof.Consistency(earlier: earlier, isProven: proof?.proves(earlier, in: head) == true)
  }

  func said(in root: XMLTree.NodeID) -> NoticeProof.Said {
    var said = NoticeProof.Said()
    if let about = only("About", in: root) {
      said.channel = only("Channel", in: about).flatMap { tree.text(of: $0) }
      if let package = only("Package", in: about) {
        said.package = tree.text(of: package)
        said.form = tree.attribute("form", of: package)
        said.size = tree.attribute("size", of: package)
        said.hash = tree.attribute("sha256", of: package)
      }
      said.receivedAt = only("ReceivedAt", in: about).flatMap { tree.attribute("utc", of: $0) }
    }
    if let outcome = only("Outcome", in: root) {
      said.decidedAt = only("DecidedAt", in: outcome).flatMap { tree.attribute("utc", of: $0) }
      said.number = only("RegistrationNumber", in: outcome).flatMap { tree.text(of: $0) }
      if let correction = only("Correction", in: outcome) { said.correction = self.said(ofCorrection: correction) }
      said.findings = tree.elements("Finding", namespace, in: outcome).compactMap { tree.attribute("code", of: $0) }
    }
    let receipts = Reader(tree: tree, namespace: "urn:court-intake:receipt:1")
    said.entryHash = receipts.only("Receipt", in: root).flatMap { receipts.only("Entry", in: $0) }
      .flatMap { tree.attribute("hash", of: $0) }
    return said
  }

  private func said(ofCorrection correction: XMLTree.NodeID) -> [String: String] {
    var said: [String: String] = [:]
    said["number"] = tree.attribute("registrationNumber", of: correction)
    for name in ["field", "participant", "document"] { said[name] = tree.attribute(name, of: correction) }
    for (element, name) in [("Was", "was"), ("Value", "value"), ("Person", "person"), ("Reason", "reason")] {
      said[name] = only(element, in: correction).flatMap { tree.text(of: $0) }
    }
    return said
  }
}
