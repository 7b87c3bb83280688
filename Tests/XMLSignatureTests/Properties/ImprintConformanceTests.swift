import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// The time-stamps of the corpora's signatures: what their tokens were made for must be what we compute.
@Suite(
  .enabled(if: Corpora.folder != nil, "the corpora folder is not there"),
  .enabled(if: PythonOracle.missing == nil, "\(PythonOracle.missing ?? "")"))
struct ImprintConformanceTests {
  @Test func everyTokenHasTheImprintThatWeComputeOrAReasonNotTo() throws {
    var counts: [String: Int] = [:]
    var differing: Set<String> = []
    var lines: [String] = []
    for file in try Self.files() {
      for outcome in try file.outcomes() {
        counts["\(outcome.kind): \(outcome.result.split(separator: ":")[0])", default: 0] += 1
        if outcome.result != Outcome.equal { lines.append("\(file.name) \(outcome.kind): \(outcome.result)") }
        if outcome.result == Outcome.different { differing.insert(file.name) }
      }
    }
    printTable("message imprints", counts.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)" })
    printTable("not equal", lines.sorted())
    #expect(differing == Set(Self.knownToDiffer.keys))
    #expect(counts["signature: equal"] ?? 0 >= 91)
    #expect(counts["content, all: equal"] ?? 0 >= 2)
    #expect(counts["signature and references: equal"] ?? 0 >= 4)
  }

  /// Files whose tokens were made for something else, and why.
  private static let knownToDiffer = [
    "dss-xades/validation/Signature-X-CZ_ICZ-1.xml":
      "no canonical form of the element that it names, nor of its reference, has this digest",
    "dss-xades/validation/xades-t-copied-sigtst.xml": "one of its time-stamps was copied from another signature",
    "dss-xades/validation/xades-two-sig-copied-tst.xml": "one of its time-stamps was copied from another signature",
    "dss-xades/validation/xades-x-level-v2-wrong-sigAndRefsTst-type.xml":
      "the time-stamp of the second version has the name of the first",
    "dss-xades/validation/xsw/XSW-enveloping-fake-object.xml":
      "DSS canonicalised the octets of a base64 transform, which are no nodes (EN 319 132-1 §5.2.8.1)",
    "asic-openeid/digidoc4j/prodFiles/invalid-containers/bdoc21-ts-ok.bdoc!META-INF/signatures1.xml":
      "its publisher calls the time-stamp invalid",
    "asic-openeid/digidoc4j/testFiles/invalid-containers/TS-02_23634_TS_wrong_SignatureValue.asice!META-INF/signatures0.xml":
      "made for another signature value, on purpose",
    "asic-openeid/digidoc4j/testFiles/invalid-containers/ocsp_cert_is_not_in_tsl.bdoc!META-INF/signatures.xml":
      "its publisher calls the time-stamp invalid",
    "asic-openeid/digidoc4j/testFiles/invalid-containers/one-valid-and-multiple-invalid-signatures.asice!META-INF/signatures4.xml":
      "the signature value was changed, on purpose",
    "asic-openeid/digidoc4j/testFiles/invalid-containers/one-valid-and-multiple-invalid-signatures.asice!META-INF/signatures6.xml":
      "one of several signatures that its publisher broke on purpose",
  ]

  private struct Outcome {
    static let equal = "equal"
    static let different = "different"

    let kind: String
    let result: String
  }

  private struct File {
    let name: String
    let octets: [UInt8]
    let detached: [String: [UInt8]]

    func outcomes() throws -> [Outcome] {
      guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) else { return [] }
      let tree = parsed.tree
      let ids = IDIndex(tree)
      return try tree.descendants("Signature", Namespace.xmldsig, of: tree.document).flatMap { node in
        guard let structure = try? SignatureStructure(node, in: tree),
          let properties = try? XAdESProperties.find(in: structure, of: tree)
        else { return [] as [Outcome] }
        let uris = structure.references.filter(\.isDetached).map(\.uri)
        let sources = uris.reduce(into: [String: ByteSource]()) { sources, uri in
          let name = uri.removingPercentEncoding ?? uri
          let octets = detached[name] ?? (detached.count == 1 ? detached.first?.value : nil)
          if let octets { sources[uri] = ByteSource(octets) }
        }
        let processor = ReferenceProcessor(tree: tree, ids: ids, signature: node, detached: sources)
        return try (properties.evaluatedTimeStamps + properties.unsigned.archiveTimeStamps).flatMap { stamp in
          try stamp.tokens.map { try Outcome(kind: stamp.kind.name, result: judge($0, stamp, structure, processor)) }
        }
      }
    }

