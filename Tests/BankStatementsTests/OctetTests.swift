import BankStatements
import Foundation
import Glibc
import Testing

@Suite struct OctetTests {
  @Test func anEmptyFileIsNamed() throws { #expect(try ReadStatement("").kinds == [.empty]) }

  @Test func aByteOrderMarkChangesNothing() throws {
    let read = try ReadStatement([0xEF, 0xBB, 0xBF] + Array(Message().xml.utf8))
    #expect(read.reading.isComplete)
    #expect(read.entries.count == 2)
  }

  @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32])
  func otherUnicodeEncodingsAreRefused(encoding: String.Encoding) throws {
    let octets = try #require(Message().xml.data(using: encoding))
    let read = try ReadStatement(octets)
    #expect(read.kinds == [.notUTF8(detail: "UTF-16 or UTF-32")])
    #expect(read.entries.isEmpty)
  }

  @Test(arguments: ["ISO-8859-1", "windows-1254", "UTF-16", "US-ASCII", "", "no such"])
  func otherDeclaredEncodingsAreRefused(label: String) throws {
    let read = try ReadStatement(try Message().replacing("encoding=\"UTF-8\"", by: "encoding='\(label)'"))
    #expect(read.kinds == [.notUTF8(detail: label)])
    #expect(read.entries.isEmpty)
  }

  @Test(arguments: ["encoding='utf-8'", "encoding = \"Utf-8\" standalone='yes'", ""])
  func utf8MayBeDeclaredOrNot(declaration: String) throws {
    let read = try ReadStatement(try Message().replacing("encoding=\"UTF-8\"", by: declaration))
    #expect(read.reading.isComplete)
  }

  @Test(arguments: [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
  func octetsThatAreNoCharactersAreRefused(octets: [UInt8]) throws {
    let xml = Array(Message().xml.utf8)
    let place = try #require(xml.firstRange(of: Array("Dövlət".utf8)))
    let read = try ReadStatement(xml[..<place.lowerBound] + octets + xml[place.lowerBound...])
    let kind = try #require(read.kinds.first)
    switch kind {
    case .notUTF8, .malformed: break
    default: Issue.record("\(kind)")
    }
    #expect(!read.reading.isUsable)
  }

  @Test(arguments: [
    "<!DOCTYPE Document>", "<!DOCTYPE Document [<!ENTITY a \"b\">]>",
    "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">",
  ])
  func aDocumentTypeIsRefused(declaration: String) throws {
    let read = try ReadStatement(try Message().replacingFirst("<Document", by: "\(declaration)<Document"))
    #expect(read.kinds == [.documentType])
    #expect(read.entries.isEmpty)
  }

  @Test(arguments: ["&undeclared;", "<x:y/>", "<a b='1' b='2'/>", "<a>", "&", "]]>"])
  func whatIsNotWellFormedIsRefused(text: String) throws {
    let read = try ReadStatement(try Message().replacingFirst("<Ntry>", by: "<Ntry>\(text)"))
    guard case .malformed = try #require(read.kinds.first) else { return #expect(read.kinds == []) }
    #expect(!read.reading.isUsable)
    #expect(read.entries.isEmpty)
  }

  @Test(arguments: ["\0", "\0<Document/>", "<a/>", "text", "</Document>", "<"])
  func nothingMayFollowTheMessage(tail: String) throws {
    let read = try ReadStatement(Message().xml + tail)
    #expect(!read.reading.isUsable)
  }

  @Test(arguments: ["\n", "<!-- end -->", "<?end?>\n"])
  func commentsMayFollowTheMessage(tail: String) throws {
    #expect(try ReadStatement(Message().xml + tail).reading.isComplete)
  }

  @Test func aCutFileIsNamedTruncatedWithItsLine() throws {
    let xml = Message().xml
    let half = xml.prefix(xml.count / 2)
    let read = try ReadStatement(String(half))
    let defect = try #require(read.defects.last)
    #expect(defect.kind == .truncated)
    #expect(defect.location.line == half.count { $0 == "\n" } + 1)
  }

  // MARK: Limits

  @Test(
    arguments: [
      (\StatementLimits.octets, 100, "octets"), (\.depth, 5, "depth"), (\.names, 20, "names"),
      (\.value, 8, "value"),
      (\.transactions, 1, "transactions"),
      (\.repetitions, 2, "repetitions"),
    ] as [(any WritableKeyPath<StatementLimits, Int> & Sendable, Int, String)])
  func limitsHold(limit: any WritableKeyPath<StatementLimits, Int> & Sendable, value: Int, name: String) throws {
    var limits = StatementLimits()
    limits[keyPath: limit] = value
    let read = try ReadStatement(Message().xml, limits: limits)
    #expect(read.kinds == [.limit(name: name, value: value)])
    #expect(!read.reading.isUsable)
  }

  @Test func attributesAreLimited() throws {
    let attributes = (0..<100).map { " a\($0)=''" }.joined()
    let read = try ReadStatement(try Message().replacingFirst("<Ntry>", by: "<Ntry\(attributes)>"))
    #expect(read.kinds == [.limit(name: "attributes", value: 64)])
  }

  /// libxml2 would take hours over each: it compares all names of a chain, and all attributes of a tag.
  @Test(arguments: [
    ((0..<30_000).map { "<a\($0)/>" }.joined(), "names"), ((0..<30_000).map { "<?a\($0)?>" }.joined(), "names"),
    ("<a\((0..<300_000).map { " a\($0)=''" }.joined())/>", "run"),
    ("<a\((0..<300_000).map { " xmlns:a\($0)='u'" }.joined())/>", "run"),
  ])
  func manyNamesAreRefused(text: String, name: String) throws {
    let read = try ReadStatement(try Message().replacingFirst("<Ntry>", by: "\(text)<Ntry>"))
    guard case .limit(name, _) = try #require(read.kinds.first) else { return #expect(read.kinds == []) }
    #expect(!read.reading.isUsable)
  }

  @Test func longTextThatIsNotReadIsNoMatter() throws {
    let text = "<AddtlStmtInf>\(String(repeating: "uzun mətn ", count: 20_000))</AddtlStmtInf>"
    let read = try ReadStatement(try Message().replacing("</Stmt>", by: "\(text)</Stmt>"))
    #expect(read.reading.isComplete)
  }

  // MARK: Failures

  @Test func aFailingFileIsNoDefect() throws {
    let folder = open("/", O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    #expect(throws: StatementReadFailure(code: EISDIR)) {
      try StatementReader().read(StatementOctets(descriptor: folder)) { _ in }
    }
  }

  struct Refusal: Error {}

  @Test func whatTheTakerThrowsEndsTheReadingAtOnce() throws {
    var taken = 0
    #expect(throws: Refusal.self) {
      try StatementReader().read(StatementOctets(Array(Message().xml.utf8))) { event in
        guard case .entry = event else { return }
        taken += 1
        throw Refusal()
      }
    }
    #expect(taken == 1)
  }
}
