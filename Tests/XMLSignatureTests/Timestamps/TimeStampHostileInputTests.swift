import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Whatever is done to a token: nothing traps, and what is still valid still says the same.
struct TimeStampHostileInputTests {
  private struct Sample {
    let name: String
    let octets: [UInt8]
    let info: TimeStampInfo
    let signer: CertificateRecord

    init?(_ name: String, _ octets: [UInt8]) {
      guard let token = try? TimeStampToken(derEncoded: octets), case .valid(let signer, _) = token.signature() else {
        return nil
      }
      (self.name, self.octets, info, self.signer) = (name, octets, token.info, signer)
    }

    /// Whether changed octets are refused; false when they are valid, and then they must say what the original says.
    func isRefused(_ changed: [UInt8], _ what: @autoclosure () -> String) -> Bool {
      guard let token = try? TimeStampToken(derEncoded: changed),
        case .valid(let signer, _) = token.signature(offered: [self.signer])
      else { return true }
      #expect(token.info == info && signer == self.signer, "\(name), \(what())")
      return false
    }
  }

  private static let samples: [Sample] = {
    let made = [false, true].compactMap { isBER -> Sample? in
      let authority = try? TestTimeStampAuthority(under: TestPKI.root).with { $0.isBER = isBER }
      return (try? authority?.token(for: [1, 2, 3], at: TestPKI.time)).flatMap { Sample(isBER ? "BER" : "DER", $0) }
    }
    let real = ["timestamp.tst", "disig.tst", "archive_timestamp.tst"].compactMap { name in
      (try? Corpora.octets("pki/tst/\(name)")).flatMap { Sample(name, $0) }
    }
    return made + real
  }()

  @Test func thereAreSamples() { #expect(Self.samples.count == (Corpora.folder == nil ? 2 : 5)) }

  @Test func everyTruncationIsRefused() {
    for sample in Self.samples {
      for count in 0..<sample.octets.count {
        #expect(sample.isRefused(Array(sample.octets[..<count]), "cut to \(count)"), "\(sample.name), cut to \(count)")
      }
    }
  }

  @Test func changedOctetsAreRefusedOrDoNotMatter() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var lines: [String] = []
    for sample in Self.samples {
      var harmless = 0
      for round in 0..<1000 {
        var changed = sample.octets
        // One octet, at times two: a length and what it measures.
        for _ in 0...(round % 3 == 0 ? 1 : 0) {
          changed[Int.random(in: changed.indices, using: &random)] = .random(in: 0...0xFF, using: &random)
        }
        if changed != sample.octets, !sample.isRefused(changed, "seed \(seed), round \(round)") { harmless += 1 }
      }
      lines.append("\(sample.name): \(harmless) of 1000 changes do not matter")
    }
    printTable("changed time-stamps, seed \(seed):", lines)
  }

  /// Nested indefinite lengths, endless object identifiers and the like.
  @Test func deepAndWideStructuresAreRefused() {
    let deep = Array([[UInt8]](repeating: [0x30, 0x80], count: 100_000).joined())
    let wide: [UInt8] = [0x30, 0x83, 0x03, 0x0D, 0x40] + Array([[UInt8]](repeating: [5, 0], count: 100_000).joined())
    let identifier =
      [0x30, 0x83, 0x03, 0x0D, 0x44, 6, 0x83, 0x03, 0x0D, 0x40] + [UInt8](repeating: 0x81, count: 200_000)
    let samples: [[UInt8]] = [deep, wide, identifier, [], [0], [0x30, 0xFF], [0x30, 0x80, 0, 0]]
    for octets in samples {
      #expect(throws: TimeStampDefect.self) { try TimeStampToken(derEncoded: octets) }
      #expect(throws: TimeStampDefect.self) { try TimeStampResponse(derEncoded: octets) }
    }
  }
}
