package import Filing
package import TransparencyLog

/// What a notice says of the log, so that its reader can prove later what the court knew, and when.
package struct LogEvidence: Sendable, Hashable {
  /// A leaf with the proof that it stands in the tree of ``LogEvidence/head``.
  package struct ProvenLeaf: Sendable, Hashable {
    /// What the leaf's hash is taken over.
    package let octets: [UInt8]
    package let proof: InclusionProof

    package init(octets: [UInt8], proof: InclusionProof) {
      self.octets = octets
      self.proof = proof
    }
  }

  /// An earlier notice to the same recipient about the same item.
  package struct Previous: Sendable, Hashable {
    package let fileName: String
    package let hash: ContentHash

    package init(fileName: String, hash: ContentHash) {
      self.fileName = fileName
      self.hash = hash
    }
  }

  /// Of the tree whose last leaf is the event that the notice tells of: the same whenever the notice is rendered.
  package let head: TreeHead
  /// When that event happened.
  package let at: Instant
  /// The package's arrival, and the event where it is another one.
  package let leaves: [ProvenLeaf]
  /// Nil for the first.
  package let previous: Previous?

  package init(head: TreeHead, at: Instant, leaves: [ProvenLeaf], previous: Previous?) {
    self.head = head
    self.at = at
    self.leaves = leaves
    self.previous = previous
  }
}

/// A head that was made for witnesses outside the court.
package struct LogHead: Sendable, Hashable {
  package let head: TreeHead
  /// In the court's calendar; one is made a day.
  package let day: LocalDay
  package let madeAt: Instant
  /// The head before it, and the proof that the log goes on from there; nil for the first.
  package let earlier: Earlier?

  package struct Earlier: Sendable, Hashable {
    package let head: TreeHead
    package let proof: ConsistencyProof

    package init(head: TreeHead, proof: ConsistencyProof) {
      self.head = head
      self.proof = proof
    }
  }

  package init(head: TreeHead, day: LocalDay, madeAt: Instant, earlier: Earlier?) {
    self.head = head
    self.day = day
    self.madeAt = madeAt
    self.earlier = earlier
  }
}
