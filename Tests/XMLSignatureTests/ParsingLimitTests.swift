import Testing

@testable import XMLSignature

@Suite struct ParsingLimitTests {
  private func limits(_ change: (inout ParsingLimits) -> Void) -> ParsingLimits {
    var limits = ParsingLimits()
    change(&limits)
    return limits
  }

  private func nested(_ depth: Int) -> String {
    String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
  }

  @Test func depthIsLimitedExactly() throws {
    _ = try tree(nested(256))
    #expect(try defect(nested(257)) == XMLDefect(kind: .limit, line: 1, detail: "depth 256"))
  }

  @Test(.timeLimit(.minutes(1))) func aMillionNestedElementsStopAtTheDepthLimit() throws {
    let octets = [UInt8](Array(repeating: Array("<a>".utf8), count: 1_000_000).joined())
    #expect(try defect(octets).detail == "depth 256")
  }

  @Test func attributesAreLimitedWithNamespaceDeclarations() throws {
    let attributes = (0..<250).map { " a\($0)=''" }.joined()
    let namespaces = (0..<6).map { " xmlns:p\($0)='urn:x'" }.joined()
    _ = try tree("<a\(attributes)\(namespaces)/>")
    #expect(try defect("<a\(attributes)\(namespaces) b=''/>").detail == "attributes 256")
  }

  /// libxml2 compares each attribute of a tag with each other; only the limit on markup bounds that.
  @Test(.timeLimit(.minutes(1))) func hundredThousandAttributesStop() throws {
    let attributes = (0..<100_000).map { " a\($0)=''" }.joined()
    #expect(try defect("<a\(attributes)/>").kind == .limit)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<n%/>", "<a n%=''/>", "<a xmlns:p%='urn:x'/>", "<a xmlns='urn:%'/>", "<?n% ?>",
    ])
  func differentNamesAreLimited(_ piece: String) throws {
    func document(_ count: Int) -> String {
      "<a>" + (0..<count).map { piece.replacing("%", with: String($0)) }.joined() + "</a>"
    }
    _ = try tree(document(100), limits: limits { $0.names = 110 })
    #expect(try defect(document(200), limits: limits { $0.names = 110 }).detail == "names 110")
    #expect(try defect(document(50_000)).detail == "names 20000")
  }

  @Test func nodesAreLimitedExactly() throws {
    // The document node, the root, a declaration, an attribute and three children.
    let text = "<a xmlns:p='urn:p' b=''><c/>t<!--d--></a>"
    _ = try tree(text, limits: limits { $0.nodes = 7 })
    #expect(try defect(text, limits: limits { $0.nodes = 6 }).detail == "nodes 6")
  }

  @Test func heldTextIsLimitedExactly() throws {
    let text = "<a b='12'>345<!--67--><?p 89?></a>"
    _ = try tree(text, limits: limits { $0.text = 9 })
    #expect(try defect(text, limits: limits { $0.text = 8 }).detail == "text 8")
  }

  @Test func textByReferenceDoesNotCountAsHeld() throws {
    let text = "<a>" + String(repeating: "x", count: 1000) + "</a>"
    _ = try tree(
      text,
      limits: limits {
        $0.text = 100
        $0.heldText = 10
      })
  }

  @Test func octetsAreLimitedExactly() throws {
    _ = try tree("<a/>", limits: limits { $0.bytes = 4 })
    #expect(try defect("<a/>", limits: limits { $0.bytes = 3 }).detail == "bytes 3")
  }

  static let endless: [String] = [
    "<a b='", "<a><!--", "<a><?p ", "<a", "<a ", "</", "<a>&#", "<a>&", "<a>&#x41", "<a b", "<!DOCTYPE",
    "<!DOCTYPE a [<!ENTITY e '", "<?xml ", "<!--", "<a xmlns:p='urn:", "<a></", "<a></a",
  ]

  /// Markup that never ends is given up soon after the limit, whatever it began with.
  @Test(.timeLimit(.minutes(1)), arguments: endless) func markupThatNeverEndsStops(opening: String) throws {
    for filler in Array("x 1;".utf8) {
      let octets = Array(opening.utf8) + [UInt8](repeating: filler, count: 4 << 20)
      _ = try defect(octets)
    }
  }

  @Test(arguments: ["<a b='X'/>", "<a><!--X--></a>", "<a><?p X?></a>", "<X/>", "<a X=''/>", "<a xmlns='urn:X'/>"])
  func longMarkupIsLimited(pattern: String) throws {
    let short = pattern.replacing("X", with: String(repeating: "x", count: 900))
    _ = try tree(short, limits: limits { $0.markup = 1000 })
    // The parser sees whole chunks, so that the limit may be passed by one of them and not by more.
    let long = pattern.replacing("X", with: String(repeating: "x", count: 400_000))
    let found = try defect(long, limits: limits { $0.markup = 1000 })
    #expect(found.kind == .limit)
    #expect(found.detail == "markup 1000")
  }

  @Test func longCDATAIsTextAndNotMarkup() throws {
    let octets = Array("<a><![CDATA[".utf8) + [UInt8](repeating: 0x41, count: 3 << 20) + Array("]]></a>".utf8)
    let tree = try tree(octets)
    #expect(try tree.allText(of: tree.root).count == 3 << 20)
  }

  @Test(.timeLimit(.minutes(1))) func manySmallMarkupsTakeLinearTime() throws {
    let small = String(repeating: "<b/>", count: 200_000)
    let parsed = try tree("<a>\(small)</a>")
    #expect(parsed.elements(in: parsed.root).count { _ in true } == 200_000)
  }
}
