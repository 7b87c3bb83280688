import TestSupport
import Testing

@testable import XMLSignature

/// EN 319 132-1 §5.2.7: which signature a counter-signature is of.
struct CounterSignatureTests {
  private static let property =
    "<ds:Object><x:CounterSignature xmlns:x=\"\(Namespace.xades132)\">\(TestSigner.mark)</x:CounterSignature></ds:Object>"

  /// A signature with a place for a counter-signature in it, or beside it.
  private static func countersigned(enclosing: Bool) throws -> String {
    try TestSigner.shared.with { $0.trailer = enclosing ? property : "" }
      .sign(
        "<Package xmlns=\"urn:test\"><Claim Id=\"c1\"/>\(enclosing ? "" : TestSigner.mark)</Package>", element: "c1"
      )
      .replacing("<ds:SignatureValue>", with: "<ds:SignatureValue Id=\"v1\">")
  }

  private static let counter = TestSigner(TestPKI.rsaSigner).with { $0.id = "signature-2" }

  private func relations(in text: String) throws -> (of: [String?], forms: [CounterSignature.Form], faults: Int) {
    let tree = try tree(text)
    let ids = IDIndex(tree)
    let node = try #require(ids["signature-2"])
    let structure = try SignatureStructure(node, in: tree)
    let processor = ReferenceProcessor(tree: tree, ids: ids, signature: node, detached: [:])
    let covered = try structure.references.filter { processor.canLocate($0.target) }.reduce(NodeSet.empty) {
      $0.union(try processor.process($1).coverage)
    }
    let (found, faults) = CounterSignature.find(of: structure, covering: covered, ids: ids, in: tree)
    return (found.map { tree.attribute("Id", of: $0.signature) }, found.map(\.form), faults.count)
  }

  @Test func theSignatureInThePropertyIsOfTheOneThatItStandsIn() throws {
    let signed = try Self.counter.sign(Self.countersigned(enclosing: true), element: "v1")
    let relations = try relations(in: signed)
    #expect(relations.of == ["signature-1"])
    #expect(relations.forms == [.enclosed])
    #expect(relations.faults == 0)
  }

  @Test func aReferenceOfTheTypeNamesTheSignatureWhoseValueItSigns() throws {
    let signed = try Self.counter.sign(
      Self.countersigned(enclosing: false), [.init("#v1", type: CounterSignature.referenceType)])
    let relations = try relations(in: signed)
    #expect(relations.of == ["signature-1"])
    #expect(relations.forms == [.referenced])
    #expect(relations.faults == 0)
  }

  @Test func aReferenceOfTheTypeToSomethingElseIsAFault() throws {
    let signed = try Self.counter.sign(
      Self.countersigned(enclosing: false), [.init("#c1", type: CounterSignature.referenceType)])
    let relations = try relations(in: signed)
    #expect(relations.of == [])
    #expect(relations.faults == 1)
  }

  @Test func inThePropertyWithoutSigningTheValueIsAFault() throws {
    let relations = try relations(in: Self.counter.sign(Self.countersigned(enclosing: true), element: "c1"))
    #expect(relations.of == [])
    #expect(relations.faults == 1)
  }

  @Test func theTextOfAValueAloneIsNotTheValue() throws {
    let signed = try Self.counter.sign(
      Self.countersigned(enclosing: true),
      [
        .init("#v1", transforms: [TestSigner.base64]) { tree in
          try #require(Base64Decoder.octets(of: tree.text(of: tree.first("SignatureValue")) ?? ""))
        }
      ])
    #expect(try relations(in: signed).faults == 1)
  }

  @Test func aSignatureBesideAnotherIsNoCounterSignature() throws {
    let relations = try relations(in: Self.counter.sign(Self.countersigned(enclosing: false), element: "c1"))
    #expect(relations.of == [])
    #expect(relations.faults == 0)
  }
}
