import Filing
import FilingStore
import Foundation
import TestSupport
import Testing
import XMLSignature

@testable import Intake

/// Signatures that other software made, and what is left of them when a file is changed.
@Suite(
  "Packages signed by other software", .enabled(if: PythonOracle.missing == nil, "\(PythonOracle.missing ?? "")"),
  .serialized)
struct ForeignSignatureTests {
  private let folder: URL
  private let arrival: Instant

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "foreign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try PythonOracle.run("package_oracle.py", [folder.path])
    arrival = try #require(Instant(dateTime: "2026-05-04T06:00:00Z"))
  }

  @Test("packages signed by xmlsec1 and by signxml are registered", arguments: ["xmlsec1", "signxml"])
  func registered(tool: String) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await outcomes(of: ["\(tool).xml"]).map(\.state) == [.registered])
  }

  @Test("1,000 well-formed changes of what was signed are refused, 50 changes of mere writing are registered")
  func changes() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = UInt32.random(in: 0 ... .max)
    try PythonOracle.run(
      "change_oracle.py",
      ["\(folder.path)/xmlsec1.xml", folder.path, "--different", "1000", "--equal", "50", "--seed", "\(seed)"])
    let changes = try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: folder.appending(path: "changes.json")))

    let different = changes.keys.filter { $0.hasPrefix("different") }.sorted()
    #expect(different.count == 1000)
    let refused = try await outcomes(of: different)
    #expect(refused.count == 1000, "seed \(seed)")
    for (name, outcome) in zip(different, refused) {
      #expect(outcome.state == .rejected || outcome.state == .quarantined, "seed \(seed), \(name)")
      let reasons = outcome.findings.map(\.code)
      #expect(
        reasons.contains {
          $0.rawValue.hasPrefix("SIGNATURE_") || $0.rawValue.hasPrefix("XML_") || Self.structural.contains($0)
        },
        "seed \(seed), \(name), \(changes[name] ?? ""): \(reasons)")
    }

    // Each in a root of its own: in one root all but the first would be duplicates.
    for name in changes.keys.filter({ $0.hasPrefix("equal") }).sorted() {
      let states = try await outcomes(of: [name]).map(\.state)
      #expect(states == [.registered], "seed \(seed), \(name), \(changes[name] ?? "")")
    }
  }

  @Test("the same content, written otherwise, is a duplicate of the first and never a second registration")
  func equalChangesAreDuplicates() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try PythonOracle.run(
      "change_oracle.py",
      ["\(folder.path)/xmlsec1.xml", folder.path, "--different", "0", "--equal", "10", "--seed", "1"])
    let names = (0..<10).map { String(format: "equal-%04d.xml", $0) }
    let states = try await outcomes(of: ["xmlsec1.xml"] + names).map(\.state)
    #expect(states.filter { $0 == .registered }.count == 1)
    #expect(states.filter { $0 == .duplicate }.count == names.count)
  }

  /// Changes that take the signature or its place away.
  private static let structural: Set<FindingCode> = [
    .schemaElementUnexpected, .schemaElementMissing, .packageRootUnknown, .signingCertificateNotFound,
    .signingCertificateMismatch,
  ]

  /// What becomes of files when they are dropped together, in the order of their names.
  private func outcomes(of names: [String]) async throws -> [RunSummary.Outcome] {
    let intake = try DemoIntake()
    let trust = try ["root.pem", "intermediate.pem"].flatMap { name in
      try TrustStore.contents(of: Array(Data(contentsOf: folder.appending(path: name))))?.certificates ?? []
    }
    let profile = IssuerProfile(
      name: "interop", issuer: [.init(oid: "2.5.4.3", pattern: "Interop CA")],
      personalNumber: .init(oid: "2.5.4.5", pattern: "PNOAZ-{FIN}"), taxNumber: nil)
    let demo = intake.configuration
    let configuration = IntakeConfiguration(
      settings: demo.settings,
      reference: ReferenceData(
        courts: demo.reference.courts, issuerProfiles: [profile], tariffs: demo.reference.tariffs),
      trust: TrustStore(certificates: trust), validation: .standard, seal: nil, isDemo: false)
    for name in names { try intake.drop(folder.appending(path: name).path, as: name, into: "integrators") }
    let summary = try await intake.run(at: arrival, with: configuration)
    #expect(summary.undecided.isEmpty)
    return summary.lines.sorted { $0.package < $1.package }.map(\.outcome)
  }
}
