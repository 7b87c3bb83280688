import Filing
import XMLSignature

/// A parsed package whose signatures were validated. Whatever the validation said is in it; it proves that it was done.
package struct Verified: Sendable {
  package let parsed: Parsed
  /// Those that stand in the package's signature slot.
  let signatures: [SignatureFacts]

  init(parsed: Parsed, signatures: [SignatureFacts]) {
    self.parsed = parsed
    self.signatures = signatures
  }
}
