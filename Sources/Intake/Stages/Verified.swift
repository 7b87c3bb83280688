import Filing
import XMLSignature

/// A parsed package whose signatures were validated. Whatever the validation said is in it; it proves that it was done.
package struct Verified: Sendable {
  package let parsed: Parsed
  /// Those that stand in the package's signature slot, and those of the container that it was sent in.
  let signatures: [SignatureFacts]
  /// About the container as a whole.
  let findings: [Finding]

  init(parsed: Parsed, signatures: [SignatureFacts], findings: [Finding]) {
    self.parsed = parsed
    self.signatures = signatures
    self.findings = findings
  }
}
