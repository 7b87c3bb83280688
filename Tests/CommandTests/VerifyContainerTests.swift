import Foundation
import Testing
import XMLSignature

/// `court-intake verify` on containers, as people and scripts call it.
@Suite struct VerifyContainerTests {
  /// A container of two files, signed by the desk's signer.
  private static func desk() throws -> Desk {
    let desk = try Desk()
    try desk.write("ten manats", "məktub <1>.txt")
    let signed = try desk.sign(["claim.xml", "məktub <1>.txt", "-o", "filing.asice"])
    #expect(signed.exitCode == 0, "\(signed.errors)")
    return desk
  }

  @Test func aContainerPassesWhenEveryFileIsSigned() throws {
    let desk = try Self.desk()
    // Its content tells that it is a container, not its name.
    for name in ["filing.asice", "filing.xml"] {
      if name != "filing.asice" {
        try FileManager.default.copyItem(atPath: desk.path("filing.asice"), toPath: desk.path(name))
      }
      let report = try desk.verify([name])
      #expect(report["verdict"] as? String == "PASSED", "\(report)")
      let signature = try present((report["signatures"] as? [[String: Any]])?.first)
      #expect(signature["entry"] as? String == "META-INF/signatures0.xml")
      #expect(signature["dataFiles"] as? [String] == ["claim.xml", "məktub <1>.txt"])
      #expect(signature["coverage"] as? String == "FULL" && signature["core"] as? String == "VALID")
      let container = try present(report["container"] as? [String: Any])
      #expect(container["kind"] as? String == "ASiC-E" && (container["findings"] as? [Any])?.isEmpty == true)
      let files = try present(container["dataFiles"] as? [[String: Any]])
      #expect(files.map { $0["name"] as? String } == ["claim.xml", "məktub <1>.txt"])
      #expect(files.allSatisfy { ($0["signatures"] as? [Any])?.count == 1 })
    }
    let text = try desk.run(["verify", "--trust", "trust", "--language", "az", "filing.asice"])
    #expect(text.exitCode == 0 && text.output.hasPrefix("PASSED  filing.asice\n"), "\(text.output)")
    #expect(text.output.contains("məktub <1>.txt") && text.output.contains("İmza 1"))
    // Nobody vouches for the signer.
    let alone = try desk.run(["verify", "--json", "filing.asice"])
    #expect(try alone.exitCode == 1 && alone.objects.first?["verdict"] as? String == "INDETERMINATE")
  }

  @Test func aPageNamesTheFilesAndWhatCoversThem() throws {
    let desk = try Self.desk()
    #expect(try desk.run(["verify", "--trust", "trust", "--html", "page.html", "filing.asice"]).exitCode == 0)
    let page = String(decoding: try desk.read("page.html"), as: UTF8.self)
    #expect(page.contains("Files in the container") && page.contains("məktub &lt;1&gt;.txt"))
    #expect(page.contains("SINAQOV RƏŞAD") && page.contains("Signature 1") && !page.contains("<1>"))
  }

  @Test func aChangedOrAddedFileIsNamed() throws {
    let desk = try Self.desk()
    let opened = try SignatureContainer.open(ByteSource(path: desk.path("filing.asice"))).get()
    func rewrite(_ name: String, _ files: [ContainerWriter.DataFile]) throws {
      var octets: [UInt8] = []
      let signatures = try opened.signatureFiles.map { file in
        var octets: [UInt8] = []
        try file.source.forEachChunk(in: 0..<file.source.count) { octets += $0 }
        return octets
      }
      try ContainerWriter.write(files, signatures: signatures, at: ZIPTime(Date())) { octets += $0 }
      try Data(octets).write(to: URL(filePath: desk.path(name)))
    }
    let files = opened.dataFiles.map {
      ContainerWriter.DataFile(name: $0.name, mediaType: "application/octet-stream", source: $0.source)
    }
    let other = ByteSource(Array("two manats".utf8))
    let mediaType = "text/plain"
    try rewrite("changed.asice", [files[0], .init(name: files[1].name, mediaType: mediaType, source: other)])
    try rewrite("added.asice", files + [.init(name: "added.txt", mediaType: mediaType, source: other)])

    let changed = try desk.verify(["changed.asice"])
    let signature = try present((changed["signatures"] as? [[String: Any]])?.first)
    #expect(changed["verdict"] as? String == "FAILED" && signature["subIndication"] as? String == "HASH_FAILURE")
    let added = try desk.verify(["added.asice"])
    #expect(added["verdict"] as? String == "INDETERMINATE")
    let findings = try present((added["container"] as? [String: Any])?["findings"] as? [[String: Any]])
    #expect(
      findings.contains { $0["code"] as? String == "DATA_FILE_NOT_SIGNED" && $0["entry"] as? String == "added.txt" })
  }

  @Test func aDamagedContainerIsAFormatFailureThatSaysWhere() throws {
    let desk = try Self.desk()
    let octets = try desk.read("filing.asice")
    var damaged = octets
    damaged[octets.count / 3] ^= 0xFF
    for (name, content) in [
      ("cut.asice", octets.prefix(octets.count - 30)), ("head.sce", octets.prefix(4)), ("damaged.bdoc", damaged),
      ("longer.edoc", octets + Data("trailing".utf8)),
    ] {
      try content.write(to: URL(filePath: desk.path(name)))
      let run = try desk.run(["verify", "--json", "--trust", "trust", name])
      let report = try present(try run.objects.first)
      #expect(run.exitCode == 1 && report["verdict"] as? String == "FAILED", "\(name)")
      let signature = try present((report["signatures"] as? [[String: Any]])?.first)
      #expect(signature["subIndication"] as? String == "FORMAT_FAILURE", "\(name)")
      let detail = (signature["findings"] as? [[String: Any]])?.first?["detail"] as? String
      #expect(detail?.contains(": ") == true, "\(name): the rule and what exactly")
      let text = try desk.run(["verify", name])
      #expect(text.exitCode == 1 && text.output.contains("FORMAT_FAILURE"))
    }
  }
}
