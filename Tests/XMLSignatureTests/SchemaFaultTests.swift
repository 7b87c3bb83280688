import Foundation
import Testing

@testable import XMLSignature

@Suite struct SchemaFaultTests {
  static let text = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">
      <xs:element name="Letter">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="From" type="xs:token"/>
            <xs:choice><xs:element name="To" type="xs:token"/><xs:element name="All"/></xs:choice>
            <xs:element name="Day" maxOccurs="unbounded" minOccurs="0">
              <xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[0-9]{4}"/></xs:restriction></xs:simpleType>
            </xs:element>
            <xs:element name="Content" type="xs:base64Binary" minOccurs="0"/>
          </xs:sequence>
          <xs:attribute name="Id" type="xs:ID" use="required"/>
          <xs:attribute name="pages" type="xs:positiveInteger"/>
        </xs:complexType>
      </xs:element>
    </xs:schema>
    """

  private func faults(_ body: String, attributes: String = "Id='i'") throws -> (tree: XMLTree, faults: [SchemaFault]) {
    let schema = try #require(XMLSchema(compiling: Self.text.utf8))
    let document = "<Letter xmlns='urn:t' \(attributes)>\(body)</Letter>"
    let parsed = try XMLTree.parse(ByteSource(Array(document.utf8)), schema: schema).get()
    return (parsed.tree, parsed.faults)
  }

  private let good = "<From>a</From><To>b</To>"

  @Test func aDocumentThatFollowsItsSchemaHasNoFaults() throws {
    #expect(try faults(good + "<Day>2026</Day>\n <Content>QUJD</Content>", attributes: "Id='i' pages='2'").faults == [])
  }

  @Test func anElementThatMayNotStandThereIsNamedWithThoseThatMay() throws {
    let (tree, faults) = try faults("<From>a</From><Cc>b</Cc>")
    #expect(faults.map(\.kind) == [.unexpectedElement(expected: ["To", "All"])])
    #expect(tree.path(of: faults[0].node) == "/Letter/Cc")
  }

  @Test func anElementOfAnotherNamespaceIsUnexpected() throws {
    let (tree, faults) = try faults("<From xmlns='urn:other'>a</From><To>b</To>")
    #expect(faults.map(\.kind).first == .unexpectedElement(expected: ["From"]))
    #expect(tree.path(of: faults[0].node) == "/Letter/From")
  }

  @Test func anElementThatEndsTooEarlyIsTheFaultyOne() throws {
    let (tree, faults) = try faults("<From>a</From>")
    #expect(faults.map(\.kind) == [.missingElement(expected: ["To", "All"])])
    #expect(faults.map(\.node) == [tree.root])
  }

  @Test func theRootMustBeDeclared() throws {
    let schema = try #require(XMLSchema(compiling: Self.text.utf8))
    let parsed = try XMLTree.parse(ByteSource(Array("<Letter/>".utf8)), schema: schema).get()
    #expect(parsed.faults.map(\.node) == [parsed.tree.root])
  }

  @Test func aBadValueIsReportedOnceWithTheValue() throws {
    let (tree, faults) = try faults(good + "<Day>soon</Day><Day>2026</Day><Day>12</Day>")
    #expect(faults.map(\.kind) == [.invalidValue(value: "soon"), .invalidValue(value: "12")])
    #expect(faults.map { tree.path(of: $0.node) } == ["/Letter/Day[1]", "/Letter/Day[3]"])
  }

  @Test func badAttributesAreNamedAtTheirElement() throws {
    let (tree, faults) = try faults(good, attributes: "pages='0' colour='red'")
    #expect(
      Set(faults.map(\.kind)) == [
        .invalidAttribute(name: "pages", value: "0"), .unexpectedAttribute(name: "colour"),
        .missingAttribute(name: "Id"),
      ])
    #expect(faults.allSatisfy { $0.node == tree.root })
  }

  @Test func allFaultsComeAtOnceInDocumentOrder() throws {
    let days = (0..<300).map { "<Day>x\($0)</Day>" }.joined(separator: "\n")
    let (tree, faults) = try faults("<From>a</From><All/>" + days, attributes: "Id='i' pages='none'")
    #expect(faults.count == 301)
    #expect(faults.map { tree.line(of: $0.node) } == [1] + Array(1...300))
    #expect(faults.map(\.node) == faults.map(\.node).sorted())
  }

  @Test func theNumberOfFaultsIsBounded() throws {
    let days = String(repeating: "<Day>x</Day>", count: 5000)
    #expect(try faults(good + days).faults.count == 1000)
  }

  @Test func detailsCarryNoNamespaces() throws {
    let (_, faults) = try faults("<Cc/>", attributes: "Id='i' pages='x'")
    #expect(!faults.isEmpty)
    #expect(faults.allSatisfy { !$0.detail.contains("urn:t") && !$0.detail.isEmpty })
  }

  @Test(arguments: ["O'Brien", "it's 'quoted' {braced} [facet]", "şəxs & <b>", ""])
  func valuesAreQuotedWhole(value: String) throws {
    let escaped = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let (_, faults) = try faults(good + "<Day>\(escaped)</Day>")
    #expect(faults.map(\.kind) == [.invalidValue(value: value)])
  }

  @Test func longTextIsValidatedByAPlaceholder() throws {
    let (tree, faults) = try faults(good + "<Content>" + String(repeating: "QUJD", count: 100_000) + "</Content>")
    #expect(faults == [])
    #expect(tree.references.count == 1)
    // Not base64, which whoever reads the text finds.
    #expect(try self.faults(good + "<Content>" + String(repeating: "!", count: 100_000) + "</Content>").faults == [])
    // But where no text may stand, long text is a fault, too.
    #expect(try !self.faults(String(repeating: "QUJD", count: 100_000) + good).faults.isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func longTextIsValidatedInLinearTime() throws {
    let body = good + "<Content>" + String(repeating: "QUJD", count: 4_000_000) + "</Content>"
    #expect(try faults(body).faults == [])
  }

  @Test func oneSchemaServesManyThreads() async throws {
    let schema = try #require(XMLSchema(compiling: Self.text.utf8))
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<64 {
        group.addTask {
          let days = String(repeating: "<Day>x</Day>", count: number)
          let document = "<Letter xmlns='urn:t' Id='i'><From>a</From><All/>\(days)</Letter>"
          return try XMLTree.parse(ByteSource(Array(document.utf8)), schema: schema).get().faults.count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.sorted() == Array(0..<64))
  }

  @Test func whatIsNoSchemaIsNotCompiled() {
    #expect(XMLSchema(compiling: "<a/>".utf8) == nil)
    #expect(XMLSchema(compiling: "".utf8) == nil)
    #expect(XMLSchema(compiling: Self.text.replacing("xs:token", with: "xs:none").utf8) == nil)
  }

  @Test func theSubmissionSchemaCompiles() throws {
    let path = Corpora.packageRoot.appending(path: "Sources/CFilingSchemas/submission-1.xsd")
    #expect(XMLSchema(compiling: try Data(contentsOf: path)) != nil)
  }
}
