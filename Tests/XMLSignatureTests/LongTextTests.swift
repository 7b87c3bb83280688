import Foundation
import Testing

@testable import XMLSignature

@Suite struct LongTextTests {
  private let threshold = ParsingLimits().heldText

  /// The only text of a document, where it is held, and what it says.
  private func onlyText(_ octets: [UInt8]) throws -> (tree: XMLTree, slice: ByteSource.Slice?, content: [UInt8]) {
    let tree = try tree(octets)
    let nodes = Array(tree.children(of: tree.root))
    #expect(nodes.count == 1)
    let content = try tree.content(of: nodes[0])
    #expect(content.count == tree.length(ofText: nodes[0]))
    #expect(tree.refersToLongText(in: tree.root) == (tree.references.count == 1))
    return (tree, tree.references.first, content)
  }

  private func document(_ text: String) -> [UInt8] { Array("<a>\(text)</a>".utf8) }

  /// Base64 in lines, as signing tools write it.
  private func base64(_ count: Int, lineEnd: String = "\n") -> String {
    var text = ""
    text.reserveCapacity(count)
    let line = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5KysrKysrKysrKysr" + lineEnd
    while text.utf8.count < count { text += line }
    return text
  }

  @Test(arguments: [-1, 0]) func textUpToTheThresholdIsHeld(difference: Int) throws {
    let text = String(repeating: "x", count: threshold + difference)
    let result = try onlyText(document(text))
    #expect(result.slice == nil)
    #expect(result.content.elementsEqual(text.utf8))
  }

  @Test func textBeyondTheThresholdIsARangeOfTheSource() throws {
    let text = String(repeating: "x", count: threshold + 1)
    let octets = document(text)
    let result = try onlyText(octets)
    let slice = try #require(result.slice)
    #expect(slice.range == 3..<octets.count - 4)
    #expect(slice.source.count == octets.count)
    #expect(result.content.elementsEqual(text.utf8))
    #expect(result.tree.held.isEmpty)
  }

  /// libxml2 copies other characters than ASCII before it hands them on, so that their place is not known.
  @Test func longTextInOtherCharactersIsSpooled() throws {
    let text = String(repeating: "ə\n", count: 300_000)
    let result = try onlyText(document(text))
    #expect(result.slice != nil)
    #expect(result.content.elementsEqual(text.utf8))
  }

  @Test func longTextWithLineFeedsIsARangeOfTheSourceAcrossChunks() throws {
    for count in [131_072 - 3, 131_072, 262_144, 1_000_000, 5_000_000] {
      let octets = document(base64(count))
      let result = try onlyText(octets)
      #expect(try #require(result.slice).range == 3..<octets.count - 4, "\(count) octets")
      #expect(result.content.elementsEqual(octets[3..<octets.count - 4]))
      #expect(result.tree.held.isEmpty)
    }
  }

  /// Each has one thing that does not stand in the source as it is to be read, at several places.
  @Test(
    arguments: ["\r\n", "&amp;", "&#65;", "<![CDATA[<x>\r\n]]>", "\r", "&#13;&#10;", "]]&gt;"],
    [0, 10, 70_000, 300_000])
  func textThatIsNotInTheSourceAsItIsReadIsSpooled(piece: String, before: Int) throws {
    let read = [
      "\r\n": "\n", "&amp;": "&", "&#65;": "A", "<![CDATA[<x>\r\n]]>": "<x>\n", "\r": "\n", "&#13;&#10;": "\r\n",
      "]]&gt;": "]]>",
    ]
    let (head, tail) = (base64(before), base64(400_000))
    let octets = document(head + piece + tail)
    let result = try onlyText(octets)
    // A run may begin in the source after its carriage return.
    #expect(try #require(result.slice).source.count != octets.count || before == 0)
    #expect(result.content.elementsEqual((head + (read[piece] ?? "") + tail).utf8))
  }

