import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// What is written can be read, by us and by others.
struct ContainerWriterTests {
  private static let files = [
    (name: "claim.txt", content: String(repeating: "Claim of Əliyev\n", count: 400)),
    (name: "annex & 1.pdf", content: "%PDF"),
    (name: "empty", content: ""),
  ]

  private func written(
    _ files: [(name: String, content: String)] = files, signatures: [String], compresses: Bool = true
  ) throws -> [UInt8] {
    var octets: [UInt8] = []
    try ContainerWriter.write(
      files.map {
        ContainerWriter.DataFile(
          name: $0.name, mediaType: "text/plain", source: ByteSource(Array($0.content.utf8)), compresses: compresses)
      }, signatures: signatures.map { Array($0.utf8) }, at: TestContainer.time
    ) { octets += $0 }
    return octets
  }

  private func validated(_ octets: [UInt8]) async throws -> ContainerReport {
    let container = try SignatureContainer.open(ByteSource(octets)).get()
    return try await ContainerValidator.validate(
      container, verifier: SignatureVerifier(trust: TestPKI.trust), at: TestPKI.time)
  }

  @Test(arguments: [true, false]) func aWrittenContainerPasses(compresses: Bool) async throws {
    let signature = try TestContainer.signature(over: Self.files)
    let octets = try written(signatures: [signature], compresses: compresses)
    let report = try await validated(octets)
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.findings == [])
    #expect(report.dataFiles.map(\.name) == Self.files.map(\.name))
    #expect(try written(signatures: [signature], compresses: compresses) == octets)
    // EN 319 162-1 §A.1: the media type can be read at octet 38.
    #expect(octets[38...].starts(with: ContainerKind.asicEMediaType.utf8))
  }

  @Test func aSignatureIsAddedAndNothingElseChanges() async throws {
    let before = try written(signatures: [try TestContainer.signature(over: Self.files)])
    let container = try SignatureContainer.open(ByteSource(before)).get()
    var after: [UInt8] = []
    let second = try TestContainer.signature(over: Self.files, id: "signature-2")
    let name = try ContainerWriter.add(signature: Array(second.utf8), to: container, at: TestContainer.time) {
      after += $0
    }
    #expect(name == "META-INF/signatures1.xml")
    #expect(after.starts(with: before[..<container.archive.directory.lowerBound]))
    let report = try await validated(after)
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(report.dataFiles.allSatisfy { $0.signatures.count == 2 })
  }

  @Test func aForeignContainerKeepsItsCommentAndEntries() async throws {
    let foreign = try TestContainer.signed().archive.with {
      $0.comment = Array("made elsewhere".utf8)
      $0.zip64 = .full
      $0.entries[1] = $0.entries[1].streamed(.signed64)
    }
    let container = try SignatureContainer.open(ByteSource(foreign.octets)).get()
    var after: [UInt8] = []
    let second = try TestContainer.signature(over: TestContainer().files, id: "signature-2")
    try ContainerWriter.add(signature: Array(second.utf8), to: container, at: TestContainer.time) { after += $0 }
    let report = try await validated(after)
    #expect(report.verdict == .passed, "\(report.summary)")
    #expect(try ZIPArchive.open(ByteSource(after)).get().comment == Array("made elsewhere".utf8))
  }

  @Test func whatCannotBeReadStrictlyIsNotWritten() throws {
    func fault(_ names: [String], mediaType: String = "text/plain") -> ContainerWriter.Fault? {
      do {
        let files = names.map {
          ContainerWriter.DataFile(name: $0, mediaType: mediaType, source: ByteSource([1]))
        }
        try ContainerWriter.write(files, signatures: [], at: TestContainer.time) { _ in }
        return nil
      } catch { return error as? ContainerWriter.Fault }
    }
    #expect(fault([]) == .noDataFiles)
    #expect(fault(["META-INF/x"]) == .reservedName("META-INF/x"))
    #expect(fault(["mimetype"]) == .reservedName("mimetype"))
    #expect(fault(["folder/"]) == .reservedName("folder/"))
    #expect(fault(["a"], mediaType: "text") == .mediaType("text"))
    for names in [["../a"], ["a", "A"], ["a\nb"], ["a\\b"], ["/a"]] {
      guard case .name = fault(names) else {
        Issue.record("written: \(names)")
        continue
      }
    }
    #expect(fault(["a", "b/c"]) == nil)
  }

  @Test(arguments: [
    (0.0, 0x0021, 0x0000), (315_532_800, 0x0021, 0x0000), (951_782_400, 0x285D, 0x0000),
    (1_709_210_096, 0x585D, 0x645C),
    (4_354_819_198, 0xFF9F, 0xBF7D), (9e12, 0xFF9F, 0xBF7D),
  ])
  func timesAreThoseOfMSDOS(_ seconds: Double, _ date: UInt16, _ time: UInt16) {
    let dos = ZIPTime(Date(timeIntervalSince1970: seconds))
    #expect(dos.date == date)
    #expect(dos.time == time)
  }
}
