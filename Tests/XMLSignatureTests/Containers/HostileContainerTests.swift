import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Containers with octets changed, cut off, moved or doubled at random: each is refused or validated, none passes with other
/// content, and none brings the reader down.
struct HostileContainerTests {
  /// xorshift64*, so that a failure can be repeated.
  private struct Randomness: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }

  private static let rounds = 300

  @Test(arguments: 1...8) func mutatedContainersNeverPassWithOtherContent(_ seed: UInt64) async throws {
    var random = Randomness(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let original = try TestContainer.signed()
    let archive =
      seed % 2 == 0
      ? original.archive
      : original.archive.with {
        $0.zip64 = .full
        $0.entries = $0.entries.enumerated().map { $0 == 0 ? $1 : $1.streamed() }
      }
    let octets = archive.octets
    var refused = 0
    for _ in 0..<Self.rounds {
      let mutant = Self.mutate(octets, &random)
      switch try SignatureContainer.open(ByteSource(mutant)) {
      case .failure: refused += 1
      case .success(let container):
        let report = try await ContainerValidator.validate(
          container, verifier: SignatureVerifier(trust: TestPKI.trust), at: TestPKI.time)
        guard report.verdict == .passed else { continue }
        let contents = try container.dataFiles.map { file in
          "\(file.name)=\(String(decoding: try file.source.octets(in: 0..<file.source.count), as: UTF8.self))"
        }
        #expect(Set(contents) == Set(original.files.map { "\($0.name)=\($0.content)" }))
      }
    }
    #expect(refused > Self.rounds / 2)
  }

  @Test func noPrefixOfAContainerIsOne() throws {
    let octets = try TestContainer.signed().archive.octets
    for count in stride(from: 0, to: octets.count, by: 7) {
      guard case .failure = try SignatureContainer.open(ByteSource(Array(octets[..<count]))) else {
        Issue.record("\(count) of \(octets.count) octets are accepted")
        return
      }
    }
  }

  /// With sound checksums, so that the XML behind them is reached.
  @Test(arguments: 1...4) func mutatedMetaFilesNeverTrap(_ seed: UInt64) async throws {
    var random = Randomness(state: seed &* 0xD134_2543_DE82_EF95)
    let sound = try TestContainer.signed().with {
      $0.extra = [
        TestArchive.Entry("META-INF/timestamp.tst", "0"),
        TestArchive.Entry(
          "META-INF/ASiCManifest.xml",
          """
          <a:ASiCManifest xmlns:a="http://uri.etsi.org/02918/v1.2.1#"><a:SigReference URI="META-INF/timestamp.tst"/>\
          <a:DataObjectReference URI="claim.txt"><DigestMethod xmlns="http://www.w3.org/2000/09/xmldsig#" \
          Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue xmlns="http://www.w3.org/2000/09/xmldsig#">AAAA\
          </DigestValue></a:DataObjectReference></a:ASiCManifest>
          """),
      ]
    }
    for _ in 0..<100 {
      var container = sound.archive
      let index = Int.random(in: 3..<container.entries.count, using: &random)
      container.entries[index].content = Self.mutate(container.entries[index].content, &random)
      let opened = try SignatureContainer.open(ByteSource(container.octets)).get()
      let report = try await ContainerValidator.validate(
        opened, verifier: SignatureVerifier(trust: TestPKI.trust), at: TestPKI.time)
      #expect(report.verdict != .passed)
    }
  }

  private static func mutate(_ octets: [UInt8], _ random: inout Randomness) -> [UInt8] {
    var mutant = octets
    for _ in 0..<Int.random(in: 1...3, using: &random) where !mutant.isEmpty {
      let position = Int.random(in: mutant.indices, using: &random)
      let length = min(Int.random(in: 1...40, using: &random), mutant.count - position)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: mutant[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: mutant[position] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &random) ?? 0
      case 2: mutant.removeSubrange(position..<position + length)
      case 3: mutant.insert(contentsOf: mutant[position..<position + length], at: position)
      case 4: mutant.removeLast(length)
      case 5: mutant.replaceSubrange(position..<position + length, with: Array(repeating: 0xFF, count: length))
      default:
        let from = Int.random(in: mutant.indices, using: &random)
        let count = min(length, mutant.count - from)
        mutant.replaceSubrange(position..<position + min(count, length), with: mutant[from..<from + count])
      }
    }
    return mutant
  }
}
