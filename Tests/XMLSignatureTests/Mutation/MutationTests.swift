import Crypto
import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Signed documents are changed in their structure, and whatever is then still valid says what its signer said.
///
/// TEST_SEED names the seed, TEST_MUTATIONS how many changes each document gets.
struct MutationTests {
  /// What became of a changed document.
  private enum Outcome: String, Comparable, CaseIterable {
    case notParsed = "refused: no document"
    case noSignature = "refused: no signature"
    case refused = "refused: a signature is not valid"
    case equal = "accepted: canonically equal"
    case unsigned = "accepted: changed only inside signatures, where nothing is signed"
    case fewer = "accepted: a signature is gone"
    case wrapped = "accepted: the change is an element that only wraps, and says nothing"
    case partial = "accepted: the change is covered by no signature, and the coverage says so"

    static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Tally {
    var outcomes: [Outcome: Int] = [:]
    var violations: [String] = []

    mutating func add(_ other: Tally) {
      outcomes.merge(other.outcomes, uniquingKeysWith: +)
      violations += other.violations
    }
  }

  /// What the original says.
  private struct Original {
    let meaning: SHA256Digest
    let rest: UncoveredRest
    let signatures: [[UInt8]: SignedMeaning]

    init(_ report: ValidationReport, in tree: XMLTree) throws {
      meaning = try tree.meaning()
      rest = try UncoveredRest(of: tree, left: report.covered)
      let signatures = try report.signatures.map { try SignedMeaning($0, in: tree, onlyHigh: false) }
      self.signatures = Dictionary(signatures.map { ($0.value, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func noChangeIsAcceptedWithAMeaningThatTheSignerDidNotSign() async throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["TEST_SEED"].flatMap(UInt64.init) ?? 20_260_504
    let changes = environment["TEST_MUTATIONS"].flatMap(Int.init) ?? 40
    let cases = try await MutationCase.all(50)
    #expect(cases.count == 50 || Corpora.folder == nil && cases.count >= 30)
    let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
      for (number, sample) in cases.enumerated() {
        group.addTask { try await Self.tally(sample, changes: changes, seed: seed &+ UInt64(number) << 32) }
      }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
    printTable(
      "mutation: \(cases.count) documents, \(changes) changes each, seed \(seed)",
      Outcome.allCases.map { "\(tally.outcomes[$0] ?? 0)  \($0.rawValue)" })
    #expect(tally.violations == [])
    #expect(tally.outcomes.values.reduce(0, +) == cases.count * changes)
    // All of it means little if most changes did nothing, or none was harmless.
    #expect((tally.outcomes[.refused] ?? 0) > cases.count * changes / 4)
    #expect((tally.outcomes[.equal] ?? 0) > 0 && (tally.outcomes[.partial] ?? 0) > 0)
  }

  private static func tally(_ sample: MutationCase, changes: Int, seed: UInt64) async throws -> Tally {
    let markup = Markup(sample.octets)
    let originalTree = try tree(sample.octets)
    let original = try Original(await sample.report(on: originalTree), in: originalTree)
    #expect(try tree(markup.octets).meaning() == original.meaning, "\(sample.name) is not written as it was read")
    var mutator = Mutator(
      random: SeededGenerator(seed: seed), foreignCertificate: Data(TestPKI.stranger.encoded).base64EncodedString())
    var tally = Tally()
    for number in 0..<changes {
      var changed = markup
      var done: [Mutation] = []
      for _ in 0..<Int.random(in: 1...3, using: &mutator.random) {
        let mutation = mutator.one(of: Mutation.allCases)
        mutator.apply(mutation, to: &changed)
        done.append(mutation)
      }
      let (outcome, violations) = try await judge(changed.octets, of: sample, original)
      tally.outcomes[outcome, default: 0] += 1
      tally.violations += violations.map {
        "\(sample.name), seed \(seed), change \(number) (\(done.map(\.rawValue).joined(separator: "; "))): \($0)"
      }
      if !violations.isEmpty, let folder = ProcessInfo.processInfo.environment["TEST_FOUND"] {
        try Data(changed.octets).write(to: URL(filePath: "\(folder)/\(seed)-\(number).xml"))
      }
    }
    return tally
  }

  private static func judge(
    _ octets: [UInt8], of sample: MutationCase, _ original: Original
  ) async throws -> (Outcome, violations: [String]) {
    guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) else { return (.notParsed, []) }
    let tree = parsed.tree
    let report = try await sample.report(on: tree)
    var violations: [String] = []
    let valid = report.signatures.filter { $0.core == .valid }
    for signature in valid {
      let meaning = try SignedMeaning(signature, in: tree, onlyHigh: true)
      if let signed = original.signatures[meaning.value] {
        violations += meaning.excess(over: signed).map { [$0] } ?? []
      } else {
        violations.append("a signature is valid that nobody made")
      }
      if signature.coverage == .full,
        try UncoveredRest(of: tree, left: signature.coveredNodes).saysSomething
      {
        violations.append("its coverage is FULL, and something is not covered")
      }
    }
    let rest = try UncoveredRest(of: tree, left: report.covered)
    if report.verdict == .passed, rest.saysSomething {
      violations.append("the verdict is PASSED, and something is covered by no signature")
    }
    if report.signatures.isEmpty { return (.noSignature, violations) }
    if valid.count < report.signatures.count { return (.refused, violations) }
    if try tree.meaning() == original.meaning { return (.equal, violations) }
    if rest != original.rest { return (rest.saysSomething ? .partial : .wrapped, violations) }
    return (valid.count < original.signatures.count ? .fewer : .unsigned, violations)
  }
}

extension ValidationReport {
  /// By all valid signatures together.
  fileprivate var covered: NodeSet {
    signatures.filter { $0.core == .valid }.reduce(.empty) { $0.union($1.coveredNodes) }
  }
}
