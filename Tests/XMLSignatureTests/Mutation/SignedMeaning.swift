import Crypto
import Foundation

@testable import XMLSignature

/// What a signature with valid cryptography says that its signer signed: the octets, not the places.
struct SignedMeaning {
  /// Of the signature value, which no change can make anew.
  let value: [UInt8]
  /// Digests of the canonical octets of whatever is covered and stands in nothing that is.
  let covered: Set<SHA256Digest>
  /// The same of elements that are covered wholly.
  let elements: Set<SHA256Digest>
  let signer: CertificateRecord?
  let signingTime: String?
  let bestSignatureTime: Date?
  let isPassed: Bool

  /// - Parameter onlyHigh: Whether elements far below are left aside.
  init(_ report: SignatureReport, in tree: XMLTree, onlyHigh: Bool) throws {
    let value = tree.elements("SignatureValue", Namespace.xmldsig, in: report.node).first
    self.value = value.flatMap { tree.text(of: $0) }.flatMap(Base64Decoder.octets) ?? []
    let tops = tree.tops(of: report.coveredNodes)
    // What is covered inside the signature itself stands apart: where the signature stands says nothing.
    let outside = report.coveredNodes.subtracting(subtree: report.node, of: tree)
    covered = try Set(
      tops.map { top in
        // Text that a base64 transform takes is one, however many comments split it (XMLDSig 1.1 §6.6.2).
        let top = tree.kind(of: top) == .text ? tree.parent(of: top) ?? top : top
        let isInside = tree.range(of: report.node).contains(top.position)
        return try tree.meaning(of: top, within: isInside ? report.coveredNodes : outside)
      })
    var elements: Set<SHA256Digest> = []
    for top in tops {
      for node in tree.range(of: top).map(XMLTree.NodeID.init) where tree.kind(of: node) == .element {
        guard !onlyHigh || node == top || tree.parent(of: node) == top,
          tree.strictCoverage(of: node, by: report.coveredNodes).coverage == .full
        else { continue }
        elements.insert(try tree.meaning(of: node, within: NodeSet(subtree: node, of: tree)))
      }
    }
    self.elements = elements
    signer = report.signer
    signingTime = report.signingTime
    isPassed = report.indication == .totalPassed
    bestSignatureTime = report.bestSignatureTime
  }

  /// What this, of a changed document, says that the signer of the original did not; nil when there is nothing.
  func excess(over original: SignedMeaning) -> String? {
    if covered != original.covered { return "it covers something else than what was signed" }
    if !elements.isSubset(of: original.elements) { return "an element that was not signed is covered wholly" }
    if signer != nil, signer != original.signer { return "it names another signer" }
    // A signature whose signed properties are hidden keeps a valid core, and does not pass (EN 319 132-1 §4.4.2).
    if signingTime != original.signingTime, signingTime != nil || isPassed { return "it was signed at another time" }
    if bestSignatureTime != nil, bestSignatureTime != original.bestSignatureTime {
      return "it is proven for another time"
    }
    return nil
  }
}

/// What stands in a document outside its signatures, and is covered by nothing.
struct UncoveredRest: Equatable {
  let canonical: SHA256Digest
  /// Whether there is something in it that a reader could take for content: attributes, text, instructions, or elements that
  /// hold neither anything covered nor a signature.
  let saysSomething: Bool

  init(of tree: XMLTree, left by: NodeSet) throws {
    var rest = NodeSet(subtree: tree.document, of: tree)
    let signatures = tree.descendants("Signature", Namespace.xmldsig, of: tree.document)
    for signature in signatures { rest = rest.subtracting(subtree: signature, of: tree) }
    rest = rest.subtracting(by)
    canonical = SHA256.hash(data: try tree.canonicalOctets(rest, by: Canonicalization(.exclusive)))
    saysSomething = rest.ranges.joined().map(XMLTree.NodeID.init).contains { node in
      switch tree.kind(of: node) {
      case .document, .comment: return false
      case .processingInstruction: return true
      case .text: return !tree.isWhiteSpace(node)
      case .element:
        let holds =
          tree.range(of: node).contains { by.contains($0) }
          || signatures.contains { tree.range(of: node).contains($0.position) }
        return !holds || !tree.attributeNames(of: node).isEmpty
      }
    }
  }
}

extension XMLTree {
  fileprivate func tops(of nodes: NodeSet) -> [NodeID] {
    nodes.ranges.joined().map(NodeID.init).filter { node in
      guard node.position > 0, let parent = parent(of: node) else { return true }
      return !nodes.contains(parent)
    }
  }

  /// By exclusive canonicalisation, so that the place where it stands does not matter.
  fileprivate func meaning(of node: NodeID, within nodes: NodeSet) throws -> SHA256Digest {
    let inside = nodes.subtracting(nodes.subtracting(subtree: node, of: self))
    return SHA256.hash(data: try canonicalOctets(inside, by: Canonicalization(.exclusive)))
  }

  /// Of the whole document without its comments.
  func meaning() throws -> SHA256Digest { try meaning(of: document, within: NodeSet(subtree: document, of: self)) }
}
