import Foundation
import TestSupport
import Testing

@testable import XMLSignature

@Suite struct TreeDefectTests {
  static let laughs = """
    <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
    <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><lolz>&d;</lolz>
    """

  @Test(arguments: [
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a SYSTEM \"a.dtd\"><a/>",
    "<!DOCTYPE a PUBLIC \"-//X//Y\" \"http://127.0.0.1:1/a.dtd\"><a/>",
    "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><a/>",
    "<?pi?><!-- --><!DOCTYPE a [",
    laughs,
  ])
  func aDocumentTypeIsRefused(text: String) throws {
    #expect(try defect(text).kind == .doctype)
  }

  @Test(arguments: [
    "<p:a/>",
    "<a p:b='1'/>",
    "<a xmlns:p=''/>",
    "<a xmlns:xmlns='urn:x'/>",
    "<a xmlns:xml='urn:x'/>",
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='1' q:b='2'/>",
    "<a:b:c xmlns:a='urn:x'/>",
    "<a><?a:b?></a>",
  ])
  func namespaceFaultsAreFatal(text: String) throws {
    #expect(try defect(text).kind == .namespace)
  }

  @Test(arguments: [
    "x", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a>&undeclared;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
    "<a b=1/>", "<a b='<'/>", "<a b='1' b='2'/>", "<a xmlns='urn:a' xmlns='urn:b'/>", "<a>]]></a>",
    "<a><!-- -- --></a>", "<a><![CDATA[x</a>",
    "<a><?xml version='1.0'?></a>", " <?xml version='1.0'?><a/>", "<a>\u{1}</a>", "<a>\u{FFFE}</a>", "<a>&amp</a>",
    "<?xml version='1.0'?>", "<!-- only -->", "   ", "<a/>\0", "<a>\0</a>", "<a b='\0'/>",
  ])
  func whatIsNotWellFormedIsRefused(text: String) throws {
    #expect(try defect(text).kind == .malformed)
  }

  @Test func nothingAtAllIsEmpty() throws {
    #expect(try defect("") == XMLDefect(kind: .empty, line: 0, detail: "no octets"))
  }

  static let brokenUTF8: [[UInt8]] = [
    [0xFF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0x80],
  ]

  @Test(arguments: brokenUTF8)
  func octetsThatAreNotUTF8AreAnEncodingFault(octets: [UInt8]) throws {
    let inText = try defect(Array("<a>\n<b>ok ".utf8) + octets + Array(" </b></a>".utf8))
    #expect(inText.kind == .encoding)
    #expect(inText.line == 2)
    let inAttribute = try defect(Array("<a b='".utf8) + octets + Array("'/>".utf8))
    #expect(inAttribute.kind == .encoding)
    let inComment = try defect(Array("<a><!--".utf8) + octets + Array("--></a>".utf8))
    #expect(inComment.kind == .encoding)
  }

  /// The fault must not depend on where the parser's chunks of 128 KB end.
  @Test func brokenUTF8InLongTextIsFound() throws {
    for position in [100_000, 131_072 - 4, 131_072 - 3, 131_072, 131_073, 262_143, 400_000] {
      var octets = Array("<a>".utf8) + [UInt8](repeating: 0x41, count: 500_000) + Array("</a>".utf8)
      octets[position] = 0xFF
      #expect(try defect(octets).kind == .encoding, "at \(position)")
    }
  }

  @Test func unknownEncodingsAreAnEncodingFault() throws {
    #expect(try defect("<?xml version='1.0' encoding='x-none'?><a/>").kind == .encoding)
    #expect(try defect([0xFE, 0xFF] + Array("<a/>".utf8)).kind != .empty)
  }

  @Test func truncatedUTF16IsRefused() throws {
    let octets = Array(try #require("\u{FEFF}<a>x</a>".data(using: .utf16LittleEndian)))
    _ = try tree(octets)
    for cut in 1..<octets.count {
      let result = try XMLTree.parse(ByteSource(Array(octets[..<cut])))
      #expect(throws: XMLDefect.self) { try result.get() }
    }
  }

  /// libxml2 reads on as if the document ended before octets that it cannot convert, and calls it well-formed.
  @Test(arguments: [0, 10, 70_000, 300_000], ["</a>", " ", ""])
  func aLoneSurrogateInUTF16IsAnEncodingFault(before: Int, after: String) throws {
    let encoded = { (text: String) in Array(text.data(using: .utf16LittleEndian) ?? Data()) }
    for start in ["<a>", "<a/>"] {
      let head = encoded("\u{FEFF}" + start + String(repeating: " ", count: before))
      // Where nothing follows it the document is cut off, too.
      let kinds: [XMLDefect.Kind] = after.isEmpty ? [.encoding, .malformed] : [.encoding]
      #expect(kinds.contains(try defect(head + [0x00, 0xD8] + encoded(after)).kind))
      // libxml2 passes a low surrogate on, and it is then no character of the text or of the epilogue.
      #expect([.encoding, .malformed].contains(try defect(head + [0x00, 0xDC] + encoded(after)).kind))
    }
  }

  @Test func halfACharacterAtTheEndIsAnEncodingFault() throws {
    let whole = Array(try #require("\u{FEFF}<a/>".data(using: .utf16LittleEndian)))
    for rest: [UInt8] in [[0x20], [0x00, 0xD8], [0x00, 0xD8, 0x00]] {
      #expect(try defect(whole + rest).kind == .encoding)
    }
  }

  /// Each prefix of a document is refused: a file that is cut short never reads as a whole one.
  @Test func truncationIsRefusedAtEveryOctet() throws {
    let octets = Array(
      "<?xml version='1.0' encoding='UTF-8'?><!--c--><a x='ə&amp;'><![CDATA[d]]>&#10;<b>t</b><?p i?></a>".utf8)
    _ = try tree(octets)
    for cut in 0..<octets.count {
      let result = try XMLTree.parse(ByteSource(Array(octets[..<cut])))
      #expect(throws: XMLDefect.self, "cut at \(cut)") { try result.get() }
    }
  }

  @Test func theDefectTellsTheLine() throws {
    #expect(try defect("<a>\n\n<b>\n</c></a>").line == 4)
    #expect(try defect("<a>\n<p:b/></a>").line == 2)
    #expect(try defect("\n\n<!DOCTYPE a><a/>").line == 3)
  }

  /// 2,000 documents with random octets changed: each is a tree or a defect, never a trap.
  @Test func randomDamageNeverTraps() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let whole = Array(
      "<?xml version='1.0' encoding='UTF-8'?><!--c--><a x='ə&amp;' xmlns:p='urn:p'><![CDATA[d]]>&#10;<p:b p:y='z'>t</p:b><?p i?></a>"
        .utf8)
    for _ in 0..<2000 {
      var octets = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        octets[Int.random(in: 0..<octets.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) {
        let set = NodeSet(subtree: parsed.tree.document, of: parsed.tree)
        // A namespace name may have become relative.
        _ = try? parsed.tree.canonicalOctets(set, by: Canonicalization(.canonical11WithComments))
      }
    }
  }
}
