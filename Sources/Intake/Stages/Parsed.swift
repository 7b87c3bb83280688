package import Filing
package import XMLSignature

/// A package whose XML could be read: one tree, from which everything else is taken.
package struct Parsed: Sendable {
  /// What the content element is.
  package enum Content: Sendable {
    case submission(Submission)
    case scanBatch(ScanBatch)
    case cabinetRequest(CabinetRequest)
    case dispatch(Dispatch)
  }

  package let received: Received
  package let tree: XMLTree
  package let content: Content
  /// The content element, and the elements of the items in it: itself for a submission, each `Item` of a batch.
  let contentElement: XMLTree.NodeID
  let itemElements: [XMLTree.NodeID]
  /// The elements of each item's documents, in the order of the values.
  let documentElements: [[XMLTree.NodeID]]
  /// The file that the tree came from, for locations; nil when the package is that file.
  let file: String?
  let faults: [SchemaFault]
  /// What the tree stands in, where it was sent in a container; the received files are then its data files.
  var container: SignatureContainer?

  package var kind: ChannelPolicy.Kind {
    switch content {
    case .submission: .submission
    case .scanBatch: .scanBatch
    case .cabinetRequest: .cabinetRequest
    case .dispatch: .dispatch
    }
  }

  func location(of node: XMLTree.NodeID) -> SourceLocation {
    SourceLocation(file: file, line: tree.line(of: node), path: tree.path(of: node))
  }
}

/// A package of which it cannot be said what it holds: one item stands for it.
package struct Unreadable: Sendable {
  package let received: Received
  package let findings: [Finding]
  /// Whether it is refused as a bad submission, or kept as something that is none.
  package let verdict: Verdict
}

/// What came of parsing.
package enum ParsingOutcome: Sendable {
  case parsed(Parsed)
  case statement(StatementPackage)
  case unreadable(Unreadable)
}
