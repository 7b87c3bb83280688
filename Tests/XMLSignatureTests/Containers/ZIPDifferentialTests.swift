import Crypto
import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Python's zipfile, Info-ZIP's unzip and libarchive's bsdtar, the last also from a pipe: what they agree on we read the
/// same, and what they disagree on we refuse.
@Suite(.enabled(if: ZIPPeers.missing == nil, "\(ZIPPeers.missing ?? "")"))
struct ZIPDifferentialTests {
  @Test func honestArchivesOfOtherProgramsAreReadAlike() throws {
    let folder = try TemporaryFolder()
    try PythonOracle.run("zip_oracle.py", ["make", folder.url.path, "20260713"])
    let views = try ZIPPeers.views(of: folder)
    #expect(views.count == 43)
    for (name, peers) in views {
      let archive = try ZIPArchive.open(ByteSource(path: folder.url.appending(path: name).path)).get()
      let ours = try archive.entries.filter { !$0.isFolder }.map { entry in
        let content = try archive.read(entry).get()
        return [entry.name, SHA256.hash(data: try content.octets(in: 0..<content.count)).hexadecimal]
      }.sorted { $0[0].unicodeScalars.lexicographicallyPrecedes($1[0].unicodeScalars) }
      #expect(peers["zipfile"] == .some(ours), "\(name)")
    }
  }

  @Test func whatWeWriteIsReadByOthers() throws {
    let folder = try TemporaryFolder()
    let files = ["a.txt", "folder/b c.txt", "Əliyev.txt"]
    var octets: [UInt8] = []
    try ContainerWriter.write(
      files.map {
        .init(name: $0, mediaType: "text/plain", source: ByteSource(Array(String(repeating: $0, count: 99).utf8)))
      }, signatures: [[0x61]], at: TestContainer.time
    ) { octets += $0 }
    _ = try folder.write(octets, to: "written.asice")
    let peers = try #require(ZIPPeers.views(of: folder)["written.asice"])
    let expected = Set(["mimetype", "META-INF/manifest.xml", "META-INF/signatures0.xml"] + files)
    #expect(Set(try #require(peers["zipfile"] ?? nil).map { $0[0] }) == expected)
    // The listings of the others show letters beyond ASCII as their locale has it.
    for peer in ["unzip", "bsdtar", "bsdtar-stream"] { #expect(try #require(peers[peer] ?? nil).count == 6, "\(peer)") }
  }

  @Test func whatPeersReadInDifferentWaysIsRefused() throws {
    let folder = try TemporaryFolder()
    for (index, flaw) in ArchiveFlaw.all.enumerated() {
      _ = try folder.write(flaw.octets, to: String(format: "%03d.zip", index))
    }
    let views = try ZIPPeers.views(of: folder)
    var lines: [String] = []
    var confusing = 0
    for (index, flaw) in ArchiveFlaw.all.enumerated() {
      let peers = try #require(views[String(format: "%03d.zip", index)])
      let accepted = peers.values.compactMap(\.self).map { $0.map { $0[0] }.sorted() }
      let isConfusing = !accepted.isEmpty && (accepted.count < peers.count || Set(accepted).count > 1)
      if isConfusing { confusing += 1 }
      lines.append(
        "\(flaw.rule.rawValue): \(flaw.name): \(accepted.count) of \(peers.count) read it, in \(Set(accepted).count) ways"
      )
      guard case .failure = try ZIPArchive.open(ByteSource(flaw.octets)) else {
        Issue.record("accepted: \(flaw.name)")
        continue
      }
    }
    printTable("flawed archives, and what zipfile, unzip and bsdtar make of them", lines)
    #expect(confusing > 30)
  }
}

enum ZIPPeers {
  static let missing: String? = {
    for program in ["python3", "unzip", "bsdtar"] where !isInstalled(program) {
      return "\(program) is not installed"
    }
    return nil
  }()

  private static func isInstalled(_ program: String) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// By archive and program: name and digest of each file, or nil where the program gives up.
  static func views(of folder: TemporaryFolder) throws -> [String: [String: [[String]]?]] {
    let out = try TemporaryFolder()
    let file = out.url.appending(path: "views.json")
    try PythonOracle.run("zip_oracle.py", ["read", folder.url.path, file.path])
    return try JSONDecoder().decode([String: [String: [[String]]?]].self, from: Data(contentsOf: file))
  }
}

extension Digest {
  fileprivate var hexadecimal: String { map { String(format: "%02x", $0) }.joined() }
}
