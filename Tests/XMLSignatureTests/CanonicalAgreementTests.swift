import Foundation
import Testing

@testable import XMLSignature

/// Our canonical forms against those of lxml and libxml2, over random documents and node sets.
///
/// `TEST_PYTHON` names the interpreter (it needs lxml), `TEST_CANONICAL_DOCUMENTS` asks for a longer run
/// and `TEST_CANONICAL_SEED` repeats one.
@Suite struct CanonicalAgreementTests {
  @Test(.enabled(if: Oracle.isAvailable, "python3 with lxml is not installed"))
  func randomNodeSetsHaveTheCanonicalFormsOfLXML() throws {
    let environment = ProcessInfo.processInfo.environment
    let documents = environment["TEST_CANONICAL_DOCUMENTS"].flatMap(Int.init) ?? 1000
    let seed = environment["TEST_CANONICAL_SEED"] ?? String(UInt32.random(in: 0...UInt32.max))
    let folder = try TemporaryFolder()
    try Oracle.run("c14n_oracle.py", folder.url.path, "--documents", String(documents), "--seed", seed)

    var nodeSets = 0
    var comparisons = 0
    for number in 0..<documents {
      let stem = String(format: "%06d", number)
      let octets = try Array(Data(contentsOf: folder.url.appending(path: stem + ".xml")))
      let cases = try JSONDecoder().decode(
        [Case].self, from: Data(contentsOf: folder.url.appending(path: stem + ".json")))
      // Once more with nearly all text held outside memory.
      var byReference = ParsingLimits()
      byReference.heldText = 3
      for limits in [ParsingLimits(), byReference] {
        let tree = try tree(octets, limits: limits)
        for example in cases {
          nodeSets += 1
          comparisons += try compare(tree, with: example, "document \(number) of seed \(seed)")
        }
      }
    }
    print(
      "C14N: \(nodeSets / 2) node sets of \(documents) documents, \(comparisons / 2) octet strings equal, seed \(seed)")
    #expect(nodeSets / 2 >= 2 * documents)
    #expect(comparisons == nodeSets * CanonicalizationMethod.allCases.count)
  }

  private func compare(_ tree: XMLTree, with example: Case, _ origin: String) throws -> Int {
    let set = try example.nodeSet(of: tree)
    let prefixes = Set(example.prefixes.map { $0 == "#default" ? "" : $0 })
    var equal = 0
    for method in CanonicalizationMethod.allCases {
      let expected = try #require(example.expected[method.rawValue])
      let ours = try tree.canonicalOctets(set, by: Canonicalization(method, inclusivePrefixes: prefixes))
      if ours.elementsEqual(expected.utf8) {
        equal += 1
      } else {
        Issue.record(
          "\(origin), apex \(example.apex ?? -1), hole \(example.hole ?? -1), prefixes \(example.prefixes), \(method)\n\(Difference(ours, Array(expected.utf8)))"
        )
      }
    }
    return equal
  }

  /// A node set, by the numbers of elements in document order, and its canonical forms by algorithm.
  private struct Case: Decodable {
    let apex: Int?
    let hole: Int?
    let prefixes: [String]
    let expected: [String: String]

    func nodeSet(of tree: XMLTree) throws -> NodeSet {
      let apex = try apex.map(tree.element) ?? tree.document
      let whole = NodeSet(subtree: apex, of: tree)
      return try hole.map { whole.subtracting(subtree: try tree.element(number: $0), of: tree) } ?? whole
    }
  }
}

/// Where two octet strings part.
struct Difference: CustomStringConvertible {
  let description: String

  init(_ ours: [UInt8], _ expected: [UInt8]) {
    let common = zip(ours, expected).prefix { $0 == $1 }.count
    let window = { (octets: [UInt8]) in
      String(decoding: octets[max(0, common - 60)..<min(octets.count, common + 100)], as: UTF8.self)
    }
    description = "part at octet \(common)\nours:     \(window(ours))\nexpected: \(window(expected))"
  }
}

/// The Python scripts under Tests/Oracles.
enum Oracle {
  private static let python = ProcessInfo.processInfo.environment["TEST_PYTHON"] ?? "python3"

  static let isAvailable: Bool = (try? start(["-c", "import lxml.etree"], quiet: true)) == 0

  static func run(_ script: String, _ arguments: String...) throws {
    let path = Corpora.packageRoot.appending(path: "Tests/Oracles").appending(path: script).path
    let status = try start([path] + arguments, quiet: false)
    try #require(status == 0, "\(script) ended with \(status)")
  }

  private static func start(_ arguments: [String], quiet: Bool) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // Without -B a compiled copy of the scripts would be left in the source tree.
    process.arguments = [python, "-B"] + arguments
    if quiet { process.standardError = FileHandle.nullDevice }
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