    private func judge(
      _ token: EncapsulatedValue, _ stamp: XAdESTimeStamp, _ structure: SignatureStructure,
      _ processor: ReferenceProcessor
    ) throws -> String {
      let octets: [UInt8]
      switch try token.octets(in: processor.tree) {
      case .success(let read): octets = read
      case .failure(let defect): return "not read: \(defect.detail)"
      }
      let info: TimeStampInfo
      do {
        info = try TimeStampToken(derEncoded: octets).info
      } catch {
        return "not read: \(error)"
      }
      guard case .success(let algorithm) = info.imprintAlgorithm else { return "unsupported: digest" }
      var memory = ImprintMemory()
      switch try stamp.agreement(of: info.imprint, by: algorithm, in: structure, with: processor, &memory) {
      case .success(.equal): return Outcome.equal
      case .success(.equalByMethodOfSignedInfo): return "equal by the method of SignedInfo"
      case .success(.different): return Outcome.different
      case .failure(let obstacle): return "\(obstacle.label): \(obstacle.detail)"
      }
    }
  }

  // MARK: Files

  private static func files() throws -> [File] {
    let folder = try #require(Corpora.folder)
    var files: [File] = []
    var rows: Set<String> = []
    for row in try ManifestRow.rows(of: "dss") where row["kind"] != "asic" && rows.insert(row.path).inserted {
      let detached = try row.list("detached").filter { $0 != "(in code)" }.map {
        ($0.split(separator: "/").last.map(String.init) ?? $0, try Corpora.octets("dss/\($0)"))
      }
      files.append(
        File(
          name: row.path, octets: try Corpora.octets("dss/\(row.path)"),
          detached: Dictionary(detached, uniquingKeysWith: { first, _ in first })))
    }
    var containers: [String] = []
    for corpus in ["dss", "asic-openeid"] {
      for row in try ManifestRow.rows(of: corpus) where corpus != "dss" || row["kind"] == "asic" {
        containers.append("\(corpus)/\(row.path)")
      }
    }
    containers = Set(containers).sorted()
    let unpacked = try TemporaryFolder()
    try PythonOracle.run(
      "unpack_oracle.py", [unpacked.url.path] + containers.map { folder.appending(path: $0).path })
    for (number, container) in containers.enumerated() {
      files += try Self.files(in: unpacked.url.appending(path: "\(number)"), of: container)
    }
    return files
  }

  private static func files(in folder: URL, of container: String) throws -> [File] {
    let index = try String(contentsOf: folder.appending(path: "index.tsv"), encoding: .utf8)
    var entries: [String: [UInt8]] = [:]
    for line in index.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      entries[parts[1]] = try Array(Data(contentsOf: folder.appending(path: parts[0])))
    }
    return entries.filter { name, _ in
      name.hasPrefix("META-INF/") && name.hasSuffix(".xml") && name.lowercased().contains("signature")
    }.map { name, octets in File(name: "\(container)!\(name)", octets: octets, detached: entries) }
  }
}

extension XAdESTimeStamp.Kind {
  fileprivate var name: String {
    switch self {
    case .allDataObjects: "content, all"
    case .individualDataObjects: "content, individual"
    case .signature: "signature"
    case .signatureAndReferences(let isV2): "signature and references\(isV2 ? " V2" : "")"
    case .referencesOnly(let isV2): "references only\(isV2 ? " V2" : "")"
    case .archive(let is141): "archive \(is141 ? "1.4.1" : "1.3.2")"
    }
  }
}

extension XAdESTimeStamp.ImprintObstacle {
  fileprivate var label: String {
    switch self {
    case .malformed: "malformed"
    case .unsupported: "unsupported"
    case .signedDataNotFound: "data not there"
    case .notEvaluated: "not evaluated"
    }
  }
}
