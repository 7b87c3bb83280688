import Crypto
import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Every time-stamp token in the corpora, and OpenSSL's word on each.
@Suite(
  .enabled(if: Corpora.folder != nil, "no corpora (TEST_CORPORA)"),
  .enabled(if: OpenSSLCommand.isInstalled, "openssl is not installed"))
struct TimeStampCorpusTests {
  /// What OpenSSL says, by column.
  private static let rows = Result { try Self.judged() }

  private static func judged() throws -> (folder: TemporaryFolder, rows: [ManifestRow]) {
    let folder = try TemporaryFolder()
    let corpora = try #require(Corpora.folder)
    try PythonOracle.run("timestamp_oracle.py", [corpora.path, folder.url.path])
    let text = String(decoding: try Data(contentsOf: folder.url.appending(path: "tokens.tsv")), as: UTF8.self)
    return (folder, ManifestRow.rows(ofText: text))
  }

  private static func octets(_ row: ManifestRow) throws -> [UInt8] {
    try Array(Data(contentsOf: rows.get().folder.url.appending(path: row["name"] + ".tst")))
  }

  /// OpenSSL reads tokens twice: as PKCS #7 for `ts`, and as CMS.
  @Test func tokensAreReadWhereOpenSSLReadsThem() throws {
    let rows = try Self.rows.get().rows
    var counts: [String: Int] = [:]
    var stricter: [String] = []
    for row in rows {
      let octets = try Self.octets(row)
      let openssl = row["parses"] == "True" ? "ts" : row["verifies"] == "True" ? "cms alone" : "no"
      do {
        let token = try TimeStampToken(derEncoded: octets)
        counts["ours yes, OpenSSL \(openssl)", default: 0] += 1
        if octets[1] == 0x80 { counts["of these in BER", default: 0] += 1 }
        #expect(openssl != "no", "\(row["source"])")
        if openssl == "ts" { expectFields(token.info, row) }
      } catch {
        counts["ours no, OpenSSL \(openssl)", default: 0] += 1
        if openssl != "no" { stricter.append("\(row["source"]): \(error.detail)") }
      }
    }
    printTable(
      "time-stamp tokens read, of \(rows.count):", counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    printTable("stricter than OpenSSL:", stricter)
    #expect(stricter.isEmpty)
    #expect(rows.count > 240)
  }

  private func expectFields(_ info: TimeStampInfo, _ row: ManifestRow) {
    let digests = ["sha1": DigestAlgorithm.sha1, "sha256": .sha256, "sha384": .sha384, "sha512": .sha512]
    // OpenSSL prints 80 characters of it.
    #expect(info.policy.prefix(79) == row["policy"].prefix(79), "\(row["source"])")
    #expect(info.imprintAlgorithm == digests[row["hash"]].map { .success($0) }, "\(row["source"])")
    #expect(info.imprint.hex == row["imprint"], "\(row["source"])")
    #expect(info.serialNumber.hexWithoutZeros == row["serial"], "\(row["source"])")
    #expect(abs(info.time.timeIntervalSince1970 - (Double(row["time"]) ?? 0)) < 0.000_1, "\(row["source"])")
    #expect(info.isOrdered == (row["ordering"] == "yes"), "\(row["source"])")
    #expect((info.nonce?.signedHex ?? "") == row["nonce"], "\(row["source"])")
    let microseconds = info.accuracy.map {
      "\($0.components.seconds * 1_000_000 + $0.components.attoseconds / 1_000_000_000_000)"
    }
    #expect((microseconds ?? "") == row["accuracy"], "\(row["source"])")
  }

  @Test func signaturesAreValidWhereOpenSSLFindsThemValid() throws {
    let rows = try Self.rows.get().rows.filter { $0["parses"] == "True" || $0["verifies"] == "True" }
    var counts: [String: Int] = [:]
    var others: [String] = []
    for row in rows {
      let outcome = try TimeStampToken(derEncoded: Self.octets(row)).signature()
      switch (outcome, row["binds"] == "True") {
      case (.valid(let signer, let algorithms), let binds):
        #expect(Array(SHA256.hash(data: signer.encoded)).hex == row["signer"], "\(row["source"])")
        counts["\(algorithms.signature.name), \(algorithms.messageDigest.name)", default: 0] += 1
        if !binds { others.append("valid for us alone (\(row["error"])): \(row["source"])") }
      case (_, true): others.append("valid for OpenSSL alone: \(row["source"]): \(outcome.summary)")
      case (_, false): counts["invalid for both: \(outcome.summary)", default: 0] += 1
      }
    }
    printTable(
      "time-stamp signatures, of \(rows.count):", counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    printTable("different from OpenSSL:", others)
    #expect(others.isEmpty)
  }
}
