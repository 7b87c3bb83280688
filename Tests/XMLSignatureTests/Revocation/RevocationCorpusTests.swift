import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Every list and answer of the corpora, also those inside signatures, beside what OpenSSL says of them.
///
/// We may be stricter, never laxer: what OpenSSL cannot read we do not read, and a signature that it rejects we do not accept.
@Suite(.enabled(if: Corpora.folder != nil, "the corpora are not there (TEST_CORPORA)"))
struct RevocationCorpusTests {
  private struct Row {
    let name: String
    let kind: String
    let form: String
    let isReadable: Bool
    let signature: String
    let place: String

    init?(_ line: Substring) {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 6 else { return nil }
      (name, kind, form, isReadable) = (fields[0], fields[1], fields[2], fields[3] == "1")
      (signature, place) = (fields[4], fields[5])
    }
  }

  /// What our reader and our signature check make of one object.
  private enum Ours {
    case broken(String)
    case read(signature: SignatureCheck?, unsupported: String?)
  }

  @Test func everyListAndAnswerIsReadAsOpenSSLReadsIt() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "revocation-oracle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try PythonOracle.run("revocation_oracle.py", [#require(Corpora.folder).path, folder.path])
    let table = try String(contentsOf: folder.appending(path: "oracle.tsv"), encoding: .utf8)
    let rows = table.split(separator: "\n").compactMap(Row.init)
    #expect(rows.count > 150)
    var counts: [String: Int] = [:]
    var lines: [String] = []
    for row in rows {
      let octets = try Array(Data(contentsOf: folder.appending(path: "\(row.name).der")))
      let pem = try Array(Data(contentsOf: folder.appending(path: "\(row.name).pem")))
      let ours = judge(row, octets, TrustStore.contents(of: pem)?.certificates ?? [])
      let (agreement, detail) = compare(row, ours)
      counts["\(row.kind) \(agreement)", default: 0] += 1
      if agreement != "agree" { lines.append("\(agreement): \(row.kind) \(row.name) \(row.place): \(detail)") }
      #expect(["agree", "stricter"].contains(agreement), "\(row.place) \(row.name): \(detail)")
    }
    printTable("revocation corpora", counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" } + lines)
  }

  private func judge(_ row: Row, _ octets: [UInt8], _ certificates: [CertificateRecord]) -> Ours {
    do {
      if row.kind == "crl" {
        let list = try RevocationList(derEncoded: octets)
        let candidates = certificates.filter { $0.subject == list.issuer }
        return .read(signature: best(candidates.map(list.signature(by:))), unsupported: list.unsupported)
      }
      let answer = try BasicOCSPResponse.read(octets)
      let candidates = (answer.certificates + certificates).filter { answer.responder.names($0) }
      return .read(signature: best(candidates.map(answer.signature(by:))), unsupported: answer.unsupported)
    } catch {
      return .broken("\(error)")
    }
  }

  private func best(_ checks: [SignatureCheck]) -> SignatureCheck? {
    checks.contains(.valid) ? .valid : checks.first { $0 != .invalid } ?? checks.first
  }

  private func compare(_ row: Row, _ ours: Ours) -> (String, String) {
    switch (ours, row.isReadable, row.signature) {
    case (.broken, false, _): ("agree", "")
    case (.broken(let why), true, _): ("stricter", why)
    case (.read, false, _): ("laxer", "read, and OpenSSL does not read it")
    case (.read(.valid, _), true, "OK"), (.read(.invalid, _), true, "BAD"), (.read(nil, _), true, "NONE"): ("agree", "")
    case (.read(.unsupported(let what), _), true, _): ("stricter", "outside the profile: \(what)")
    case (.read(let signature, _), true, "OK"):
      ("disagree", "OpenSSL verifies it, we say \(String(describing: signature))")
    case (.read(let signature, _), true, let theirs):
      ("disagree", "OpenSSL says \(theirs), we say \(String(describing: signature))")
    }
  }
}
