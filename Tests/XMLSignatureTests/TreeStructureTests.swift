import Foundation
import Testing

@testable import XMLSignature

@Suite struct TreeStructureTests {
  @Test func nodesStandInDocumentOrderWithTheirParents() throws {
    let tree = try tree("<!--before--><a><b>x</b><?go now?><c/></a><?after?>")
    let kinds = tree.range(of: tree.document).map { tree.kind(of: XMLTree.NodeID($0)) }
    #expect(
      kinds == [
        .document, .comment, .element, .element, .text, .processingInstruction, .element, .processingInstruction,
      ])
    let b = try tree.first("b")
    #expect(tree.parent(of: b) == tree.root)
    #expect(tree.parent(of: tree.root) == tree.document)
    #expect(tree.parent(of: tree.document) == nil)
    #expect(tree.contains(b, in: tree.root))
    #expect(!tree.contains(tree.root, in: b))
    #expect(tree.children(of: tree.root).map { tree.kind(of: $0) } == [.element, .processingInstruction, .element])
    #expect(tree.elements(in: tree.root).map { tree.name(of: $0).local } == ["b", "c"])
  }

  @Test func elementsAreFoundByNamespaceWhateverThePrefix() throws {
    let tree = try tree(#"<r xmlns:p="urn:x"><p:i/><j xmlns="urn:x"><i/></j><i/></r>"#)
    #expect(tree.descendants("i", "urn:x", of: tree.root).map(tree.path) == ["/r/i", "/r/j/i"])
    #expect(tree.elements("i", "", in: tree.root).map(tree.path) == ["/r/i"])
    #expect(tree.name(of: try tree.first("i")) == XMLName(prefix: "p", local: "i", namespace: "urn:x"))
  }

  @Test func linesAreThoseOnWhichMarkupEnds() throws {
    let tree = try tree("<a>\n <b\n  x='1'>\n text\n</b>\r\n<!-- one\ntwo --><c/></a>")
    #expect(tree.line(of: tree.root) == 1)
    #expect(tree.line(of: try tree.first("b")) == 3)
    #expect(tree.line(of: try tree.first("c")) == 7)
  }

  @Test func linesGoBeyondSixteenBits() throws {
    let tree = try tree("<a>" + String(repeating: "\n", count: 70_000) + "<b/></a>")
    #expect(tree.line(of: try tree.first("b")) == 70_001)
  }

  @Test func pathsCarryAPositionWhereANameRepeats() throws {
    let tree = try tree(#"<a xmlns:o="urn:o"><b/><b><c>t</c></b><o:b/><!--x--></a>"#)
    let c = try tree.first("c")
    #expect(tree.path(of: c) == "/a/b[2]/c")
    #expect(tree.path(of: try #require(tree.children(of: c).first { _ in true })) == "/a/b[2]/c/text()")
    #expect(tree.path(of: tree.descendants("b", "urn:o", of: tree.root)[0]) == "/a/b")
    #expect(tree.path(of: tree.document) == "/")
  }

  @Test func textIsJoinedAroundCDATAAndReferencesIntoOneNode() throws {
    let tree = try tree("<a>x&amp;<![CDATA[<y>]]>&#x7A;&#10;\r\nend</a>")
    let children = Array(tree.children(of: tree.root))
    #expect(children.count == 1)
    #expect(tree.text(of: tree.root) == "x&<y>z\n\nend")
  }

  @Test func textIsJoinedOverCommentsInstructionsAndChildren() throws {
    let tree = try tree("<a>1<!--no-->2<?no no?>3<b>4</b>5</a>")
    #expect(tree.text(of: tree.root) == "12345")
    #expect(tree.hasCommentOrInstruction(in: tree.root))
    #expect(!tree.hasCommentOrInstruction(in: try tree.first("b")))
    #expect(tree.text(of: tree.root, limit: 4) == nil)
  }

  @Test func anEmptyElementHasNoText() throws {
    let tree = try tree("<a><b></b><c/><![CDATA[]]></a>")
    #expect(tree.text(of: tree.root) == "")
    #expect(tree.children(of: tree.root).count { _ in true } == 2)
  }

  @Test func attributeValuesAreNormalisedAndDecoded() throws {
    let tree = try tree("<a x='1&#10;2&#9;3\n4\t5\r\n6&amp;&lt;&quot;&apos;&#x1F600;' y='' p:z='q' xmlns:p='urn:p'/>")
    #expect(tree.attribute("x", of: tree.root) == "1\n2\t3 4 5 6&<\"'😀")
    #expect(tree.attribute("y", of: tree.root) == "")
    #expect(tree.attribute("z", of: tree.root) == nil)
    #expect(tree.attribute("z", "urn:p", of: tree.root) == "q")
    #expect(tree.attributeNames(of: tree.root).map(\.qualified) == ["x", "y", "p:z"])
  }

  @Test func commentsAndInstructionsKeepTheirContent() throws {
    let tree = try tree("<a><!-- &amp; \r\n<b> --><?target  data  ?><?bare?></a>")
    let children = Array(tree.children(of: tree.root))
    #expect(try tree.content(of: children[0]) == Array(" &amp; \n<b> ".utf8))
    #expect(tree.name(of: children[1]).local == "target")
    #expect(try tree.content(of: children[1]) == Array("data  ".utf8))
    #expect(try tree.content(of: children[2]) == [])
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func utf16IsReadByItsByteOrderMark(encoding: String.Encoding) throws {
    let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><şəxs ad=\"Əli\">😀</şəxs>"
    let tree = try tree(Array(#require(text.data(using: encoding))))
    #expect(tree.name(of: tree.root).local == "şəxs")
    #expect(tree.attribute("ad", of: tree.root) == "Əli")
    #expect(tree.text(of: tree.root) == "😀")
  }

  @Test func latinOneIsReadAsDeclared() throws {
    var octets = Array(#"<?xml version="1.0" encoding="ISO-8859-1"?><a b=""#.utf8)
    octets += [0xE9] + Array("\">".utf8) + [0xFC, 0xE7] + Array("</a>".utf8)
    let tree = try tree(octets)
    #expect(tree.attribute("b", of: tree.root) == "é")
    #expect(tree.text(of: tree.root) == "üç")
  }

  @Test func aByteOrderMarkIsNotContent() throws {
    let tree = try tree([0xEF, 0xBB, 0xBF] + Array("<a>x</a>".utf8))
    #expect(tree.text(of: tree.root) == "x")
  }

  /// libxml2 interns names in a dictionary that it may grow; the tree must not mix them up.
  @Test func manyNamesStayApart() throws {
    let names = (0..<20_000).map { "n\($0)" }
    var limits = ParsingLimits()
    limits.names = 3 * names.count
    let tree = try tree(
      "<r>" + names.map { "<\($0) \($0)='\($0)' xmlns='urn:\($0)'/>" }.joined() + "</r>",
      limits: limits)
    let elements = Array(tree.elements(in: tree.root))
    #expect(elements.map { tree.name(of: $0).local } == names)
    #expect(elements.map { tree.name(of: $0).namespace } == names.map { "urn:\($0)" })
    #expect(zip(elements, names).allSatisfy { tree.attribute($1, of: $0) == $1 })
  }
}
