import Foundation
import Testing

@testable import XMLSignature

/// Parses a document that must be one.
func tree(_ text: String, limits: ParsingLimits = ParsingLimits()) throws -> XMLTree {
  try tree(Array(text.utf8), limits: limits)
}

func tree(_ octets: [UInt8], limits: ParsingLimits = ParsingLimits()) throws -> XMLTree {
  try XMLTree.parse(ByteSource(octets), limits: limits).get().tree
}

/// What is wrong with a document that must not be one.
func defect(_ octets: [UInt8], limits: ParsingLimits = ParsingLimits()) throws -> XMLDefect {
  switch try XMLTree.parse(ByteSource(octets), limits: limits) {
  case .failure(let defect): return defect
  case .success:
    Issue.record("the document was accepted")
    return XMLDefect(kind: .empty, line: 0, detail: "")
  }
}

func defect(_ text: String, limits: ParsingLimits = ParsingLimits()) throws -> XMLDefect {
  try defect(Array(text.utf8), limits: limits)
}

extension XMLTree {
  /// The first element with this local name.
  func first(_ local: String) throws -> NodeID {
    try #require(
      range(of: document).map(NodeID.init).first { kind(of: $0) == .element && name(of: $0).local == local })
  }

  /// The element with this number among all elements in document order.
  func element(number: Int) throws -> NodeID {
    let elements = range(of: document).lazy.map(NodeID.init).filter { self.kind(of: $0) == .element }
    return try #require(elements.dropFirst(number).first { _ in true })
  }

  /// The content of a text node, comment or instruction.
  func content(of node: NodeID) throws -> [UInt8] {
    var octets: [UInt8] = []
    try withContent(of: node) { octets.append(contentsOf: $0) }
    return octets
  }

  /// All text below an element, however long.
  func allText(of element: NodeID) throws -> [UInt8] {
    var octets: [UInt8] = []
    try withText(of: element) { octets.append(contentsOf: $0) }
    return octets
  }

  func canonical(_ nodes: NodeSet, _ method: CanonicalizationMethod, prefixes: Set<String> = []) throws -> String {
    let octets = try canonicalOctets(nodes, by: Canonicalization(method, inclusivePrefixes: prefixes))
    return try #require(String(validating: octets, as: UTF8.self))
  }
}

/// A folder that is removed when the last reference goes.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "xml-signature-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ octets: [UInt8], to name: String) throws -> String {
    let file = url.appending(path: name)
    try Data(octets).write(to: file)
    return file.path
  }
}

/// Test data of other projects, which stands beside the project and not in it.
enum Corpora {
  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["TEST_CORPORA"].map { URL(filePath: $0) }
    let folder = named ?? packageRoot.appending(path: "../shared/corpora").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static let packageRoot = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

  static func octets(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: #require(folder).appending(path: path)))
  }
}
