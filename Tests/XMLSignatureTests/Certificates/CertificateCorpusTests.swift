import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Certificates of the field: those of the corpora, alone and inside signatures.
struct CertificateCorpusTests {
  /// Each certificate once: files, and what stands in `X509Certificate` and `EncapsulatedX509Certificate`.
  private static func candidates() throws -> [[UInt8]] {
    let folder = try #require(Corpora.folder).path
    guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
    var found: Set<[UInt8]> = []
    let element = /<(?:[\w.-]+:)?(?:Encapsulated)?X509Certificate(?:\s[^>]*)?>([^<]+)</
    for case let name as String in names {
      let ending = URL(filePath: name).pathExtension.lowercased()
      guard ["xml", "crt", "cer", "pem", "der"].contains(ending),
        let data = FileManager.default.contents(atPath: "\(folder)/\(name)"), data.count < 8 << 20
      else { continue }
      if ending == "xml" {
        guard let text = String(data: data, encoding: .utf8) else { continue }
        for match in text.matches(of: element) {
          let base64 = match.1.filter { !$0.isWhitespace }
          if let octets = Data(base64Encoded: base64) { found.insert(Array(octets)) }
        }
      } else if let text = String(data: data, encoding: .utf8), text.contains("-----BEGIN CERTIFICATE") {
        for block in text.matches(of: /-----BEGIN CERTIFICATE-----([^-]+)-----END/) {
          if let octets = Data(base64Encoded: block.1.filter { !$0.isWhitespace }) { found.insert(Array(octets)) }
        }
      } else if data.first == 0x30 {
        found.insert(Array(data))
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// OpenSSL's word: whether it reads the octets as one certificate.
  private static func opensslReads(_ octets: [UInt8], in folder: URL) throws -> Bool {
    let file = folder.appending(path: "c.der")
    try Data(octets).write(to: file)
    return OpenSSL.run(["x509", "-inform", "DER", "-in", file.path, "-noout"]) == 0
  }

  @Test(.enabled(if: Corpora.folder != nil && OpenSSL.isThere))
  func everyCertificateOfTheCorporaIsReadWhereOpenSSLReadsIt()
    throws
  {
    let folder = try OpenSSL.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var counts: [String: Int] = [:]
    var lines: [String] = []
    for octets in try Self.candidates() {
      do {
        let record = try CertificateRecord(derEncoded: octets)
        counts["read", default: 0] += 1
        if case .failure(let unsupported) = record.key { counts["key: \(unsupported.detail)", default: 0] += 1 }
        if case .failure(let unsupported) = record.signatureAlgorithm { counts[unsupported.detail, default: 0] += 1 }
        if let key = try? record.key.get(), key.strength.kind == .rsa, key.strength.bits < 2048 {
          counts["RSA below 2048", default: 0] += 1
        }
        for defect in record.extensions.defects {
          counts["defect", default: 0] += 1
          lines.append("defect of \(record.subject.text): \(defect.type ?? "-") \(defect.detail)")
        }
      } catch {
        let other = try Self.opensslReads(octets, in: folder)
        counts[other ? "refused, but OpenSSL reads it" : "refused, as by OpenSSL", default: 0] += 1
        if other { lines.append("\(error.detail): \(octets.count) octets \(octets.prefix(24))") }
      }
    }
    printTable(
      "certificates of the corpora:", counts.sorted { $0.value > $1.value }.map { "\($0.value)  \($0.key)" } + lines)
    #expect(counts["refused, but OpenSSL reads it"] == nil)
    #expect(counts["read", default: 0] > 100)
  }
}

/// OpenSSL's command, another implementation to compare with.
enum OpenSSL {
  static let isThere = run(["version"]) == 0

  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "openssl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  static func run(_ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
