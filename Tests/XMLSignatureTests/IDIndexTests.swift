import Testing

@testable import XMLSignature

@Suite struct IDIndexTests {
  private func document(_ identifiers: [String]) throws -> XMLTree {
    try tree("<a>\(identifiers.map { "<b Id='\($0)'/>" }.joined())</a>")
  }

  @Test(arguments: [0, 1, 2, 100, 20_000], ["", "ə"]) func everyIdentifierLeadsToItsElement(count: Int, mark: String)
    throws
  {
    let identifiers = (0..<count).map { "\(mark)id-\($0)" }
    let tree = try document(identifiers)
    let index = IDIndex(tree)
    #expect(index.duplicate == nil)
    for (number, identifier) in identifiers.enumerated() where number.isMultiple(of: max(1, count / 100)) {
      #expect(index[identifier] == (try tree.element(number: number + 1)))
    }
    for absent in ["", "id", "id-", "id-\(count)", "ə"] { #expect(index[absent] == nil) }
  }

  /// Whatever the order of the hashes, it is the second element of the value that is repeated first.
  @Test(arguments: [3, 30_000]) func theFirstValueThatStandsTwiceIsNamed(count: Int) throws {
    for (first, second) in [(0, 1), (0, count - 1), (count / 2, count - 2), (count - 2, count - 1)] where first < second
    {
      var identifiers = (0..<count).map { "id-\($0)" }
      identifiers[second] = identifiers[first]
      let tree = try document(identifiers + ["id-0", "id-0"])
      let duplicate = try #require(IDIndex(tree).duplicate)
      #expect(duplicate.value == identifiers[first])
      #expect(duplicate.node == (try tree.element(number: second + 1)))
    }
  }

  @Test func manyElementsWithOneIdentifierAreFoundOutAtOnce() throws {
    let tree = try document([String](repeating: "same", count: 100_000))
    #expect(IDIndex(tree).duplicate?.node == (try tree.element(number: 2)))
  }

  @Test(arguments: [
    "<a Id='x'><b ID='x'/></a>", "<a id='x'><b xml:id='x'/></a>", "<a Id='K'><b Id='\u{212A}'/></a>",
    "<a Id='\u{E9}'><b Id='e\u{301}'/></a>",
  ]) func allIdentifyingAttributesAndEquivalentValuesCount(text: String) throws {
    let tree = try tree(text)
    #expect(IDIndex(tree).duplicate?.node == (try tree.first("b")))
  }

  @Test(arguments: [
    ("", "", true), ("Fee", "Fee", true), ("Fee", "fee", false), ("K", "\u{212A}", false), ("Fee", "Fee2", false),
    // Canonically equivalent, of one length, and not the same characters.
    ("q\u{307}\u{323}", "q\u{323}\u{307}", false),
    ("a name that is longer than fifteen octets", "a name that is longer than fifteen octets", true),
    ("a name that is longer than fifteen octets", "a name that is longer than fifteen octetz", false),
  ]) func namesAreTheSameOctetByOctet(one: String, other: String, isSame: Bool) {
    #expect(one.isIdentical(to: other) == isSame && other.isIdentical(to: one) == isSame)
  }

  @Test func otherAttributesIdentifyNothing() throws {
    let tree = try tree("<a iD='x' p:Id='y' xmlns:p='urn:p'><b Idx='x'/></a>")
    let index = IDIndex(tree)
    #expect(index["x"] == nil && index["y"] == nil && index.duplicate == nil)
  }
}
