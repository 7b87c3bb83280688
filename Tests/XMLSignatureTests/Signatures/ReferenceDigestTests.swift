import Testing

@testable import XMLSignature

/// References to one part of a document share one pass over it, and only where all that the digest depends on is the same.
struct ReferenceDigestTests {
  private static let document = "<a xmlns:p='urn:p'><b Id='x'>QUJD<!--c--></b><c Id='y'>QUJD</c></a>"
  private static let exclusive = Transform.canonicalization(Canonicalization(.exclusive))

  private static let references: [(target: String, transforms: [Transform], algorithm: DigestAlgorithm)] = [
    ("x", [exclusive], .sha256), ("y", [exclusive], .sha256), ("x", [exclusive], .sha512), ("x", [], .sha256),
    ("x", [.canonicalization(Canonicalization(.exclusive, inclusivePrefixes: ["p"]))], .sha256),
    ("x", [.base64], .sha256), ("y", [.base64], .sha256), ("x", [exclusive, .base64], .sha256),
  ]

  private func digest(_ number: Int, in tree: XMLTree) throws -> [UInt8]? {
    let (target, transforms, algorithm) = Self.references[number]
    let reference = Reference(
      node: tree.root, target: .element(target), type: nil, transforms: transforms, digestAlgorithm: algorithm,
      digest: [])
    let processor = ReferenceProcessor(tree: tree, ids: IDIndex(tree), signature: tree.root, detached: [:])
    // The canonical form of an element is no base64.
    return try? processor.process(reference).digest
  }

  @Test func eachReferenceHasTheDigestThatItHasAlone() throws {
    let shared = try tree(Self.document)
    for round in 0..<2 {
      for number in Self.references.indices {
        let alone = try digest(number, in: tree(Self.document))
        #expect(try digest(number, in: shared) == alone, "reference \(number), round \(round)")
      }
    }
  }

  @Test func aDigestIsComputedOnceAndAFailureEachTime() {
    struct Failure: Error {}
    let digests = ReferenceDigests()
    let subject = ReferenceDigests.Subject(
      nodes: .empty, canonicalization: nil, decodesBase64: false, algorithm: .sha256)
    var passes = 0
    for _ in 0..<3 {
      let failed = try? digests.digest(of: subject) {
        passes += 1
        throw Failure()
      }
      #expect(failed == nil)
    }
    #expect(passes == 3)
    for _ in 0..<3 {
      let digest = digests.digest(of: subject) {
        passes += 1
        return [1]
      }
      #expect(digest == [1])
    }
    #expect(passes == 4)
  }
}