  /// Line ends must come out as one line feed wherever a chunk of the parser ends.
  @Test(
    arguments: [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian, .isoLatin1],
    [("x\r\n", "x\n"), ("\r\nyy", "\nyy"), ("é\r\r\n", "é\n\n")])
  func lineEndsAtChunkBoundariesAreOneLineFeed(encoding: String.Encoding, piece: (written: String, read: String)) throws
  {
    let name = [String.Encoding.utf8: "UTF-8", .isoLatin1: "ISO-8859-1"][encoding] ?? "UTF-16"
    let mark = name == "UTF-16" ? "\u{FEFF}" : ""
    let text = String(repeating: piece.written, count: 45_000)
    let read = String(repeating: piece.read, count: 45_000)
    for padding in 0..<2 {
      for (open, close) in [("", ""), ("<![CDATA[", "]]>")] {
        let declared = "\(mark)<?xml version=\"1.0\" encoding=\"\(name)\"?>"
        let document = declared + "<a b='\(String(repeating: "p", count: padding))'>\(open)\(text)\(close)</a>"
        let result = try onlyText(Array(#require(document.data(using: encoding))))
        let isEqual = result.content.elementsEqual(read.utf8)
        #expect(isEqual, "padding \(padding) \(open) \(Difference(result.content, Array(read.utf8)))")
      }
    }
  }

  @Test func latinOneIsSpooledAsUTF8() throws {
    let head = Array(#"<?xml version="1.0" encoding="ISO-8859-1"?><a>"#.utf8)
    let octets = head + [UInt8](repeating: 0xE9, count: 200_000) + Array("</a>".utf8)
    let result = try onlyText(octets)
    #expect(result.content.elementsEqual(String(repeating: "é", count: 200_000).utf8))
  }

  @Test func aFileIsReadFromItsOffset() throws {
    let folder = try TemporaryFolder()
    let text = base64(3_000_000)
    let octets = document(text)
    let path = try folder.write(Array("garbage<<<".utf8) + octets + Array("</a>more".utf8), to: "pack")
    let descriptor = open(path, O_RDONLY)
    let source = try ByteSource(owning: descriptor, offset: 10, count: octets.count)
    let tree = try XMLTree.parse(source).get().tree
    #expect(tree.references.first?.range == 3..<octets.count - 4)
    #expect(try tree.allText(of: tree.root).elementsEqual(text.utf8))
    #expect(try !source.changed())
    let set = NodeSet(subtree: tree.document, of: tree)
    #expect(try tree.canonicalOctets(set, by: Canonicalization(.exclusive)) == octets)
  }

  @Test func aFileThatGrewIsNoticed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(document("x"), to: "file.xml")
    let source = try ByteSource(path: path)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("y".utf8))
    #expect(try source.changed())
  }

  @Test func whatIsNoRegularFileIsNotOpened() throws {
    let folder = try TemporaryFolder()
    let fifo = folder.url.appending(path: "fifo").path
    #expect(mkfifo(fifo, 0o600) == 0)
    for path in [fifo, folder.url.path, folder.url.appending(path: "absent").path, "/dev/zero"] {
      #expect(throws: SourceFailure.self, "\(path)") { try ByteSource(path: path) }
    }
  }

  @Test func severalLongTextsShareOneSpool() throws {
    let long = String(repeating: "A\r\n", count: 50_000)
    let tree = try tree(document("<b>\(long)</b><c>short</c><d>\(long)x</d><e>\(base64(100_000))</e>"))
    let read = long.replacing("\r\n", with: "\n")
    #expect(tree.references.count == 3)
    #expect(try tree.allText(of: tree.first("b")).elementsEqual(read.utf8))
    #expect(try tree.allText(of: tree.first("c")).elementsEqual("short".utf8))
    #expect(try tree.allText(of: tree.first("d")).elementsEqual((read + "x").utf8))
    #expect(try tree.allText(of: tree.first("e")).elementsEqual(base64(100_000).utf8))
    #expect(tree.text(of: try tree.first("b"), limit: .max) == nil)
  }

  /// Long plain text goes past the parser from the start of each chunk. What ends it, wherever that stands about the end of a
  /// chunk, must mean what it means to the parser alone, and the lines of what follows must be counted.
  @Test(
    arguments: [
      ("<b/>", ""), ("&amp;", "&"), ("<![CDATA[]]]]>", "]]"), ("é", "é"), ("\r\n", "\n"), ("]<b/>]", "]]"),
      ("]]&gt;", "]]>"),
      ("<!--x-->", ""), ("<?p x?>", ""), ("\t ", "\t "),
    ])
  func whatFollowsPlainTextIsReadAsBefore(piece: (written: String, read: String)) throws {
    let chunk = 128 << 10
    let line = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5\n"
    for place in [2 * chunk, 2 * chunk + 4096, 2 * chunk + 4096 + 512, 3 * chunk] {
      for shift in -8...8 {
        let head = String(String(repeating: line, count: place / line.utf8.count + 1).prefix(place + shift - 3))
        let tail = String(repeating: line, count: chunk / line.utf8.count)
        let tree = try tree(document("\(head)\(piece.written)\(tail)<c/>"))
        let isEqual = try tree.allText(of: tree.root).elementsEqual((head + piece.read + tail).utf8)
        #expect(isEqual, "at \(place)\(shift)")
        let lines = (head + piece.read + tail).utf8.count { $0 == UInt8(ascii: "\n") }
        #expect(tree.line(of: try tree.first("c")) == lines + 1)
      }
    }
  }

  /// XML 1.0 §2.4, also where a chunk of the parser ends within the three characters.
  @Test(arguments: [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func theEndOfACDATASectionIsForbiddenWhereverAChunkEnds(encoding: String.Encoding) throws {
    let chunk = 128 << 10
    let mark = encoding == .utf8 ? "" : "\u{FEFF}"
    let length = encoding == .utf8 ? chunk : chunk / 2
    for filler in ["x", " "] {
      for shift in -6...6 {
        let text = String(repeating: filler, count: 2 * length + shift - 3)
        let octets = try Array(#require("\(mark)<a>\(text)]]>\(text)</a>".data(using: encoding)))
        #expect(try defect(octets).kind == .malformed, "\(filler)\(shift)")
      }
    }
  }

  /// A run that becomes long after its octets were held must not leave them behind or take others with it.
  @Test func heldTextOfOtherNodesSurvivesALongRun() throws {
    let tree = try tree(
      document(
        "<b x='1'>two</b>\(base64(100_000))<!--3--><c y='4'/>\(String(repeating: "&amp;", count: 100_000))<d>5</d>"))
    #expect(tree.attribute("x", of: try tree.first("b")) == "1")
    #expect(tree.text(of: try tree.first("b")) == "two")
    #expect(tree.attribute("y", of: try tree.first("c")) == "4")
    #expect(tree.text(of: try tree.first("d")) == "5")
    let last = try #require(tree.references.last)
    #expect(last.range.count == 100_000)
  }
}
