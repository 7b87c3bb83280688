import Testing

@testable import XMLSignature

/// Rules of the recommendations that the vectors and the comparison with libxml2 leave out.
@Suite struct CanonicalFormTests {
  private func canonical(_ text: String, _ method: CanonicalizationMethod) throws -> String {
    let tree = try tree(text)
    return try tree.canonical(NodeSet(subtree: tree.document, of: tree), method)
  }

  /// Canonical XML 1.0 §2.3: a namespace node is written as an attribute is. libxml2 does not escape it.
  @Test(arguments: CanonicalizationMethod.allCases)
  func namespaceNamesAreEscapedAsAttributes(method: CanonicalizationMethod) throws {
    let text = #"<a xmlns="urn:x?a&amp;b"></a>"#
    #expect(try canonical(text, method) == text)
  }

  @Test(arguments: CanonicalizationMethod.allCases)
  func characterReferencesForLineEndsStayVisible(method: CanonicalizationMethod) throws {
    #expect(
      try canonical("<a b='&#13;&#10;&#9;\r\n\t'>&#13;&#10;&#9;\r\n\t</a>", method)
        == "<a b=\"&#xD;&#xA;&#x9;  \">&#xD;\n\t\n\t</a>")
  }

  /// Order by code points: U+FB01 comes before U+10400, which UTF-16 would turn round.
  @Test func attributesAreOrderedByCodePoints() throws {
    #expect(
      try canonical("<a \u{10400}='1' \u{FDF2}='2' z='3' é='4'/>", .canonical10)
        == "<a z=\"3\" é=\"4\" \u{FDF2}=\"2\" \u{10400}=\"1\"></a>")
  }

  /// Names that Swift's String calls equal are not the same name.
  @Test func canonicallyEquivalentNamesAreDifferentNames() throws {
    let text = "<a e\u{301}=\"1\" \u{E9}=\"2\"></a>"
    #expect(Array(try canonical(text, .canonical10).utf8) == Array(text.utf8))
    let namespaces = "<a xmlns:e\u{301}=\"urn:1\" xmlns:\u{E9}=\"urn:2\"></a>"
    #expect(Array(try canonical(namespaces, .canonical10).utf8) == Array(namespaces.utf8))
    let split = "<e\u{301}:a xmlns:e\u{301}=\"urn:1\"><\u{E9}:b xmlns:\u{E9}=\"urn:1\"></\u{E9}:b></e\u{301}:a>"
    #expect(Array(try canonical(split, .exclusive).utf8) == Array(split.utf8))
  }

  @Test func canonicallyEquivalentPrefixesOfAListAreDifferent() throws {
    let tree = try tree("<a xmlns:e\u{301}=\"urn:1\" xmlns:\u{E9}=\"urn:2\"></a>")
    func canonical(_ prefixes: String...) throws -> [UInt8] {
      try tree.canonicalOctets(
        NodeSet(subtree: tree.document, of: tree), by: Canonicalization(.exclusive, inclusivePrefixes: prefixes))
    }
    #expect(try canonical("e\u{301}") == Array("<a xmlns:e\u{301}=\"urn:1\"></a>".utf8))
    #expect(try canonical("\u{E9}") == Array("<a xmlns:\u{E9}=\"urn:2\"></a>".utf8))
    #expect(try canonical("\u{E9}", "e\u{301}").count == "<a xmlns:e=\"urn:1\" xmlns:e=\"urn:2\"></a>".utf8.count + 3)
    #expect(
      Canonicalization(.exclusive, inclusivePrefixes: ["\u{E9}"])
        != Canonicalization(.exclusive, inclusivePrefixes: ["e\u{301}"]))
  }

  /// What an element wrote holds for what is in it, and for nothing after it, however the prefixes repeat.
  @Test func whatAnElementWroteEndsWithIt() throws {
    let text = """
      <a:r xmlns:a="urn:1"><a:x></a:x><a:y xmlns:a="urn:2"><a:x></a:x><a:z xmlns:a="urn:1"></a:z><a:x></a:x></a:y>\
      <a:x></a:x></a:r>
      """
    #expect(try canonical(text, .exclusive) == text)
    #expect(try canonical(text, .canonical10) == text)
  }

  @Test func canonicallyEquivalentNamespaceNamesAreDifferent() throws {
    let tree = try tree("<r><a xmlns='urn:%C3%A9'/><b xmlns='urn:%c3%a9'/></r>")
    let names = Set(tree.elements(in: tree.root).map { tree.name(of: $0).namespace })
    #expect(names.count == 2)
  }

  @Test(arguments: CanonicalizationMethod.allCases)
  func relativeNamespacesFailEvenBelowTheApex(method: CanonicalizationMethod) throws {
    #expect(throws: CanonicalizationError.relativeNamespace("rel")) { try canonical("<a><b xmlns='rel'/></a>", method) }
  }

  /// The default namespace is none of an attribute's, so an attribute that was written says nothing about the namespace of
  /// an element with its name.
  @Test(arguments: CanonicalizationMethod.allCases)
  func anAttributeWithoutAPrefixSettlesNoElementOfItsName(method: CanonicalizationMethod) throws {
    let text = #"<r xmlns="urn:r"><a b="1"></a><b xmlns=""></b></r>"#
    #expect(try canonical(text, method) == text)
  }

  /// A canonical form is its own canonical form.
  @Test(arguments: CanonicalizationMethod.allCases)
  func canonicalisationIsIdempotent(method: CanonicalizationMethod) throws {
    let once = try canonical(
      "<?p q?><!--c--><a z='1' xmlns:b='urn:b' b:y='&#13;'>x<![CDATA[<&>]]><c xmlns='urn:c'/>&#13;</a><!--d--><?e?>",
      method)
    #expect(try canonical(once, method) == once)
  }

  @Test func aSinkThatFailsStopsTheCanonicalisation() throws {
    struct Full: Error {}
    struct Sink: OctetSink {
      mutating func write(_ octets: UnsafeRawBufferPointer) throws { throw Full() }
    }
    let tree = try tree("<a/>")
    var sink = Sink()
    #expect(throws: Full.self) {
      try tree.canonicalize(NodeSet(subtree: tree.document, of: tree), by: Canonicalization(.canonical10), into: &sink)
    }
  }
}
